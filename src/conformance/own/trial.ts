/**
 * One event of the server and a channel that carries it: who listens there, and the way on which it is published, which is
 * a connection where its user may, and the HTTP API otherwise.
 */
import type { ErrorFrame, Problem, SentMessage } from '../../../generated/types.ts'
import { fail, show } from '../failure.ts'
import type { Peer, RequestData, RequestName } from '../peer.ts'
import type { World } from '../world.ts'
import { type Candidate, candidatesFor } from './channels.ts'
import type { OwnEvent, OwnEvents } from './documents.ts'
import type { Payload, Payloads } from './payloads.ts'

export type Outcome =
  | { readonly kind: 'taken'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly paths: readonly string[] }

export type Receipt = Pick<SentMessage, 'channel_id' | 'epoch' | 'offset' | 'message_id' | 'timestamp'>

export interface Trial {
  readonly event: OwnEvent
  readonly payloads: Payloads
  readonly channel: string
  /** Whether nothing is in the channel but what the trial publishes. */
  readonly isOwn: boolean
  /** Where the payload stands in what is published: `data.payload`, `body.payload`. */
  readonly root: string
  /** None where nobody may join. */
  readonly listeners: readonly Peer[]
  /** What has been published to find the way. */
  readonly first: { readonly payload: Payload; readonly receipt: Receipt }
  readonly publish: (payload: Payload) => Promise<Outcome>
}

export interface TrialOrder {
  readonly events: OwnEvents
  readonly event: OwnEvent
  readonly payloads: Payloads
  /** The HTTP API, whoever may publish. */
  readonly overHttp?: boolean
}

/** A trial, or why there is none. Fails when a channel does not carry what the documents say. */
export async function openTrial(world: World, order: TrialOrder): Promise<Trial | string> {
  const { events, event, payloads } = order
  const unique = world.unique('own')
  const candidates = candidatesFor(event.name, events.rules, world.target.eventChannels ?? [], unique)
  if (typeof candidates === 'string') return candidates
  const good = payloads.good(3)
  if (good.length === 0) return 'no small payload was found'
  const reasons: string[] = []
  for (const candidate of candidates) {
    const found = await tryOne(world, order, candidate, good)
    if (typeof found !== 'string') return found
    reasons.push(found)
  }
  return reasons.join('; ')
}

async function tryOne(
  world: World,
  { event, payloads, overHttp = false }: TrialOrder,
  candidate: Candidate,
  good: readonly Payload[],
): Promise<Trial | string> {
  const { channel, origin, publish: audience, isOwn } = candidate
  const hasKey = world.target.apiKey !== undefined
  const names = ['ann', 'ben'] as const
  if (audience === 'members' && hasKey) for (const name of names) await addMember(world, world.user(name), channel)
  const joined = await Promise.all(names.map((name) => listener(world, world.user(name), channel, audience)))
  const listeners = joined.filter((peer) => peer !== undefined)
  const [speaker] = listeners
  const ways = [
    ...(speaker === undefined || overHttp || audience === 'server'
      ? []
      : [overConnection(world, speaker, channel, event)]),
    ...(hasKey ? [overApi(world, channel, event)] : []),
  ]
  if (ways.length === 0) {
    const why = speaker === undefined ? 'these users may not join' : 'only the application may publish it in'
    return `${why} ${channel}: give --api-key`
  }
  const problems: string[] = []
  for (const way of ways) {
    for (const payload of good) {
      const outcome = await way.publish(payload)
      if (outcome.kind === 'taken')
        return { event, payloads, channel, isOwn, listeners, first: { payload, receipt: outcome.receipt }, ...way }
      problems.push(`${outcome.code} (${outcome.message})`)
      if (outcome.code === 'forbidden') break
      if (outcome.code === 'limit_exceeded') continue
      if (outcome.code === 'unknown_event' && origin !== 'said')
        return `${channel} does not carry it, and the documents do not say which does: name one with --channel`
      fail(`${event.name} ${show(payload)} to be taken in ${channel}`, `it was refused: ${problems.at(-1)}`)
    }
  }
  const last = problems.at(-1) ?? ''
  const advice = !hasKey && last.startsWith('forbidden') ? '; give --api-key' : ''
  return `it may not be published in ${channel}: ${last}${advice}`
}

/** Somebody in the channel, where somebody may be: as any user, by a token that names the channel, or as a member. */
async function listener(
  world: World,
  user: string,
  channel: string,
  audience: string | undefined,
): Promise<Peer | undefined> {
  const { users, apiKey } = world.target
  const mints = users.kind === 'secret'
  const plain = mints && audience === 'token' ? undefined : await world.as(user)
  if (plain !== undefined && (await joins(world, plain, channel))) return plain
  if (mints) {
    const named = await world.peer({ name: user })
    const token = await world.token(user, { pactwire: { join: [channel], send: [channel] } })
    await named.request('connect', { token })
    if (await joins(world, named, channel)) return named
  }
  if (plain === undefined || apiKey === undefined || !(await addMember(world, user, channel))) return undefined
  if (await joins(world, plain, channel)) return plain
  await world.api.send('delete_channel_member', { params: { channel_id: channel, user_id: user } })
  return undefined
}

async function joins(world: World, peer: Peer, channel: string): Promise<boolean> {
  const error = await asked(world, peer, 'join_channel', { channel_id: channel })
  if (error !== undefined && error.code !== 'forbidden')
    fail(`join_channel ${channel} to be done`, `it was refused: ${show(error)}`)
  return error === undefined
}

/** Whom the application makes a member may be in a channel of members. */
async function addMember(world: World, user: string, channel: string): Promise<boolean> {
  const { status } = await world.api.send('put_channel_member', { params: { channel_id: channel, user_id: user } })
  return status < 300
}

type Way = Pick<Trial, 'publish' | 'root'>

function overConnection(world: World, peer: Peer, channel: string, { name }: OwnEvent): Way {
  return {
    root: 'data.payload',
    publish: async (payload) => {
      let receipt: Receipt | undefined
      const data = { channel_id: channel, event: name, payload }
      const error = await asked(world, peer, 'publish', data, (done) => {
        receipt = done
      })
      if (receipt !== undefined) return { kind: 'taken', receipt }
      if (error === undefined) throw new Error('an answer is an error or none')
      const { code, message, details = [] } = error
      return { kind: 'refused', code, message, paths: details.map(({ path }) => path) }
    },
  }
}

function overApi(world: World, channel: string, { name }: OwnEvent): Way {
  return {
    root: 'body.payload',
    publish: async (payload) => {
      const { status, json, text } = await world.api.send('post_channel_event', {
        params: { channel_id: channel },
        body: { event: name, payload },
      })
      if (status < 300) return { kind: 'taken', receipt: json as SentMessage }
      const problem = json as Problem | undefined
      if (problem?.code === undefined) fail('a problem with a code', `${status} ${text}`)
      const { code, detail, errors = [] } = problem
      return { kind: 'refused', code, message: detail, paths: errors.map(({ path }) => path) }
    },
  }
}

/** Asks, slows down when it is told to, and gives the error, if it is one. */
async function asked<E extends RequestName>(
  world: World,
  peer: Peer,
  type: E,
  data: RequestData<E>,
  done: (data: Receipt) => void = () => undefined,
): Promise<ErrorFrame['data'] | undefined> {
  const deadline = performance.now() + world.patienceMs
  for (;;) {
    const frame = await peer.ask(type, data)
    if (frame.type !== 'error') {
      done(frame.data as unknown as Receipt)
      return undefined
    }
    const error = (frame as ErrorFrame).data
    const { code, retry_after_ms: wait = 0 } = error
    if (code !== 'rate_limited' || performance.now() + wait > deadline) return error
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
