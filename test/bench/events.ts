/**
 * What a validated event of an application costs the server, beside a chat message of the same size: CPU of its event loop
 * for each message, over real sockets, by turns. `node --import tsx test/bench/events.ts [listeners] [bytes] [store]`, after
 * a build. The target: at most 1.15 times. What a payload costs beside words of the same length is that it is taken apart
 * and put together again as JSON; the more listen, the less that is of the whole.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import { usageOf } from '../../src/bench/usage.ts'
import { findCores, type ServerUnderTest, startServer } from './server-process.ts'

const listeners = Number(process.argv[2] ?? 10)
const bytes = Number(process.argv[3] ?? 200)
const store = process.argv[4] ?? 'memory'
const rounds = Number(process.env['ROUNDS'] ?? 15)
const perRound = Number(process.env['MESSAGES'] ?? Math.ceil(20_000 / Math.sqrt(listeners)))
const inFlight = 32

const schema = {
  type: 'object',
  properties: {
    order_id: { type: 'string', minLength: 1, maxLength: 64, pattern: '^o-[0-9]+$' },
    status: { enum: ['open', 'paid', 'shipped'] },
    lines: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        properties: { sku: { type: 'string', minLength: 1, maxLength: 32 }, quantity: { type: 'integer', minimum: 1 } },
        required: ['sku', 'quantity'],
        additionalProperties: false,
      },
    },
    note: { type: 'string', maxLength: 100_000 },
  },
  required: ['order_id', 'status', 'lines', 'note'],
  additionalProperties: false,
  'x-pactwire': { kind: 'event' },
}

const lines = [
  { sku: 'AB-1', quantity: 2 },
  { sku: 'CD-22', quantity: 1 },
]
const bare = { order_id: 'o-42', status: 'shipped', lines, note: '' }
const payload = { ...bare, note: 'x'.repeat(Math.max(0, bytes - JSON.stringify(bare).length)) }
const content = 'x'.repeat(JSON.stringify(payload).length)

const channel_id = 'orders:42'
const kinds = {
  message: { type: 'send_message', data: { channel_id, content } },
  event: { type: 'publish', data: { channel_id, event: 'order_updated', payload } },
} as const
type Kind = keyof typeof kinds

async function joined(port: number, user: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.send(JSON.stringify({ type: 'connect', data: { user_id: user } }))
  socket.send(JSON.stringify({ type: 'join_channel', data: { channel_id } }))
  await new Promise<void>((resolve) => {
    const look = (frame: Buffer): void => {
      if (!String(frame).startsWith('{"type":"join_channel_ack"')) return
      socket.off('message', look)
      resolve()
    }
    socket.on('message', look)
  })
  return socket
}

/** So many, a few at a time; resolves when all have been answered. */
function send(socket: WebSocket, kind: Kind, count: number): Promise<void> {
  const frame = JSON.stringify(kinds[kind])
  const answer = `{"type":"${kinds[kind].type}_ack"`
  let sent = 0
  let answered = 0
  return new Promise((resolve, reject) => {
    const next = (): void => {
      if (sent++ < count) socket.send(frame)
    }
    const look = (data: Buffer): void => {
      const begin = data.toString('latin1', 0, 24)
      if (begin.startsWith('{"type":"error"')) reject(new Error(String(data)))
      if (!begin.startsWith(answer.slice(0, 24))) return
      if (++answered === count) {
        socket.off('message', look)
        resolve()
      } else next()
    }
    socket.on('message', look)
    for (let at = 0; at < inFlight; at++) next()
  })
}

async function measure(server: ServerUnderTest): Promise<Record<Kind, number[]>> {
  const sockets = await Promise.all(Array.from({ length: listeners }, (_, at) => joined(server.port, `user${at}`)))
  const [sender] = sockets
  if (sender === undefined) throw new RangeError('somebody has to listen')
  const found: Record<Kind, number[]> = { message: [], event: [] }
  for (let round = -2; round < rounds; round++) {
    for (const kind of round % 2 === 0 ? (['message', 'event'] as const) : (['event', 'message'] as const)) {
      const before = usageOf(server.pid)?.mainMicros ?? Number.NaN
      await send(sender, kind, perRound)
      const after = usageOf(server.pid)?.mainMicros ?? Number.NaN
      // The first rounds are for the compiler.
      if (round >= 0) found[kind].push((after - before) / perRound)
    }
  }
  for (const socket of sockets) socket.terminate()
  return found
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

const dir = await mkdtemp(join(tmpdir(), 'pactwire-bench-events-'))
await writeFile(join(dir, 'order_updated.json'), JSON.stringify(schema))
const limits = Object.entries({
  'requests-per-second': 1e6,
  'request-burst': 1e6,
  'user-requests-per-second': 1e6,
  'user-request-burst': 1e6,
  'bytes-per-second': 1e9,
  'byte-burst': 1e9,
}).flatMap(([name, most]) => [`--limits-${name}`, String(most)])
const cores = findCores()
const server = await startServer(
  {
    command: process.execPath,
    args: [
      ...['dist/src/cli/main.js', 'serve', '--port', '0', '--store', store, '--log-format', 'json'],
      ...['--events', dir, '--data-dir', join(dir, '.data'), ...limits],
    ],
    env: {},
  },
  cores?.server,
)
try {
  const { message, event } = await measure(server)
  const ratio = median(event.map((each, at) => each / (message[at] ?? Number.NaN)))
  process.stdout.write(
    `${bytes} bytes, ${listeners} listening, ${store}: a message ${median(message).toFixed(1)} µs, an event ${median(event).toFixed(1)} µs of CPU: ${ratio.toFixed(3)} times (target 1.15)\n`,
  )
  process.exitCode = ratio <= 1.15 ? 0 : 1
} finally {
  await server.stop()
  await rm(dir, { recursive: true, force: true })
}
