/**
 * The events that the server has of its own, whatever they are: read from its documents, and tried with payloads that are
 * made of their schemas.
 */
import { fileURLToPath } from 'node:url'
import type { ChannelEvent, StoredMessage } from '../../../generated/types.ts'
import { SchemaError } from '../../arbitrary/model.ts'
import type { Case, Group } from '../case.ts'
import { canonical, check, has, same, show } from '../failure.ts'
import { isObject, type OwnEvent, ownEvents } from '../own/documents.ts'
import { type Payload, Payloads } from '../own/payloads.ts'
import { openTrial, type Receipt, type Trial } from '../own/trial.ts'
import type { FrameOf } from '../peer.ts'
import type { World } from '../world.ts'

/** For a server that is started for these cases: events with all that a schema can say. */
const schemas = fileURLToPath(new URL('../events/', import.meta.url))
const settings: NonNullable<Case['settings']> = {
  events: schemas,
  channels: [
    { pattern: 'own:desk:*', events: ['conf_ordered'], publish: 'server' },
    { pattern: 'own:club:*', events: ['conf_noted'], join: 'members', send: 'members' },
    { pattern: 'own:*', events: ['conf_delivered'] },
    { pattern: '*', events: [] },
  ],
}
const usual = { settings, asItIs: true } as const
const anchor = 'events-of-the-application'

/** A server may have a thousand events; those that are tried are drawn by the seed. */
const mostEvents = 12
const goodEach = 5
const wrongEach = 6
/** More than a trial publishes; in a channel that others use too, what was published can be further away. */
const pageSize = 100

interface Published {
  readonly payload: Payload
  readonly receipt: Receipt
}

/** Tries each event in a channel of its own, and notes what could not be tried. Skips when nothing could. */
async function eachEvent(
  world: World,
  caseId: string,
  run: (trial: Trial) => Promise<string>,
  overHttp = false,
): Promise<void> {
  const events = await ownEvents(world)
  const chosen = drawn(events.names, world.seedOf(caseId))
  if (chosen.length < events.names.length) world.note(`${chosen.length} of ${events.names.length} events were drawn`)
  const [tried, not]: [string[], string[]] = [[], []]
  for (const name of chosen) {
    const event = await events.read(name)
    const done = await tryEvent(world, caseId, event, async (payloads) => {
      const trial = await openTrial(world, { events, event, payloads, overHttp })
      return typeof trial === 'string' ? { why: trial } : { what: await run(trial) }
    })
    if ('what' in done) tried.push(`${name} (${done.what})`)
    else not.push(`${name}: ${done.why}`)
  }
  if (tried.length === 0) world.skip(`no event could be tried: ${not.join('; ')}`)
  world.note(`tried: ${tried.join(', ')} with --seed ${world.seed}`)
  for (const why of not) world.note(`not tried: ${why}`)
}

type Done = { readonly what: string } | { readonly why: string }

async function tryEvent(
  world: World,
  caseId: string,
  event: OwnEvent,
  run: (payloads: Payloads) => Promise<Done>,
): Promise<Done> {
  try {
    return await run(new Payloads(event, world.seedOf(`${caseId} ${event.name}`)))
  } catch (error) {
    // Nothing is wrong with the server when the suite cannot make values for a schema.
    if (error instanceof SchemaError) return { why: `the suite makes no values for it: ${error.message}` }
    throw error
  }
}

function drawn(names: readonly string[], seed: number): string[] {
  const left = [...names]
  let state = seed
  while (left.length > mostEvents) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    left.splice(state % left.length, 1)
  }
  return left
}

/** Publishes good payloads, all of which must be taken. */
async function publishGood({ event, payloads, channel, publish, first }: Trial): Promise<Published[]> {
  const published: Published[] = [first]
  for (const payload of payloads.good(goodEach)) {
    const outcome = await publish(payload)
    // What a channel is not made for says nothing about the event.
    if (outcome.kind === 'refused' && outcome.code === 'limit_exceeded') continue
    check(
      outcome.kind === 'taken',
      `${event.name} ${show(payload)} to be taken in ${channel}`,
      () => `it was refused: ${show(outcome)}`,
    )
    published.push({ payload, receipt: outcome.receipt })
  }
  return published
}

/** Publishes payloads that are wrong in one place, none of which may be taken; gives how many there were. */
async function publishWrong(trial: Trial): Promise<number> {
  const { event, payloads, publish, root } = trial
  let count = 0
  for (const wrong of payloads.wrong(wrongEach)) {
    const outcome = await publish(wrong.payload)
    const said = `${event.name} ${show(wrong.payload)}, where ${wrong.what},`
    if (outcome.kind === 'refused' && outcome.code === 'limit_exceeded') continue
    count++
    check(outcome.kind === 'refused', `${said} to be refused`, () => `it was taken: ${show(outcome)}`)
    same(outcome.code, 'invalid_data', `the code with which ${said} was refused`)
    check(
      outcome.paths.some((path) => wrong.isPlace(path, root)),
      `${said} to be refused at ${root}${wrong.place}`,
      () => show(outcome),
    )
    check(outcome.message.includes(event.name), `the refusal of ${said} to name the event`, () => outcome.message)
  }
  return count
}

/** What is heard or read of an event is what was published. */
function sameEvent(
  found: unknown,
  { event, payloads, channel }: Trial,
  { payload, receipt }: Published,
  what: string,
): void {
  const { epoch, offset, message_id, timestamp } = receipt
  const wanted = { event: event.name, version: event.version, payload }
  has(found, { channel_id: channel, epoch, offset, message_id, timestamp, ...wanted }, what)
  check(payloads.accepts((found as ChannelEvent).payload), `the payload of ${what} to be as the schema says`, () =>
    show(found),
  )
}

/** In a channel that others use too, what they do there is theirs. */
function ofTrial(frames: readonly FrameOf<'new_event'>[], trial: Trial, published: readonly Published[]) {
  return frames.filter(({ data }) => data.channel_id === trial.channel && isOfTrial(data, trial, published))
}

function isOfTrial(
  { message_id: id }: { message_id: string },
  { isOwn }: Trial,
  published: readonly Published[],
): boolean {
  return isOwn || published.some(({ receipt }) => receipt.message_id === id)
}

/** What each listener heard is what was published, all of it and nothing else. */
async function heard(trial: Trial, published: readonly Published[]): Promise<void> {
  for (const peer of trial.listeners) {
    const here = () => ofTrial(peer.all('new_event'), trial, published)
    await peer.until(
      () => (here().length >= published.length ? true : undefined),
      () => `${published.length} new_event of ${trial.channel} (${here().length} came)`,
    )
    same(here().length, published.length, `how many new_event of ${trial.channel} came`)
    for (const [at, one] of published.entries()) sameEvent(here()[at]?.data, trial, one, 'new_event')
  }
}

function sameEvents(
  messages: readonly StoredMessage[],
  trial: Trial,
  published: readonly Published[],
  what: string,
): void {
  const found = messages.filter((message) => isOfTrial(message, trial, published))
  same(found.length, published.length, `how many events ${what} has`)
  for (const [at, one] of published.entries()) sameEvent(found[at], trial, one, `one of ${what}`)
}

/** A channel may be one that keeps the latest only: those that it has are compared, and there is no hole behind them. */
function sameLatest(
  messages: readonly StoredMessage[],
  trial: Trial,
  published: readonly Published[],
  what: string,
): void {
  const kept = messages.filter((message) => isOfTrial(message, trial, published)).length
  sameEvents(messages, trial, published.slice(Math.max(0, published.length - kept)), what)
}

/** The places where what is stored is read; none where nobody may. */
async function reread(world: World, trial: Trial, published: readonly Published[]): Promise<string[]> {
  const { channel, listeners, first } = trial
  const [peer] = listeners
  const after = first.receipt.offset - 1
  const read: string[] = []
  if (peer !== undefined) {
    const { messages } = await peer.request('history', { channel_id: channel, after, limit: pageSize })
    // A channel may be one that keeps nothing.
    if (messages.length === 0) return []
    sameLatest(messages, trial, published, 'the history')
    const since = { epoch: first.receipt.epoch, offset: after }
    const ack = await peer.request('join_channel', { channel_id: channel, since })
    if (ack.recovered) sameEvents(ack.messages, trial, published, 'the recovery')
    read.push('history', ...(ack.recovered ? ['recovery'] : []))
  }
  if (world.target.apiKey !== undefined) {
    const { messages } = await world.api.ask('get_channel_messages', {
      params: { channel_id: channel },
      query: { after, limit: pageSize },
    })
    if (messages.length === 0) return read
    sameLatest(messages, trial, published, 'the messages of the HTTP API')
    read.push('HTTP API')
  }
  return read
}

export const ownEventsGroup: Group = {
  name: 'own-events',
  about: 'the events that the server has of its own, with payloads made of their schemas',
  cases: [
    {
      id: 'own-events-01',
      sentence:
        'The documents tell each event, its version and its schema with all that it refers to, and which channels carry it.',
      reference: anchor,
      ...usual,
      run: async (world) => {
        const events = await ownEvents(world)
        const chosen = drawn(events.names, world.seedOf('own-events-01'))
        for (const name of chosen) {
          const event = await events.read(name)
          const mark = event.schema['x-pactwire']
          same(isObject(mark) ? (mark['version'] ?? 1) : 1, event.version, `the version in /schema/${name}.json`)
          const { examples = [] } = event.schema
          check(Array.isArray(examples), `the examples of ${name} to be a list`, () => show(examples))
          const done = await tryEvent(world, 'own-events-01', event, async (payloads) => {
            for (const one of examples)
              check(payloads.accepts(one), `the examples of ${name} to be as its schema says`, () => show(one))
            return { what: name }
          })
          if ('why' in done) world.note(`${name}: ${done.why}`)
        }
        for (const { pattern, events: carried } of events.rules ?? [])
          for (const name of carried)
            check(name === '*' || events.names.includes(name), `what ${pattern} carries to be among the events`, name)
      },
    },
    {
      id: 'own-events-02',
      sentence:
        'A payload that is as the schema says is taken, and comes to everyone in the channel as it was published.',
      reference: 'event-new_event',
      ...usual,
      run: (world) =>
        eachEvent(world, 'own-events-02', async (trial) => {
          const published = await publishGood(trial)
          await heard(trial, published)
          const nobody = trial.listeners.length === 0 ? ', and nobody may join to hear them' : ''
          return `${published.length} payloads${nobody}`
        }),
    },
    {
      id: 'own-events-03',
      sentence: 'What was published stands in the history and in recoveries as it was published, with its version.',
      reference: 'value-stored_message',
      ...usual,
      run: (world) =>
        eachEvent(world, 'own-events-03', async (trial) => {
          const published = await publishGood(trial)
          await heard(trial, published)
          const places = await reread(world, trial, published)
          return `${published.length} payloads, ${places.length === 0 ? 'nothing is kept or may be read' : places.join(' and ')}`
        }),
    },
    {
      id: 'own-events-04',
      sentence:
        'A payload that is wrong in one place is refused with invalid_data, which names the event and the place.',
      reference: 'event-publish',
      ...usual,
      run: (world) => eachEvent(world, 'own-events-04', async (trial) => `${await publishWrong(trial)} wrong payloads`),
    },
    {
      id: 'own-events-05',
      sentence: 'What was refused is never delivered and never stored: it has no place in the stream.',
      reference: 'events-of-the-application',
      ...usual,
      run: (world) =>
        eachEvent(world, 'own-events-05', async (trial) => {
          const { payloads, publish, first, isOwn } = trial
          const wrong = payloads.wrong(wrongEach)
          for (const { payload } of wrong) await publish(payload)
          const published = await publishGood(trial)
          if (isOwn)
            same(
              published.map(({ receipt }) => receipt.offset - first.receipt.offset),
              published.map((_, at) => at),
              'the offsets around what was refused',
            )
          await heard(trial, published)
          await reread(world, trial, published)
          const refused = new Set(wrong.map(({ payload }) => canonical(payload)))
          for (const peer of trial.listeners)
            for (const { data } of peer.all('new_event'))
              check(!refused.has(canonical(data.payload)), 'what was refused not to come', () => show(data))
          return `${wrong.length} wrong payloads`
        }),
    },
    {
      id: 'own-events-06',
      sentence:
        'The same holds for events that the application publishes over HTTP; errors name the place in the body.',
      reference: 'route-post_channel_event',
      needs: ['api_key'],
      ...usual,
      run: (world) =>
        eachEvent(
          world,
          'own-events-06',
          async (trial) => {
            const published = await publishGood(trial)
            const wrong = await publishWrong(trial)
            await heard(trial, published)
            await reread(world, trial, published)
            return `${published.length} payloads, ${wrong} wrong ones`
          },
          true,
        ),
    },
  ],
}
