/**
 * What streams cost the server: `npm run bench:streams`. The server is a process of its own, pinned to one core where
 * `taskset` is there; its CPU time comes from /proc, so that the load generator is not what is measured.
 *
 *   1-to-1     a message sent, stored, delivered to its sender and acknowledged: unstored, commit, fsync
 *   rate       20,000 stored messages a second: publish-to-delivery, and the event-loop delay of the server
 *   recovery   one client recovers 1,000 messages, again and again
 *   return     1,000 clients come back at once and recover 100 messages each, while others talk
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import { ServerProcess } from '../support/process.ts'

type Frame = { type: string; id?: string; data: Record<string, unknown> }

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
const rows: (readonly [string, string])[] = []
const report = (name: string, value: string) => {
  rows.push([name, value])
  process.stdout.write(`${name.padEnd(58)} ${value}\n`)
}

/** CPU time of the server in microseconds, all threads. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return ((user + system) * 1e6) / ticksPerSecond
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
const unlimited = ['requests-per-second', 'request-burst', 'user-requests-per-second', 'user-request-burst'].flatMap(
  (name) => [`--limits-${name}`, '1000000'],
)
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

/** Sends so many, so many at a time, and resolves when each has been acknowledged and delivered. */
async function oneToOne(channel: string, messages: number, inFlight: number): Promise<number> {
  const client = await Client.as(url, 'one')
  await client.ask('join_channel', { channel_id: channel })
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
  const cpu = cpuOf(pid) - before
  client.socket.terminate()
  return cpu / messages
}

function percentile(values: number[], share: number): string {
  const sorted = Float64Array.from(values).sort()
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2)} ms`
}

for (const inFlight of [1, 16]) {
  const cost = new Map<string, number>()
  for (const kind of ['none', 'commit', 'fsync']) {
    const count = kind === 'fsync' ? (inFlight === 1 ? 500 : 5000) : inFlight === 1 ? 10_000 : 60_000
    await oneToOne(`${kind}:warm`, Math.min(count, 5000), inFlight)
    const costs: number[] = []
    for (let run = 0; run < 3; run++) costs.push(await oneToOne(`${kind}:${inFlight}`, count, inFlight))
    cost.set(kind, costs.sort((a, b) => a - b)[1] ?? Number.NaN)
    const ratio = (cost.get(kind) ?? 0) / (cost.get('none') ?? 1)
    report(
      `1-to-1, ${inFlight} in flight, ${kind}`,
      `${cost.get(kind)?.toFixed(1)} µs CPU a message${kind === 'none' ? '' : `, ${ratio.toFixed(2)} × unstored${kind === 'commit' ? ' (target ≤ 2.5)' : ''}`}`,
    )
  }
}

{
  const [perSecond, seconds, publishers] = [20_000, 10, 4]
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
  await fetch(`http://127.0.0.1:${server.port}/metrics`)
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
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
  const loop = metrics
    .split('\n')
    .filter((line) => /^pactwire_event_loop_delay_seconds_(?:bucket.*"(?:0\.01|\+Inf)"|sum)/.test(line))
    .join('; ')
  report(
    `rate, ${(sent / took).toFixed(0)} stored messages/s to ${publishers + 1} members`,
    `publish-to-delivery p50 ${percentile(delays, 0.5)}, p99 ${percentile(delays, 0.99)} (target < 25 ms); ${refused} refused`,
  )
  report('rate, server', `${((cpuOf(pid) - before) / 1e4 / took).toFixed(0)} % of a core; ${loop} (target p99 < 10 ms)`)
  for (const client of [...clients, listener]) client.socket.terminate()
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

{
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

{
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
