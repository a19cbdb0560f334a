/**
 * What streams cost the server: `npm run bench:streams`, all of it or the parts that are named. The server is a process of
 * its own, pinned to one core where `taskset` is there; its CPU time comes from /proc, so that the load generator is not
 * what is measured.
 *
 *   1-to-1     a message sent, stored, delivered to its sender and acknowledged: unstored, commit, fsync. They take turns
 *              of a fraction of a second, so that whatever else the machine does falls on all of them alike
 *   rate       20,000 stored messages a second, three times: publish-to-delivery, and the event-loop delay of the server
 *   recovery   one client recovers 1,000 messages, again and again
 *   return     1,000 clients come back at once and recover 100 messages each, while others talk
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import WebSocket from 'ws'
import { ServerProcess } from '../support/process.ts'

type Frame = { type: string; id?: string; data: Record<string, unknown> }

const parts = ['1-to-1', 'rate', 'recovery', 'return'] as const
const asked = process.argv.slice(2)
for (const name of asked) {
  if (!(parts as readonly string[]).includes(name)) throw new Error(`there is ${parts.join(', ')}, but no ${name}`)
}
const wants = (part: (typeof parts)[number]): boolean => asked.length === 0 || asked.includes(part)

const report = (name: string, value: string) => {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`)
}

/** CPU time of the server in microseconds, all threads. */
function cpuOf(pid: number): number {
  const threads = `/proc/${pid}/task`
  let nanoseconds = 0
  for (const thread of readdirSync(threads)) {
    nanoseconds += Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0])
  }
  return nanoseconds / 1000
}

class Client {
  readonly socket: WebSocket
  onFrame: (text: string) => void = () => undefined
  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (bytes) => this.onFrame(String(bytes)))
  }
  static async as(url: string, user: string): Promise<Client> {
    const client = new Client(new WebSocket(url, { perMessageDeflate: false }))
    await new Promise((resolve) => client.socket.once('open', resolve))
    await client.ask('connect', { user_id: user })
    return client
  }
  send(type: string, data: unknown, id?: string): void {
    this.socket.send(JSON.stringify({ type, id, data }))
  }
  ask(type: string, data: unknown): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const before = this.onFrame
      this.onFrame = (text) => {
        if (!text.includes('"id":"ask"')) return before(text)
        this.onFrame = before
        const frame = JSON.parse(text) as Frame
        if (frame.type === 'error') reject(new Error(text))
        else resolve(frame)
      }
      this.send(type, data, 'ask')
    })
  }
}

const dir = mkdtempSync(join(tmpdir(), 'pactwire-bench-'))
const unlimited = Object.entries({
  'requests-per-second': 1e6,
  'request-burst': 1e6,
  'user-requests-per-second': 1e6,
  'user-request-burst': 1e6,
  'bytes-per-second': 1e9,
  'byte-burst': 1e9,
}).flatMap(([name, most]) => [`--limits-${name}`, String(most)])
const server = await ServerProcess.serve(
  [
    ...['--data-dir', dir, ...unlimited],
    ...['--limits-max-connections-per-address', '5000', '--limits-max-opening-connections', '5000'],
    ...['--limits-max-backlog-bytes', '16777216', '--limits-max-pending-requests', '100000'],
    ...['--limits-max-opening-connections-per-address', '5000'],
  ],
  {
    PACTWIRE_CHANNELS: JSON.stringify([
      { pattern: 'none:*', durability: 'none', announce: false },
      { pattern: 'fsync:*', durability: 'fsync', announce: false },
      { pattern: '*', announce: false, history_size: 1_000_000 },
    ]),
  },
  { from: 'built' },
)
const pid = server.child.pid ?? 0
try {
  execFileSync('taskset', ['-a', '-p', '-c', '0', String(pid)], { stdio: 'ignore' })
  if (availableParallelism() > 1)
    execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
} catch {
  process.stdout.write('(taskset is not there: the server is not pinned)\n')
}
const url = `ws://127.0.0.1:${server.port}/ws`

/** Sends so many, so many at a time, and resolves to what each cost when all have been acknowledged and delivered. */
async function oneToOne(client: Client, channel: string, messages: number, inFlight: number): Promise<number> {
  const before = cpuOf(pid)
  await new Promise<void>((resolve) => {
    let [sent, acknowledged, delivered] = [0, 0, 0]
    const say = () => {
      sent++
      client.send('send_message', { channel_id: channel, content: 'x'.repeat(140) }, 'm')
    }
    client.onFrame = (text) => {
      if (text.startsWith('{"type":"new_message"')) delivered++
      else {
        acknowledged++
        if (sent < messages) say()
      }
      if (acknowledged === messages && delivered === messages) resolve()
    }
    for (let at = 0; at < inFlight; at++) say()
  })
  return (cpuOf(pid) - before) / messages
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function percentile(values: number[], share: number): string {
  const sorted = Float64Array.from(values).sort()
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2)} ms`
}

const kinds = ['none', 'commit', 'fsync'] as const
const rounds = 40

for (const inFlight of wants('1-to-1') ? [1, 16] : []) {
  const portion = { none: 1000 * inFlight, commit: 1000 * inFlight, fsync: 25 * inFlight }
  const clients = new Map<string, Client>()
  for (const kind of kinds) {
    const client = await Client.as(url, 'one')
    await client.ask('join_channel', { channel_id: `${kind}:${inFlight}` })
    clients.set(kind, client)
  }
  const cost = { none: [] as number[], commit: [] as number[], fsync: [] as number[] }
  const warmUp = 10
  for (let round = -warmUp; round < rounds; round++) {
    for (const kind of kinds) {
      const client = clients.get(kind)
      if (client === undefined) continue
      const each = await oneToOne(client, `${kind}:${inFlight}`, portion[kind], inFlight)
      if (round >= 0) cost[kind].push(each)
    }
  }
  for (const kind of kinds) {
    const times = median(cost[kind].map((each, at) => each / (cost.none[at] ?? Number.NaN)))
    const beside =
      kind === 'none' ? '' : `, ${times.toFixed(2)} × unstored${kind === 'commit' ? ' (target ≤ 2.5)' : ''}`
    report(`1-to-1, ${inFlight} in flight, ${kind}`, `${median(cost[kind]).toFixed(1)} µs CPU a message${beside}`)
  }
  for (const client of clients.values()) client.socket.terminate()
}

/** How often the server’s event loop was late by up to so many milliseconds. */
async function loopDelays(): Promise<ReadonlyMap<number, number>> {
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
  const buckets = metrics.matchAll(/^pactwire_event_loop_delay_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm)
  return new Map([...buckets].map(([, le, count]) => [le === '+Inf' ? Infinity : Number(le) * 1000, Number(count)]))
}

// The first time is there to warm up.
for (let round = wants('rate') ? -1 : 3; round < 3; round++) {
  const [perSecond, seconds, publishers] = [20_000, round < 0 ? 3 : 10, 4]
  const listener = await Client.as(url, 'listener')
  await listener.ask('join_channel', { channel_id: 'rate:1' })
  const delays: number[] = []
  let received = 0
  listener.onFrame = (text) => {
    received++
    const at = text.indexOf('"content":"') + 11
    delays.push(performance.now() - Number(text.slice(at, text.indexOf('"', at))))
  }
  const clients = await Promise.all(Array.from({ length: publishers }, (_, at) => Client.as(url, `publisher${at}`)))
  for (const client of clients) await client.ask('join_channel', { channel_id: `rate:other${clients.indexOf(client)}` })
  for (const client of clients) await client.ask('join_channel', { channel_id: 'rate:1' })
  let refused = 0
  for (const client of clients) {
    client.onFrame = (text) => {
      if (text.startsWith('{"type":"error"')) refused++
    }
  }
  const loopBefore = await loopDelays()
  const own = monitorEventLoopDelay({ resolution: 1 })
  own.enable()
  const [before, start] = [cpuOf(pid), performance.now()]
  let sent = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(perSecond * seconds, ((performance.now() - start) / 1000) * perSecond)
      while (sent < due)
        clients[sent++ % publishers]?.send(
          'send_message',
          { channel_id: 'rate:1', content: `${performance.now()}` },
          'r',
        )
      if (sent < perSecond * seconds) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
  const took = (performance.now() - start) / 1000
  while (received + refused < sent) await new Promise((resolve) => setTimeout(resolve, 10))
  own.disable()
  for (const client of [...clients, listener]) client.socket.terminate()
  if (round < 0) continue
  const loop = [...(await loopDelays())].map(([ms, count]) => [ms, count - (loopBefore.get(ms) ?? 0)] as const)
  const looks = loop.at(-1)?.[1] ?? 0
  const [bound] = loop.find(([, count]) => count >= looks * 0.99) ?? [Number.NaN]
  report(
    `rate, ${(sent / took).toFixed(0)} stored messages/s to ${publishers + 1} members`,
    `publish-to-delivery p50 ${percentile(delays, 0.5)}, p99 ${percentile(delays, 0.99)} (target < 25 ms); ${refused} refused`,
  )
  report(
    'rate, server',
    `${((cpuOf(pid) - before) / 1e4 / took).toFixed(0)} % of a core; event loop late by at most ${bound} ms in 99 of 100 looks (target 10)`,
  )
  report(
    'rate, load generator',
    `its own event loop, which is part of the delay: p99 ${(own.percentile(99) / 1e6).toFixed(1)} ms`,
  )
}

async function fill(channel: string, messages: number): Promise<{ epoch: string; offset: number }> {
  const client = await Client.as(url, 'filler')
  await client.ask('join_channel', { channel_id: channel })
  let acknowledged = 0
  await new Promise<void>((resolve) => {
    client.onFrame = (text) => {
      if (!text.includes('"id":"f"')) return
      acknowledged++
      if (acknowledged === messages) resolve()
    }
    // No more at a time than may wait for an answer.
    let sent = 0
    const more = () => {
      while (sent < messages && sent - acknowledged < 32) {
        sent++
        client.send('send_message', { channel_id: channel, content: 'y'.repeat(140) }, 'f')
      }
      if (sent < messages) setImmediate(more)
    }
    more()
  })
  const { data } = await client.ask('join_channel', { channel_id: channel })
  client.socket.terminate()
  return { epoch: String(data['epoch']), offset: Number(data['offset']) }
}

if (wants('recovery')) {
  const { epoch, offset } = await fill('recovery:1', 1000)
  const client = await Client.as(url, 'returning')
  const join = () => client.ask('join_channel', { channel_id: 'recovery:1', since: { epoch, offset: offset - 1000 } })
  for (let at = 0; at < 20; at++) await join()
  const before = cpuOf(pid)
  const times = 100
  for (let at = 0; at < times; at++) {
    const { data } = await join()
    if (data['recovered'] !== true) throw new Error('not recovered')
  }
  report(
    'recovery of 1,000 messages by one client',
    `${((cpuOf(pid) - before) / times / 1000).toFixed(2)} ms CPU (target < 5)`,
  )
  client.socket.terminate()
}

if (wants('return')) {
  const channels = 100
  const positions: { epoch: string; offset: number }[] = []
  for (let at = 0; at < channels; at++) positions.push(await fill(`return:${at}`, 100))
  const clients: Client[] = []
  for (let at = 0; at < 1000; at += 50)
    clients.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => Client.as(url, `return${at + i}`)))))
  const [talker, listener] = [await Client.as(url, 'talker'), await Client.as(url, 'hearer')]
  for (const one of [talker, listener]) await one.ask('join_channel', { channel_id: 'live:1' })
  const delays: number[] = []
  listener.onFrame = (text) => {
    const at = text.indexOf('"content":"') + 11
    delays.push(performance.now() - Number(text.slice(at, text.indexOf('"', at))))
  }
  const live = setInterval(
    () => talker.send('send_message', { channel_id: 'live:1', content: `${performance.now()}` }, 'l'),
    5,
  )
  await new Promise((resolve) => setTimeout(resolve, 500))
  const quiet = delays.splice(0)
  const [start, before] = [performance.now(), cpuOf(pid)]
  const answers = await Promise.all(
    clients.map((client, at) => {
      const { epoch, offset } = positions[at % channels] ?? { epoch: '', offset: 0 }
      return client.ask('join_channel', {
        channel_id: `return:${at % channels}`,
        since: { epoch, offset: offset - 100 },
      })
    }),
  )
  const took = performance.now() - start
  clearInterval(live)
  const recovered = answers.filter(({ data }) => data['recovered'] === true).length
  report(
    'return of 1,000 × 100 messages',
    `${recovered} recovered in ${took.toFixed(0)} ms, ${((cpuOf(pid) - before) / 1000).toFixed(0)} ms CPU; live p99 ${percentile(delays, 0.99)} (quiet ${percentile(quiet, 0.99)})`,
  )
}

await server.end()
rmSync(dir, { recursive: true, force: true })
process.exit(0)
