/** Connections that are no good from the start: heads that never end, floods, peers that are not there any more. */
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { askForUpgrade } from '../../src/conformance/wire/upgrade.ts'
import { churn } from '../fuzz/churn.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts'

const seconds = Number(process.env['CHURN_SECONDS'] ?? 10)

const sockets = new Set<Socket>()

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await stopTestServers()
})

/** What somebody was told who sent this and waited for the end. */
interface Ending {
  readonly text: string
  readonly tookMs: number
}

interface Speaker {
  readonly socket: Socket
  readonly ending: Promise<Ending>
}

function speak({ listening }: TestServer, text: string): Speaker {
  const socket = connect(listening.port, '127.0.0.1')
  sockets.add(socket)
  const begun = performance.now()
  let heard = ''
  socket.on('data', (bytes) => {
    heard += String(bytes)
  })
  socket.on('error', () => undefined)
  socket.write(text)
  const ending = new Promise<Ending>((resolve) => {
    socket.once('close', () => {
      sockets.delete(socket)
      resolve({ text: heard, tookMs: performance.now() - begun })
    })
  })
  return { socket, ending }
}

const requestLine = 'GET /ws HTTP/1.1\r\nHost: localhost\r\n'
const upgrade = `${requestLine}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`
const post =
  'POST /api/v1/channels/a/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer an-api-key-of-the-test\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"content":"'
const headers = (count: number): string =>
  Array.from({ length: count }, (_, at) => `X-Header-${at}: value\r\n`).join('')

/** Long: the limit of the head is 10 s, in steps of 4 s, on a machine that may be busy. */
const headLimitMs = 30_000

async function expectWelcome(server: TestServer, user: string): Promise<void> {
  const client = await RawClient.as(server.url, user)
  await client.request('heartbeat')
  await client.close()
}

/** Of the three, which all take their time, at once. */
test('whoever says nothing more, or never comes to an end, is sent away, and others come in meanwhile', {
  timeout: 90_000,
}, async () => {
  const server = await startTestServer({
    heartbeat_interval_ms: 4000,
    presence_debounce_ms: 0,
    api_keys: ['an-api-key-of-the-test'],
  })
  const ghosts = comeAndDie(server)
  const beginnings = ['', 'G', requestLine, `${requestLine}X-Slow: `, `${upgrade}X-Slow: `, post]
  const slow = Array.from({ length: 120 }, (_, at) => speak(server, beginnings[at % beginnings.length] ?? ''))
  const dribble = setInterval(() => {
    for (const { socket } of slow) socket.write('x')
  }, 1000)
  await expectWelcome(server, 'alice')
  const endings = await Promise.all(slow.map(({ ending }) => ending))
  clearInterval(dribble)
  for (const { tookMs } of endings) expect(tookMs).toBeLessThan(headLimitMs)
  await ghosts
  await expectWelcome(server, 'bob')
})

/** The socket stays open, but nobody reads, and so nobody answers a ping: they are let go everywhere. */
async function comeAndDie(server: TestServer): Promise<void> {
  const witness = await RawClient.as(server.url, 'witness')
  await witness.request('join_channel', { channel_id: 'room' })
  const ghosts = await Promise.all(Array.from({ length: 20 }, (_, at) => RawClient.as(server.url, `ghost${at}`)))
  for (const ghost of ghosts) await ghost.request('join_channel', { channel_id: 'room' })
  expect((await witness.request('presence', { channel_id: 'room' })).count).toBe(21)
  for (const ghost of ghosts) ghost.socket.pause()
  await witness.wait('user_left', ghosts.length)
  expect((await witness.request('presence', { channel_id: 'room' })).count).toBe(1)
  for (const ghost of ghosts) ghost.socket.terminate()
}

const heads: readonly [string, string, RegExp][] = [
  ['2,000 headers', `${upgrade}${headers(2000)}\r\n`, /^HTTP\/1.1 431 /],
  ['one header of 100,000 bytes', `${upgrade}X: ${'x'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
  ['a path of 100,000 bytes', `GET /ws?${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1.1 431 /],
  [
    'two lengths',
    'POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a length beyond all numbers',
    'POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a chunk that is none',
    'POST /livez HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZZ\r\n',
    /^HTTP\/1.1 400 /,
  ],
  ['NULs', '\0\0\0\0\r\n\r\n', /^HTTP\/1.1 (400|505) /],
  ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', /^HTTP\/1.1 (400|505) /],
]

test.each(heads)('a head with %s is refused and the connection ended', async (_, text, answer) => {
  const server = await startTestServer()
  const { ending } = speak(server, text)
  expect((await ending).text).toMatch(answer)
  await expectWelcome(server, 'alice')
})

test('one address gets no more than its share of connections, and gets it again when they are gone', async () => {
  const server = await startTestServer({
    limits: { max_connections_per_address: 20, max_opening_connections_per_address: 10 },
    trusted_proxies: ['127.0.0.1'],
  })
  const url = new URL(server.url)
  const from = (address: string) => askForUpgrade(url, { headers: { 'X-Forwarded-For': address } }, 10_000)
  const statuses = (answers: readonly { status: number }[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
    return counts
  }
  const flood = await Promise.all(Array.from({ length: 200 }, () => from('192.0.2.1')))
  expect(statuses(flood)).toEqual({ 101: 10, 503: 190 })
  for (const { status, headers } of flood) if (status === 503) expect(headers.get('retry-after')).toMatch(/^\d+$/)
  // Another address is not asked to wait for that.
  const other = await from('192.0.2.2')
  expect(other.status).toBe(101)
  other.link?.destroy()
  for (const { link } of flood) link?.destroy()
  for (;;) {
    const again = await from('192.0.2.1')
    again.link?.destroy()
    if (again.status === 101) break
  }
})

test(`connections that come and go for ${seconds} s, 10,000 a minute, leave nothing behind`, {
  timeout: 120_000 + 3000 * seconds,
}, async () => {
  const { problems, summary } = await churn({ seconds, perMinute: 10_000 })
  process.stdout.write(`${summary}\n`)
  expect(problems).toEqual([])
})
