import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ChaosProxy, fateOf } from '../support/chaos-proxy.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** Says back what it hears. */
async function echo(): Promise<number> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.pipe(socket)
  })
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** What comes back through the proxy, until it is all there or the connection is over. */
function roundTrip(port: number, sent: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const heard: Buffer[] = []
    socket.on('data', (chunk: Buffer) => {
      heard.push(chunk)
      if (Buffer.concat(heard).length >= sent.length) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('end', () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(heard)))
    socket.write(sent)
  })
}

describe('the bad network', () => {
  it('has the same fates for the same seed, and all kinds of them', () => {
    const fates = Array.from({ length: 500 }, (_, at) => fateOf(7, at))
    expect(Array.from({ length: 500 }, (_, at) => fateOf(7, at))).toEqual(fates)
    expect(fateOf(8, 0)).not.toEqual(fateOf(7, 0))
    const seen = new Set(fates.flatMap((fate) => (fate.kind === 'carry' ? [fate.end, fate.style] : [fate.kind])))
    expect([...seen].sort()).toEqual(
      ['refuse', 'swallow', 'cut', 'reset', 'half', 'stall', 'whole', 'pieces', 'bytes', 'late'].sort(),
    )
  })

  it('gives what it gives in order and unchanged, and not all of it', async () => {
    const proxy = await ChaosProxy.start({ host: '127.0.0.1', port: await echo() }, 3)
    open.push(proxy)
    const sent = Buffer.from(Array.from({ length: 20_000 }, (_, at) => at % 251))
    const heard = await Promise.all(Array.from({ length: 30 }, () => roundTrip(proxy.port, sent)))
    for (const each of heard) expect(each.equals(sent.subarray(0, each.length))).toBe(true)
    expect(heard.filter(({ length }) => length < sent.length).length).toBeGreaterThan(5)
    expect(proxy.figures.connections).toBe(30)
    expect(proxy.figures.cycles).toBeGreaterThan(5)
  })

  it('is a good one when it is calm', async () => {
    const proxy = await ChaosProxy.start({ host: '127.0.0.1', port: await echo() }, 3)
    open.push(proxy)
    proxy.calm()
    const sent = Buffer.alloc(200_000, 'x')
    const heard = await Promise.all(Array.from({ length: 5 }, () => roundTrip(proxy.port, sent)))
    expect(heard.every((each) => each.equals(sent))).toBe(true)
  })
})
