/** Peers that stop reading: they are closed with 4508 after an exact prefix, and nobody else notices. */
import { afterEach, expect, test } from 'vitest'
import { closeCodes } from '../../generated/operations.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)

const readers = 990
const stalled = 10

test(`${stalled} peers that stop reading among ${readers + stalled} are closed with 4508, and the others miss nothing`, {
  timeout: 120_000,
}, async () => {
  const server = await startTestServer({
    limits: {
      max_backlog_bytes: 131_072,
      max_connections_per_user: 2000,
      user_requests_per_second: 1e6,
      user_request_burst: 1e6,
      max_opening_connections: 2000,
      max_connections_per_address: 2000,
      requests_per_second: 1e5,
      request_burst: 1e5,
      bytes_per_second: 1e9,
      byte_burst: 1e9,
    },
    channels: [{ pattern: '*', announce: false }],
  })
  const all: RawClient[] = []
  for (let at = 0; at < readers + stalled; at += 50) {
    all.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => RawClient.as(server.url, `user${at + i}`)))))
  }
  await Promise.all(all.map((client) => client.request('join_channel', { channel_id: 'room' })))
  const slow = all.slice(0, stalled)
  const fast = all.slice(stalled)
  const speaker = fast[0]
  if (speaker === undefined) throw new Error('nobody is there')

  // The kernel takes some megabytes for a peer that does not read; these come by a channel of their own, the
  // messages that are looked at by the one that all share.
  for (const client of [...slow, speaker]) await client.request('join_channel', { channel_id: 'heavy' })
  for (const client of slow) client.socket.pause()
  const heavy = 'x'.repeat(60_000)
  let said = 0
  const full = () =>
    server.log.entries.filter(({ fields }) => fields['code'] === closeCodes.too_slow.code).length === stalled
  while (!full()) {
    if (said > 1000) throw new Error('the slow peers were never dropped')
    await speaker.request('send_message', { channel_id: 'heavy', content: heavy })
    await speaker.request('send_message', { channel_id: 'room', content: `${++said}` })
  }
  for (let more = 0; more < 20; more++)
    await speaker.request('send_message', { channel_id: 'room', content: `${++said}` })
  expect((await speaker.request('presence', { channel_id: 'room' })).count).toBe(readers)

  await Promise.all(fast.map((client) => client.until(() => (offsets(client).length === said ? true : undefined))))
  for (const client of fast) expect(offsets(client)).toEqual(range(said))

  for (const client of slow) client.socket.resume()
  for (const client of slow) {
    expect((await client.closed).code).toBe(closeCodes.too_slow.code)
    const seen = offsets(client)
    expect(seen).toEqual(range(seen.length))
    expect(seen.length).toBeLessThan(said)
  }
})

function offsets(client: RawClient): number[] {
  return client.all('new_message').flatMap(({ data }) => (data.channel_id === 'room' ? [data.offset] : []))
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at + 1)
}
