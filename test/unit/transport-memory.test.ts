/** What only the adapter in memory does. */
import { describe, expect, it } from 'vitest'
import { createMemoryTransport, type MemoryClient, type MemoryTransport } from '../../src/transport/memory.ts'
import type { Admission, HttpHandler } from '../../src/transport/transport.ts'
import { type Hooks, Recorder } from '../support/transport/recorder.ts'
import { limits, notFound } from '../support/transport/rig.ts'

interface Started {
  readonly transport: MemoryTransport
  readonly recorder: Recorder
  readonly connect: () => Promise<MemoryClient>
}

async function start(hooks: Hooks = {}, http: HttpHandler = async () => notFound): Promise<Started> {
  const recorder = new Recorder(hooks)
  const transport = createMemoryTransport({ limits, handlers: recorder, http })
  await transport.listen()
  const connect = async (): Promise<MemoryClient> => {
    const client = await transport.connect()
    if ('status' in client) throw new Error('not let in')
    return client
  }
  return { transport, recorder, connect }
}

describe('the transport in memory', () => {
  it('delivers in a microtask, not before', async () => {
    const { recorder, connect } = await start()
    const client = await connect()
    client.send('up')
    recorder.peers[0]?.send('down')
    expect([recorder.texts(), client.frames]).toEqual([[], []])
    await Promise.resolve()
    expect([recorder.texts(), client.frames]).toEqual([['up'], ['down']])
  })

  it('counts what a paused client does not read, and nothing else', async () => {
    const { recorder, connect } = await start()
    const client = await connect()
    const [peer] = recorder.peers
    expect(peer?.send('four')).toBe('sent')
    expect(peer?.backlog()).toBe(0)
    await client.waitFor(({ length }) => length === 1)
    client.pause()
    expect(peer?.send('äö')).toBe('queued')
    expect(peer?.send('12345')).toBe('queued')
    expect(peer?.backlog()).toBe(9)
    client.resume()
    await client.waitFor(({ length }) => length === 3)
    expect(peer?.backlog()).toBe(0)
  })

  it('takes what begins within the limit of the backlog and drops what begins beyond it', async () => {
    const { recorder, connect } = await start()
    const client = await connect()
    const [peer] = recorder.peers
    client.pause()
    expect(peer?.send('x'.repeat(limits.maxBacklogBytes))).toBe('queued')
    expect(peer?.send('x')).toBe('queued')
    expect(peer?.send('x')).toBe('dropped')
  })

  it('refuses whoever comes before it listens', async () => {
    const recorder = new Recorder()
    const transport = createMemoryTransport({ limits, handlers: recorder, http: async () => notFound })
    await expect(transport.connect()).rejects.toThrow(/connection refused/)
    await expect(transport.request({ path: '/' })).rejects.toThrow(/connection refused/)
  })

  it('counts an admission back when the client has left meanwhile', async () => {
    let decide: (admission: Admission<number>) => void = () => {}
    const decision = new Promise<Admission<number>>((done) => {
      decide = done
    })
    const { transport, recorder } = await start({ upgrade: () => decision })
    const leave = new AbortController()
    const asked = transport.connect({}, leave.signal)
    leave.abort()
    await expect(asked).rejects.toThrow('the client left')
    decide({ admit: true, context: 7, subprotocol: undefined })
    await recorder.count('abandoned')
    expect(recorder.events).toEqual([{ kind: 'abandoned', context: 7 }])
  })

  it('counts an admission back when it has stopped meanwhile', async () => {
    let decide: (admission: Admission<number>) => void = () => {}
    const decision = new Promise<Admission<number>>((done) => {
      decide = done
    })
    const { transport, recorder } = await start({ upgrade: () => decision })
    const asked = transport.connect()
    transport.stopListening()
    decide({ admit: true, context: 7, subprotocol: undefined })
    expect(await asked).toMatchObject({ status: 503 })
    expect(recorder.events).toEqual([{ kind: 'abandoned', context: 7 }])
  })

  it('tells who waits for a frame that the connection has ended', async () => {
    const { recorder, connect } = await start()
    const client = await connect()
    const waited = client.waitFor((frames) => frames.includes('never'))
    recorder.peers[0]?.send('something')
    recorder.peers[0]?.close(4403, 'kicked')
    const line = 'the connection closed with 4403 "kicked" before that; the last of 1 frames was something'
    await expect(waited).rejects.toThrow(line)
    await expect(client.waitFor((frames) => frames.includes('never'))).rejects.toThrow(line)
    expect(await client.waitFor((frames) => frames.includes('something'))).toEqual(['something'])
  })

  it('carries requests', async () => {
    const { transport } = await start({}, async ({ method, path, query, address, header, body }) => {
      const read = await body()
      const text = read === 'too_large' ? read : Buffer.from(read).toString()
      return { status: 200, headers: {}, body: [method, path, query, address, header('x-a'), text].join(' ') }
    })
    const request = { method: 'POST', path: '/p', query: 'q=1', address: '192.0.2.1', headers: { 'X-A': 'a' } }
    expect((await transport.request({ ...request, body: 'b' })).body).toBe('POST /p q=1 192.0.2.1 a b')
    const large = await transport.request({ path: '/p', body: 'x'.repeat(limits.maxHttpBodyBytes + 1) })
    expect(large.body).toBe('GET /p  127.0.0.1  too_large')
    expect((await transport.request({ method: 'HEAD', path: '/' })).body).toBe('')
  })
})
