/** The check that stands behind all other tests: a frame that is not as its schema says is found, wherever it was written. */
import { afterEach, expect, test } from 'vitest'
import type { ServerFrame } from '../../generated/types.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import { takeWrongFrames } from '../support/checked-frames.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)

test('a wrong frame is noted when it is written', () => {
  jsonCodec.encode({ type: 'heartbeat_ack', data: { server_time: 'noon' } })
  expect(takeWrongFrames()).toEqual([expect.stringContaining('data.server_time')])
})

test('a right frame is not', async () => {
  const server = await startTestServer()
  const client = await RawClient.as(server.url, 'alice')
  await client.request('heartbeat')
  expect(takeWrongFrames()).toEqual([])
})

test('a frame of no type that the server has is noted too', () => {
  jsonCodec.encode({ type: 'connect', data: {} } as unknown as ServerFrame)
  expect(takeWrongFrames()).toEqual([expect.stringContaining('unknown_event')])
})
