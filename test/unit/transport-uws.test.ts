/** What only the adapter for real sockets has to get right about WebSockets. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Admission } from '../../src/transport/transport.ts'
import { loadUws } from '../../src/transport/uws-binary.ts'
import { handshake, RawClient } from '../support/transport/raw.ts'
import { type Rig, startUws, turn } from '../support/transport/rig.ts'
import { connectWs } from '../support/transport/ws-client.ts'

describe('the transport over real sockets', () => {
  const rigs: Rig[] = []
  const start = async (options?: Parameters<typeof startUws>[0]): Promise<Rig> => {
    const rig = await startUws(options)
    rigs.push(rig)
    return rig
  }
  afterEach(() => {
    for (const { transport } of rigs.splice(0)) transport.destroy()
  })

  describe('the handshake', () => {
    it.each([
      ['without Upgrade', { Upgrade: undefined }, 426, 'upgrade: websocket'],
      ['for something else', { Upgrade: 'h2c' }, 426, 'upgrade: websocket'],
      ['of an old version', { 'Sec-WebSocket-Version': '8' }, 426, 'sec-websocket-version: 13'],
      ['without a version', { 'Sec-WebSocket-Version': undefined }, 426, 'sec-websocket-version: 13'],
      ['without Connection', { Connection: 'keep-alive' }, 400, 'connection: upgrade'],
      ['without a key', { 'Sec-WebSocket-Key': undefined }, 400, 'sec-websocket-key'],
      ['with a short key', { 'Sec-WebSocket-Key': 'short' }, 400, 'sec-websocket-key'],
      ['with a key of the right length', { 'Sec-WebSocket-Key': '!'.repeat(24) }, 400, 'sec-websocket-key'],
    ])('is refused %s', async (_, changes, status, text) => {
      const rig = await start()
      const answer = await new RawClient(rig.port).request(...handshake('/ws', changes)).end()
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(answer.toLowerCase()).toContain(text)
      expect(rig.recorder.upgrades).toEqual([])
    })

    it('is refused with POST', async () => {
      const rig = await start()
      const [, ...headers] = handshake()
      const answer = await new RawClient(rig.port).request('POST /ws HTTP/1.1', ...headers).end()
      expect(answer).toMatch(/^HTTP\/1.1 426 /)
    })

    it('on another path is a request like any other', async () => {
      const rig = await start()
      const answer = await new RawClient(rig.port).request(...handshake('/elsewhere')).until('nothing here')
      expect(answer).toMatch(/^HTTP\/1.1 404 /)
    })

    it('answers with the subprotocol that was chosen, or with none', async () => {
      const rig = await start()
      const chosen = await connectWs(`ws://127.0.0.1:${rig.port}/ws`, { protocols: ['pactwire.v1', 'other'] })
      const none = await connectWs(`ws://127.0.0.1:${rig.port}/ws`)
      expect([chosen, none]).toMatchObject([{ socket: { protocol: 'pactwire.v1' } }, { socket: { protocol: '' } }])
      expect(rig.recorder.upgrades.map(({ host }) => host)).toEqual(Array(2).fill(`127.0.0.1:${rig.port}`))
    })

    it.each([
      ['?access_token=a%2Fb%20c', undefined, 'a/b c'],
      ['?x=1&access_token=q&y=2', undefined, 'q'],
      ['?access_token=q', 'Bearer h', 'h'],
      ['?my_access_token=q', undefined, undefined],
      ['?access_token=%zz', undefined, '%zz'],
      ['?access_token=', undefined, ''],
      ['', 'bearer  spaced ', 'spaced'],
      ['', 'Bearer', ''],
      ['', 'Basic abc', undefined],
    ])('finds the token in %s and %s', async (query, authorization, token) => {
      const rig = await start()
      const client = new RawClient(rig.port)
      await client.request(...handshake(`/ws${query}`, { Authorization: authorization })).until('\r\n\r\n')
      expect(rig.recorder.upgrades).toMatchObject([{ token }])
    })

    it('takes a token of 8192 characters and refuses a longer one', async () => {
      const rig = await start()
      const longest = handshake('/ws', { Authorization: `Bearer ${'t'.repeat(8192)}` })
      await new RawClient(rig.port).request(...longest).until('\r\n\r\n')
      expect(rig.recorder.upgrades).toMatchObject([{ token: 't'.repeat(8192) }])
      const lines = handshake('/ws', { Authorization: `Bearer ${'t'.repeat(8193)}` })
      expect(await new RawClient(rig.port).request(...lines).end()).toMatch(/^HTTP\/1.1 400 .*longer than 8192/s)
    })

    it.each([
      ['nobody is trusted', [], ['203.0.113.9'], '127.0.0.1'],
      ['the proxy is trusted', ['127.0.0.1'], ['203.0.113.9'], '203.0.113.9'],
      ['the client lies', ['127.0.0.1'], ['10.0.0.1, 203.0.113.9'], '203.0.113.9'],
      ['the client lies in a header of its own', ['127.0.0.1'], ['10.0.0.1', '203.0.113.9'], '203.0.113.9'],
      ['there are two proxies', ['127.0.0.1', '10.0.0.2'], ['203.0.113.9, 10.0.0.2'], '203.0.113.9'],
      ['no address is forwarded', ['127.0.0.1'], [], '127.0.0.1'],
    ])('takes the address from where it may when %s', async (_, trusted, forwarded, address) => {
      const rig = await start({ uws: { trustedProxies: (from) => trusted.includes(from) } })
      const lines = [...handshake(), ...forwarded.map((value) => `X-Forwarded-For: ${value}`)]
      await new RawClient(rig.port).request(...lines).until('\r\n\r\n')
      expect(rig.recorder.upgrades).toMatchObject([{ address }])
    })
  })

  describe('a decision that takes a while', () => {
    const undecided = async (): Promise<{ rig: Rig; decide: (admission: Admission<number>) => void }> => {
      let decide: (admission: Admission<number>) => void = () => {}
      const decision = new Promise<Admission<number>>((done) => {
        decide = done
      })
      return { rig: await start({ hooks: { upgrade: () => decision } }), decide }
    }

    it('is counted back when the client has left meanwhile', async () => {
      const { rig, decide } = await undecided()
      const client = new RawClient(rig.port).request(...handshake())
      await rig.recorder.until(() => rig.recorder.upgrades.length === 1)
      client.socket.resetAndDestroy()
      // When a second client has its answer, the server has noticed that the first is gone.
      await new RawClient(rig.port).request('GET / HTTP/1.1', 'Host: x').until('nothing here')
      await turn()
      decide({ admit: true, context: 7, subprotocol: undefined })
      await rig.recorder.count('abandoned')
      expect(rig.recorder.events).toEqual([{ kind: 'abandoned', context: 7 }])
      expect(rig.faults).toEqual([])
    })

    it('is counted back when the server has stopped meanwhile', async () => {
      const { rig, decide } = await undecided()
      const client = new RawClient(rig.port).request(...handshake())
      await rig.recorder.until(() => rig.recorder.upgrades.length === 1)
      rig.transport.stopListening()
      decide({ admit: true, context: 7, subprotocol: undefined })
      expect(await client.end()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1/is)
      expect(rig.recorder.events).toEqual([{ kind: 'abandoned', context: 7 }])
    })

    it('is counted back when everything has ended meanwhile', async () => {
      const { rig, decide } = await undecided()
      const client = new RawClient(rig.port).request(...handshake())
      await rig.recorder.until(() => rig.recorder.upgrades.length === 1)
      rig.transport.destroy()
      expect(await client.end()).toBe('')
      decide({ admit: true, context: 7, subprotocol: undefined })
      await rig.recorder.count('abandoned')
      expect(rig.faults).toEqual([])
    })

    it('is a 500 when it fails', async () => {
      const rig = await start({ hooks: { upgrade: () => Promise.reject(new Error('no database')) } })
      expect(await new RawClient(rig.port).request(...handshake()).end()).toMatch(/^HTTP\/1.1 500 /)
      expect(rig.faults).toEqual([new Error('no database')])
    })
  })

  it('outlives handlers that throw', async () => {
    const boom = (): never => {
      throw new Error('boom')
    }
    let isCalm = false
    const rig = await start({
      limits: { maxFrameBytes: 1000 },
      hooks: {
        upgrade: () => (isCalm ? { admit: true, context: 1, subprotocol: undefined } : boom()),
        open: boom,
        text: boom,
        binary: boom,
        oversized: boom,
        closed: boom,
      },
      http: boom,
    })
    expect(await rig.ask()).toMatchObject({ status: 500 })
    isCalm = true
    const client = await rig.connect()
    client.send('text')
    client.sendBinary(new Uint8Array(1))
    client.sendBinary(new Uint8Array(1001))
    client.close(4000)
    await client.closed
    expect((await fetch(`http://127.0.0.1:${rig.port}/`)).status).toBe(500)
    expect(rig.faults).toEqual(Array(7).fill(new Error('boom')))
  })

  it('outlives a handler that throws when a frame was dropped, and a report of faults that throws', async () => {
    const thrown: string[] = []
    const boom = (name: string) => (): never => {
      thrown.push(name)
      throw new Error(name)
    }
    const rig = await start({ hooks: { dropped: boom('dropped') }, uws: { onFault: boom('onFault') } })
    const client = await rig.connect()
    const [peer] = rig.recorder.peers
    client.pause()
    while (peer?.send('x'.repeat(60_000)) !== 'dropped') await turn()
    await turn()
    expect(thrown).toEqual(['dropped', 'onFault'])
    client.kill()
    await rig.recorder.count('closed')
  })

  it('cuts off who announces more than 128 KiB over the limit, before anything of it has come', async () => {
    const rig = await start({ limits: { maxFrameBytes: 1000 } })
    const within = await rig.connect()
    within.sendBinary(new Uint8Array(1000 + 128 * 1024))
    await rig.recorder.count('oversized')
    const beyond = await new RawClient(rig.port).upgrade()
    const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    header.writeBigUInt64BE(BigInt(1001 + 128 * 1024), 2)
    beyond.socket.write(header)
    await beyond.end()
    expect(rig.recorder.of('closed')).toMatchObject([{ peer: rig.recorder.peers[1], code: 1006 }])
  })

  describe('pings of a peer that does not read', () => {
    const maxBacklogBytes = 65_536
    const ping = Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125, 'p')])
    const megabyte = Buffer.concat(Array<Buffer>(8000).fill(ping))
    /** Until it is enough, or so much was sent that nothing can hold it. Resolves to the most that was ever queued. */
    const flood = async (rig: Rig, client: RawClient, isEnough: () => boolean): Promise<number> => {
      let most = 0
      for (let sent = 0; sent < 64 && !isEnough(); sent += 1) {
        if (!client.isClosed && !client.socket.write(megabyte)) {
          await new Promise<void>((done) => client.socket.once('drain', done).once('close', done))
        }
        await turn()
        most = Math.max(most, rig.recorder.peers[0]?.backlog() ?? 0)
      }
      return most
    }
    // The head of an answer, and the little that is collected before it is written.
    const bound = 2 * maxBacklogBytes + 1024

    it('are answered up to the limit of its backlog', async () => {
      const rig = await start({ limits: { maxBacklogBytes } })
      const client = await new RawClient(rig.port).upgrade()
      client.socket.pause()
      const most = await flood(rig, client, () => rig.recorder.of('dropped').length > 0)
      expect(rig.recorder.of('dropped')).toHaveLength(1)
      expect(most).toBeLessThan(bound)
    })

    it('end the wait for its goodbye', async () => {
      const rig = await start({ limits: { maxBacklogBytes }, hooks: { dropped: (peer) => peer.close(4508, 'slow') } })
      const client = await new RawClient(rig.port).upgrade()
      client.socket.pause()
      const most = await flood(rig, client, () => rig.recorder.of('closed').length > 0)
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 1006 }])
      expect(most).toBeLessThan(bound)
    })

    it('end a peer that was let go of and nobody has closed', async () => {
      const rig = await start({ limits: { maxBacklogBytes } })
      const client = await new RawClient(rig.port).upgrade()
      client.socket.pause()
      const most = await flood(rig, client, () => rig.recorder.of('closed').length > 0)
      expect(rig.recorder.events.map(({ kind }) => kind)).toEqual(['open', 'dropped', 'closed'])
      expect(most).toBeLessThan(bound)
    })
  })

  it('breaks off with who sends text that is not UTF-8', async () => {
    const rig = await start()
    const client = await new RawClient(rig.port).upgrade()
    client.socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]))
    await client.end()
    expect(rig.recorder.events.map(({ kind }) => kind)).toEqual(['open', 'closed'])
  })

  it('shortens the reason of a close frame to what it can hold, without cutting a character', async () => {
    const rig = await start({ hooks: { text: (peer) => peer.close(4000, 'ä'.repeat(100)) } })
    const client = await rig.connect()
    client.send('x')
    expect(await client.closed).toEqual({ code: 4000, reason: 'ä'.repeat(61) })
  })

  it('closes a silent peer within twice the heartbeat interval, and keeps one that answers pings', async () => {
    const rig = await start({ limits: { heartbeatIntervalMs: 4000 } })
    const answering = await connectWs(`ws://127.0.0.1:${rig.port}/ws`)
    if (!('pings' in answering)) throw new Error('not let in')
    const began = performance.now()
    const silent = await new RawClient(rig.port).upgrade()
    const talked = setInterval(() => rig.recorder.peers[1]?.send('what is sent is not a sign of life'), 500)
    await rig.recorder.count('closed')
    clearInterval(talked)
    const passed = performance.now() - began
    expect(rig.recorder.of('closed')).toMatchObject([{ peer: rig.recorder.peers[1], code: 1006 }])
    expect(silent.received.includes(Buffer.from([0x89, 0x00]))).toBe(true)
    await silent.end()
    expect(passed).toBeGreaterThan(3_500)
    expect(passed).toBeLessThan(12_500)
    expect(answering.pings).toBeGreaterThan(0)
    answering.send('still here')
    await rig.recorder.count('text')
  }, 20_000)

  it('says in one line which Node it has no binary for', async () => {
    const missing = loadUws(() => Promise.reject(new Error('cannot find uws_linux_x64_999.node\nRequire stack: …')))
    await expect(missing).rejects.toThrow(
      /^uWebSockets\.js has no binary for Node [\d.]+ \(ABI \d+\) on .*Node 20 and 22/,
    )
    await expect(missing).rejects.toThrow(/^[^\n]*$/)
  })
})
