/**
 * Clients behind a network that breaks at any byte, with a server that is killed now and then. In the end each of them has
 * been shown every stream, messages and events of an application alike, as it stands in the history: nothing lost, nothing twice, nothing out of order; and what each was
 * told of its own messages is what has become of them.
 *
 * CHAOS_CYCLES sets how many connections are broken, SEED where.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { StoredMessage } from '../../generated/types.ts'
import { ChaosClient } from '../support/chaos-client.ts'
import { ChaosProxy } from '../support/chaos-proxy.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { freePort } from '../support/free-port.ts'
import { ServerProcess } from '../support/process.ts'
import { seededRandom } from '../support/random.ts'
import { RawClient } from '../support/raw-client.ts'

const cycles = Number(process.env['CHAOS_CYCLES'] ?? 300)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
/** So many broken connections between two ends of the server. */
const cyclesOfServer = 60
const root = fileURLToPath(new URL('../../', import.meta.url))
const users = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay']
const rooms = ['room:1', 'room:2', 'room:3']

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
}, 120_000)

async function until(done: () => boolean, what: () => string, limitMs = 60_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`seed ${seed}: waited in vain for ${what()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The name of an event and its payload, or the words of a message. */
function saidIn(message: StoredMessage): string {
  return 'event' in message ? `${message.event} ${JSON.stringify(message.payload)}` : ` ${message.content}`
}

/** Everything in a stream, read by somebody on a good network. */
async function historyOf(reader: RawClient, channel_id: string): Promise<StoredMessage[]> {
  const messages: StoredMessage[] = []
  for (;;) {
    const page = await reader.request('history', { channel_id, after: messages.at(-1)?.offset ?? 0, limit: 1000 })
    messages.push(...page.messages)
    if (!page.has_more) return messages
  }
}

test(`${cycles} broken connections: nothing is lost, nothing comes twice or out of order`, {
  timeout: 3_600_000,
}, async () => {
  const random = seededRandom(seed)
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-chaos-'))
  const events = await EventsFolder.with()
  const port = await freePort()
  const many = '1000000'
  const args = [
    ...[
      '--data-dir',
      dir,
      '--events',
      events.dir,
      '--log-level',
      'info',
      '--heartbeat-interval-ms',
      '4000',
      '--drain-jitter-ms',
      '20',
    ],
    ...['--limits-requests-per-second', many, '--limits-request-burst', many],
    ...['--limits-user-requests-per-second', many, '--limits-user-request-burst', many],
    ...['--limits-max-recovery', '100000', '--limits-max-backlog-bytes', '67108864'],
  ]
  const env = { PACTWIRE_CHANNELS: JSON.stringify([{ pattern: '*', history_size: 10_000_000 }]) }
  const serve = () => ServerProcess.serve(args, env, { port, from: 'built' })
  let server = await serve()
  const proxy = await ChaosProxy.start({ host: '127.0.0.1', port }, seed)
  const url = `ws://127.0.0.1:${proxy.port}/ws`
  const clients = users.map(
    (user, at) =>
      new ChaosClient({
        url,
        user,
        others: users.filter((other) => other !== user),
        channels: [rooms[at % 3] ?? '', rooms[(at + 1) % 3] ?? ''],
        seed: seed + at,
        hands: 8,
      }),
  )
  const began = Date.now()
  try {
    await Promise.all(clients.map((client) => client.begin()))
    for (const client of clients) client.talk()
    const ends = { SIGKILL: 0, SIGTERM: 0 }
    for (let next = cyclesOfServer; proxy.figures.cycles < cycles; next += cyclesOfServer) {
      const goal = Math.min(next, cycles)
      await until(
        () => proxy.figures.cycles >= goal,
        () => `${goal} cycles, of which there are ${proxy.figures.cycles}`,
      )
      if (goal === cycles) break
      const signal = random() < 0.6 ? 'SIGKILL' : 'SIGTERM'
      ends[signal]++
      await server.end(signal)
      server = await serve()
      if (cycles > 1000 && next % 600 === 0)
        process.stdout.write(`chaos: ${proxy.figures.cycles} of ${cycles} connections broken\n`)
    }
    for (const client of clients) client.finish()
    proxy.calm()
    const unsettled = () =>
      clients.flatMap(({ sent }) => sent.filter(({ fate }) => fate === undefined)).map(({ id, to }) => `${id} ${to}`)
    await until(
      () => clients.every(({ idle }) => idle),
      () => `what becomes of ${unsettled().slice(0, 20).join(', ')}`,
    )

    const histories = new Map<string, StoredMessage[]>()
    for (const user of users) {
      const reader = await RawClient.as(`ws://127.0.0.1:${port}/ws`, user)
      histories.set(`@${user}`, await historyOf(reader, `@${user}`))
      for (const room of rooms.filter((id) => !histories.has(id))) {
        await reader.request('join_channel', { channel_id: room })
        histories.set(room, await historyOf(reader, room))
      }
      await reader.close()
    }
    const problems = clients.flatMap((client) => client.problems)
    let shown = 0
    for (const client of clients) {
      for (const [stream, { base, messages }] of client.shown) {
        const history = (histories.get(stream) ?? []).filter(({ offset }) => offset > base.offset)
        await until(
          () => client.position(stream) >= (history.at(-1)?.offset ?? 0),
          () => `the end of ${stream}, of which ${client.user} has ${client.position(stream)}`,
        )
        shown += messages.length
        // What was shown is what is stored, message by message and in full.
        expect(messages, `${client.user} of ${stream}, seed ${seed}`).toEqual(history)
      }
    }
    const byId = new Map<string, StoredMessage[]>()
    for (const [stream, messages] of histories) {
      for (const message of messages) {
        const key = `${stream} ${message.client_message_id}`
        byId.set(key, [...(byId.get(key) ?? []), message])
      }
    }
    const told = { stored: 0, not_sent: 0, unknown: 0 }
    let [words, published] = [0, 0]
    let unknownStored = 0
    for (const { user, sent } of clients) {
      /** By the place that is written to: where the last message of this user stands. */
      const last = new Map<string, number>()
      for (const { id, to, content, event, fate } of sent) {
        if (fate === undefined) continue
        told[fate.kind]++
        const found = byId.get(`${to} ${id}`) ?? []
        const [message] = found
        if (found.length > 1) problems.push(`${id} stands ${found.length} times in ${to}`)
        if (fate.kind === 'not_sent' && message !== undefined) problems.push(`${id} was not sent, and stands in ${to}`)
        if (message === undefined) {
          if (fate.kind === 'stored') problems.push(`${id} was acknowledged, and is not in ${to}`)
          continue
        }
        if (fate.kind === 'unknown') unknownStored++
        if (event === undefined) words++
        else published++
        if (saidIn(message) !== `${event ?? ''} ${content}`) problems.push(`${id} says something else`)
        if (message.offset <= (last.get(to) ?? 0)) problems.push(`${id} stands before what ${user} had said earlier`)
        last.set(to, message.offset)
        if (fate.kind !== 'stored') continue
        const place = histories.get(fate.stream)?.[fate.at.offset - 1]
        if (place?.message_id !== fate.messageId || place.epoch !== fate.at.epoch || place.client_message_id !== id)
          problems.push(`${id} is not where it was said to be: ${JSON.stringify(fate)}`)
        if (fate.stream !== to && fate.stream !== `@${user}`) problems.push(`${id} was said to be in ${fate.stream}`)
      }
    }
    const stored = [...histories.values()].reduce((sum, { length }) => sum + length, 0)
    const connections = clients.reduce((sum, { opened }) => sum + opened, 0)
    process.stdout.write(
      `chaos: seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s, ${ends.SIGKILL} kills and ${ends.SIGTERM} restarts of the server, ${connections} times open, ` +
        `told ${JSON.stringify(told)} (of the unknown ${unknownStored} were stored), ${stored} stored (${published} of what was sent are events), ${shown} shown; ${JSON.stringify(proxy.figures)}\n`,
    )
    expect(problems.slice(0, 20), `${problems.length} problems, seed ${seed}`).toEqual([])
    // Else it would have proved nothing.
    expect(told.stored).toBeGreaterThan(cycles)
    expect(Math.min(words, published)).toBeGreaterThan(cycles / 4)
    expect(connections).toBeGreaterThan(users.length)
  } finally {
    await Promise.all(clients.map((client) => client.stop()))
    await proxy.close()
    await server.end('SIGKILL')
    await rm(dir, { recursive: true, force: true })
    await removeEventsFolders()
  }
})
