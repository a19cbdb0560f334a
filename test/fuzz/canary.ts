/**
 * Two people who talk while somebody else makes trouble; a process of its own, so that the fuzzer's work does not count
 * as theirs. `node --import tsx test/fuzz/canary.ts URL`; a message from the parent names the period that begins, and
 * `end` asks for the figures.
 */
import WebSocket from 'ws'
import type { ServerFrame } from '../../generated/types.ts'

export interface Period {
  readonly name: string
  readonly received: number
  /** From sending to being shown, in milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly worst: number
}

export interface Song {
  readonly periods: readonly Period[]
  readonly sent: number
  readonly problems: readonly string[]
}

const room = 'canary'
const everyMs = 20
const problems: string[] = []
const latencies = new Map<string, number[]>()
let period = 'before'
let sent = 0
let epoch: string | undefined
/** For each listener, what has been heard. */
const heard = [0, 0]

function sing(url: string, user: string, which: number): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  socket.on('close', (code) => problems.push(`${user} was closed with ${code}`))
  socket.on('error', (error) => problems.push(`${user}: ${error}`))
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connect', data: { user_id: user } }))
      socket.send(JSON.stringify({ type: 'join_channel', data: { channel_id: room } }))
    })
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as ServerFrame
      if (frame.type === 'join_channel_ack') resolve(socket)
      else if (frame.type === 'error') problems.push(`${user}: ${frame.data.code}: ${frame.data.message}`)
      else if (frame.type === 'new_message') hear(frame.data, which)
    })
  })
}

function hear({ offset, content, epoch: of }: { offset: number; content: string; epoch: string }, which: number): void {
  const [number, begun, when] = content.split(' ')
  epoch ??= of
  const next = (heard[which] ?? 0) + 1
  heard[which] = next
  if (Number(number) !== next || offset !== next || of !== epoch)
    problems.push(`listener ${which} expected ${next} and got ${number} at ${of}/${offset}`)
  if (which === 0 || when === undefined) return
  const list = latencies.get(when) ?? []
  latencies.set(when, list)
  list.push(performance.now() - Number(begun))
}

const [url = ''] = process.argv.slice(2)
const [speaker] = await Promise.all([sing(url, 'canary-speaker', 0), sing(url, 'canary-listener', 1)])
const timer = setInterval(() => {
  speaker.send(
    JSON.stringify({
      type: 'send_message',
      data: { channel_id: room, content: `${++sent} ${performance.now()} ${period}` },
    }),
  )
}, everyMs)

function figures(name: string, list: readonly number[]): Period {
  const sorted = [...list].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { name, received: list.length, p50: at(0.5), p99: at(0.99), worst: at(1) }
}

function finish(): void {
  clearInterval(timer)
  const deadline = Date.now() + 10_000
  const look = setInterval(() => {
    if (heard.some((count) => count < sent) && Date.now() < deadline) return
    clearInterval(look)
    for (const [which, count] of heard.entries())
      if (count !== sent) problems.push(`listener ${which} heard ${count} of ${sent} messages`)
    const song: Song = {
      periods: [...latencies].map(([name, list]) => figures(name, list)),
      sent,
      problems: problems.slice(0, 20),
    }
    process.send?.(song, () => process.exit(0))
  }, 10)
}

process.on('message', (name: string) => {
  if (name === 'end') finish()
  else period = name
})
// Whoever listens to it no more has no use for it.
process.on('disconnect', () => process.exit(1))
process.send?.('singing')
