/** The bytes of a connection of the conformance suite go to whoever listens, all of them and in their order. */
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Link } from '../../src/conformance/wire/link.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A connection on which all of this has come, and that is over. */
async function having(bytes: Buffer): Promise<Link> {
  const listening = createServer((socket) => socket.end(bytes))
  server = listening
  const port = await new Promise<number>((resolve) => {
    listening.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const link = await Link.open(new URL(`ws://127.0.0.1:${port}/`), 10_000)
  await link.ended
  return link
}

test('what came before somebody listened goes to the next one when a listener lets go in the middle', async () => {
  const head = Buffer.from('head')
  // More than is read at one go.
  const body = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, at) => at % 251))
  const link = await having(Buffer.concat([head, body]))
  let calls = 0
  link.listen((chunk) => {
    calls++
    link.unread(chunk.subarray(head.length))
  })
  expect(calls).toBe(1)
  const chunks: Buffer[] = []
  link.listen((chunk) => chunks.push(chunk))
  expect(chunks.length).toBeGreaterThan(2)
  expect(Buffer.concat(chunks).equals(body)).toBe(true)
})
