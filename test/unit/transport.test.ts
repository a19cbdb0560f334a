/** What every adapter of the transport does, asked of each. */
import { afterEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import type { MemoryClient } from '../../src/transport/memory.ts'
import type { Admission, Peer } from '../../src/transport/transport.ts'
import { type Adapter, limits, type Rig, type RigOptions, startRig, turn } from '../support/transport/rig.ts'

const adapters: readonly Adapter[] = ['memory', 'uws']

describe.each(adapters)('the transport (%s)', (adapter) => {
  const rigs: Rig[] = []
  const start = async (options?: RigOptions): Promise<Rig> => {
    const rig = await startRig(adapter, options)
    rigs.push(rig)
    return rig
  }
  afterEach(() => {
    for (const { transport, faults } of rigs.splice(0)) {
      transport.destroy()
      expect(faults).toEqual([])
    }
  })

  /** A client and the peer that the server knows it as. */
  const pair = async (rig: Rig): Promise<{ client: MemoryClient; peer: Peer }> => {
    const client = await rig.connect()
    const peer = rig.recorder.peers.at(-1)
    if (peer === undefined) throw new Error('nobody was opened')
    return { client, peer }
  }

  /** Stops reading, and is sent as much as the network takes, so that from here on everything counts as backlog. */
  const stuck = async (rig: Rig): Promise<{ client: MemoryClient; peer: Peer; sent: string[] }> => {
    const { client, peer } = await pair(rig)
    client.pause()
    const sent: string[] = []
    while (peer.backlog() === 0) {
      const frame = `ballast ${sent.length} ${'x'.repeat(30_000)}`
      expect(peer.send(frame)).not.toBe('dropped')
      sent.push(frame)
      if (sent.length % 8 === 0) await turn()
    }
    return { client, peer, sent }
  }

  describe('letting in', () => {
    it('asks with what the client says of itself, and hands the context to open', async () => {
      const rig = await start()
      await rig.connect({ token: 'secret', origin: 'https://a.example', subprotocols: ['pactwire.v1', 'other'] })
      expect(rig.recorder.upgrades).toMatchObject([
        { address: '127.0.0.1', token: 'secret', origin: 'https://a.example', subprotocols: ['pactwire.v1', 'other'] },
      ])
      expect(rig.recorder.of('open')).toMatchObject([{ context: 1 }])
    })

    it('passes a refusal on', async () => {
      const answer = { status: 403, headers: { 'X-Why': 'origin' }, body: 'not from there' }
      const rig = await start({ hooks: { upgrade: () => ({ admit: false, answer }) } })
      const refused = await rig.ask()
      expect(refused).toMatchObject({ status: 403, body: 'not from there' })
      expect(rig.recorder.of('open')).toEqual([])
    })

    it('waits for a decision that takes a while', async () => {
      let decide: (admission: Admission<number>) => void = () => {}
      const decision = new Promise<Admission<number>>((done) => {
        decide = done
      })
      const rig = await start({ hooks: { upgrade: () => decision } })
      const client = rig.connect()
      await rig.recorder.until(() => rig.recorder.upgrades.length === 1)
      expect(rig.recorder.of('open')).toEqual([])
      decide({ admit: true, context: 42, subprotocol: undefined })
      await client
      expect(rig.recorder.of('open')).toMatchObject([{ context: 42 }])
    })

    it('lets nobody in after stopListening, and leaves those inside alone', async () => {
      const rig = await start()
      const { client, peer } = await pair(rig)
      rig.transport.stopListening()
      await expect(rig.connect()).rejects.toThrow(/refused/i)
      peer.send('still here')
      expect(await client.waitFor((frames) => frames.length === 1)).toEqual(['still here'])
    })
  })

  describe('frames', () => {
    it('arrive in the order in which they were sent, both ways', async () => {
      const rig = await start()
      const { client, peer } = await pair(rig)
      const frames = Array.from({ length: 200 }, (_, index) => `frame ${index} äöü 🎈`)
      for (const frame of frames) client.send(frame)
      await rig.recorder.count('text', frames.length)
      expect(rig.recorder.texts()).toEqual(frames)
      for (const frame of frames) expect(peer.send(frame)).toBe('sent')
      expect(await client.waitFor(({ length }) => length === frames.length)).toEqual(frames)
    })

    it('may be binary only to be told so', async () => {
      const rig = await start()
      const { client } = await pair(rig)
      client.sendBinary(new Uint8Array([1, 2, 3]))
      client.send('next')
      await rig.recorder.count('text')
      expect(rig.recorder.events.slice(1)).toMatchObject([{ kind: 'binary' }, { kind: 'text', frame: 'next' }])
    })

    it('of exactly the limit are taken, counted in bytes', async () => {
      const rig = await start({ limits: { maxFrameBytes: 1000 } })
      const { client } = await pair(rig)
      const frame = 'ä'.repeat(500)
      client.send(frame)
      await rig.recorder.count('text')
      expect(rig.recorder.texts()).toEqual([frame])
    })

    it.each(['text', 'binary'])('beyond the limit are reported, and the server can say 1009 (%s)', async (kind) => {
      const rig = await start({
        limits: { maxFrameBytes: 1000 },
        hooks: { oversized: (peer) => peer.close(1009, 'too long') },
      })
      const { client } = await pair(rig)
      if (kind === 'text') client.send(`${'ä'.repeat(500)}.`)
      else client.sendBinary(new Uint8Array(1001))
      client.send('after')
      expect(await client.closed).toEqual({ code: 1009, reason: 'too long' })
      expect(rig.recorder.events.map((event) => event.kind)).toEqual(['open', 'closed', 'oversized'])
    })

    it('with half a character arrive with a replacement character', async () => {
      const rig = await start()
      const { client, peer } = await pair(rig)
      peer.subscribe('t')
      peer.send('a\ud800b')
      rig.transport.publish('t', 'c\udc00d')
      expect(await client.waitFor(({ length }) => length === 2)).toEqual(['a\ufffdb', 'c\ufffdd'])
    })
  })

  describe('topics', () => {
    it('reach those that are subscribed and nobody else', async () => {
      const rig = await start()
      const [a, b, c] = [await pair(rig), await pair(rig), await pair(rig)]
      a.peer.subscribe('x')
      b.peer.subscribe('x')
      b.peer.subscribe('y')
      c.peer.subscribe('z')
      rig.transport.publish('x', 'to x')
      rig.transport.publish('y', 'to y')
      rig.transport.publish('nobody', 'to nobody')
      for (const { peer } of [a, b, c]) peer.send('end')
      for (const { client } of [a, b, c]) await client.waitFor((frames) => frames.includes('end'))
      expect(a.client.frames).toEqual(['to x', 'end'])
      expect(b.client.frames).toEqual(['to x', 'to y', 'end'])
      expect(c.client.frames).toEqual(['end'])
    })

    it('begin with subscribe and end with unsubscribe, within one turn as well', async () => {
      const rig = await start()
      const { client, peer } = await pair(rig)
      rig.transport.publish('t', 'before')
      peer.subscribe('t')
      peer.subscribe('t')
      rig.transport.publish('t', 'between')
      peer.unsubscribe('t')
      peer.unsubscribe('t')
      rig.transport.publish('t', 'after')
      peer.subscribe('t')
      rig.transport.publish('t', 'again')
      peer.send('end')
      expect(await client.waitFor((frames) => frames.includes('end'))).toEqual(['between', 'again', 'end'])
    })

    it.each(['on its own', 'while it is heard', 'while another is heard'])(
      'keep their order with what is sent to one peer, %s',
      async (when) => {
        const expected: string[] = []
        const say = (): void => {
          for (let index = 0; index < 300; index += 1) {
            const frame = `${index} ${'x'.repeat(index % 50 === 49 ? 20_000 : 10)}`
            expected.push(frame)
            if (index % 3 === 0) first.peer.send(frame)
            else rig.transport.publish(index % 3 === 1 ? 't' : 'u', frame)
          }
        }
        const rig = await start({ hooks: { text: say } })
        const first = await pair(rig)
        const second = await pair(rig)
        for (const { peer } of [first, second]) for (const topic of ['t', 'u']) peer.subscribe(topic)
        if (when === 'on its own') say()
        else if (when === 'while it is heard') first.client.send('go on')
        else second.client.send('go on')
        expect(await first.client.waitFor(({ length }) => length === 300)).toEqual(expected)
        const published = expected.filter((_, index) => index % 3 !== 0)
        expect(await second.client.waitFor(({ length }) => length === published.length)).toEqual(published)
      },
    )

    it('come whole to whoever is heard when nobody else is there, and not at all to who has left', async () => {
      const hooks = { text: () => rig.transport.publish('t', 'said') }
      const rig = await start({ hooks })
      const { client, peer } = await pair(rig)
      peer.subscribe('t')
      client.send('once')
      expect(await client.waitFor(({ length }) => length === 1)).toEqual(['said'])
      peer.unsubscribe('t')
      client.send('twice')
      await rig.recorder.count('text', 2)
      peer.send('end')
      expect(await client.waitFor((frames) => frames.includes('end'))).toEqual(['said', 'end'])
    })
  })

  describe('closing', () => {
    it('says why, after everything that was said before, and nothing after', async () => {
      const rig = await start()
      const { client, peer } = await pair(rig)
      peer.subscribe('t')
      peer.send('one')
      rig.transport.publish('t', 'two')
      peer.close(4403, 'kicked')
      rig.transport.publish('t', 'three')
      expect(peer.send('four')).toBe('dropped')
      peer.close(4500, 'again')
      peer.subscribe('t')
      peer.unsubscribe('t')
      expect(peer.backlog()).toBe(0)
      expect(await client.closed).toEqual({ code: 4403, reason: 'kicked' })
      expect(client.frames).toEqual(['one', 'two'])
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 4403 }])
      rig.transport.publish('t', 'five')
      await turn()
      expect(client.frames).toEqual(['one', 'two'])
    })

    it('tells with which code the client closed', async () => {
      const rig = await start()
      const { client } = await pair(rig)
      client.close(4000)
      await rig.recorder.count('closed')
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 4000 }])
      expect(await client.closed).toMatchObject({ code: 4000 })
    })

    it('is 1006 when the connection just breaks', async () => {
      const rig = await start()
      const { client } = await pair(rig)
      client.kill()
      await rig.recorder.count('closed')
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 1006 }])
      expect(await client.closed).toMatchObject({ code: 1006 })
    })

    it('may happen from within every handler', async () => {
      const rig = await start({
        hooks: {
          open: (peer, context) => context === 1 && peer.close(4001, 'from open'),
          text: (peer) => peer.close(4002, 'from text'),
          binary: (peer) => peer.close(4003, 'from binary'),
          closed: (peer) => peer.close(4004, 'from closed'),
        },
      })
      const [a, b, c] = [await rig.connect(), await rig.connect(), await rig.connect()]
      b.send('x')
      b.send('y')
      c.sendBinary(new Uint8Array(1))
      expect([await a.closed, await b.closed, await c.closed].map(({ code }) => code)).toEqual([4001, 4002, 4003])
      expect(rig.recorder.texts()).toEqual(['x'])
      expect(
        rig.recorder
          .of('closed')
          .map(({ code }) => code)
          .sort(),
      ).toEqual([4001, 4002, 4003])
    })

    it('lets the others hear of it from within closed', async () => {
      const rig = await start({ hooks: { closed: () => rig.transport.publish('t', 'somebody left') } })
      const [a, b] = [await pair(rig), await pair(rig)]
      a.peer.subscribe('t')
      b.peer.subscribe('t')
      b.peer.close(4000, '')
      expect(await a.client.waitFor(({ length }) => length === 1)).toEqual(['somebody left'])
      expect(await b.client.closed).toMatchObject({ code: 4000 })
      expect(b.client.frames).toEqual([])
    })

    it('waits for a peer that reads slowly', async () => {
      const rig = await start()
      const { client, peer, sent } = await stuck(rig)
      peer.subscribe('t')
      rig.transport.publish('t', 'last')
      peer.close(1001, 'going away')
      rig.transport.publish('t', 'too late')
      expect(rig.recorder.of('closed')).toEqual([])
      client.resume()
      expect(await client.closed).toEqual({ code: 1001, reason: 'going away' })
      expect(client.frames).toEqual([...sent, 'last'])
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 1001 }])
    })

    it('does not wait for ever', async () => {
      const clock = new ManualClock()
      const rig = await start({ clock })
      const { client, peer } = await stuck(rig)
      peer.close(1001, 'going away')
      clock.advance(9_999)
      expect(rig.recorder.of('closed')).toEqual([])
      clock.advance(1)
      expect(rig.recorder.of('closed')).toMatchObject([{ code: 1006 }])
      expect(clock.pending).toBe(0)
      client.resume()
      expect(await client.closed).toMatchObject({ code: 1006 })
    })

    it('ends everybody at once when the transport is destroyed', async () => {
      const rig = await start()
      const [a, b] = [await pair(rig), await pair(rig)]
      rig.transport.destroy()
      rig.transport.destroy()
      expect(rig.recorder.of('closed').map(({ code }) => code)).toEqual([1006, 1006])
      expect([await a.client.closed, await b.client.closed]).toMatchObject([{ code: 1006 }, { code: 1006 }])
      rig.transport.publish('t', 'x')
      rig.transport.stopListening()
      expect(a.peer.send('x')).toBe('dropped')
    })

    it('can be the end of everybody from within a handler', async () => {
      const rig = await start({ hooks: { text: () => rig.transport.destroy() } })
      const [a, b] = [await rig.connect(), await rig.connect()]
      a.send('stop')
      expect([await a.closed, await b.closed]).toMatchObject([{ code: 1006 }, { code: 1006 }])
      expect(rig.recorder.of('closed')).toHaveLength(2)
    })
  })

  describe('peers that stop reading', () => {
    it('get a prefix of what was said and then 4508, and the others get everything', async () => {
      const rig = await start({ hooks: { dropped: (peer) => peer.close(4508, 'too slow') } })
      const slow = []
      for (let index = 0; index < 10; index += 1) slow.push(await stuck(rig))
      const quick: MemoryClient[] = []
      for (let index = 0; index < 100; index += 1) quick.push(await rig.connect())
      for (const peer of rig.recorder.peers) peer.subscribe('t')

      const published: string[] = []
      while (rig.recorder.of('dropped').length < slow.length) {
        for (let index = 0; index < 7; index += 1) {
          const frame = `${published.length} ${'y'.repeat(1000)}`
          published.push(frame)
          rig.transport.publish('t', frame)
        }
        await turn()
        expect(published.length).toBeLessThan(1000)
      }
      rig.transport.publish('t', 'end')
      published.push('end')

      for (const client of quick) expect(await client.waitFor((frames) => frames.includes('end'))).toEqual(published)
      for (const { client, sent } of slow) {
        client.resume()
        expect(await client.closed).toEqual({ code: 4508, reason: 'too slow' })
        const heard = client.frames.slice(sent.length)
        expect(client.frames.slice(0, sent.length)).toEqual(sent)
        expect(heard.length).toBeLessThan(published.length)
        expect(heard).toEqual(published.slice(0, heard.length))
      }
      expect(
        rig.recorder
          .of('dropped')
          .map(({ peer }) => peer)
          .sort(),
      ).toHaveLength(10)
      expect(rig.recorder.of('closed').map(({ code }) => code)).toEqual(Array(10).fill(4508))
      quick[0]?.send('alive')
      await rig.recorder.count('text')
    })

    it('are reported after the call that dropped the frame, once, and get nothing from then on', async () => {
      const rig = await start()
      const { client, peer, sent } = await stuck(rig)
      peer.subscribe('t')
      const frame = 'z'.repeat(30_000)
      while (peer.send(frame) !== 'dropped') sent.push(frame)
      expect(peer.backlog()).toBeGreaterThan(limits.maxBacklogBytes)
      expect(rig.recorder.of('dropped')).toEqual([])
      await rig.recorder.count('dropped')
      client.resume()
      await client.waitFor(({ length }) => length === sent.length)
      expect(peer.send('again')).toBe('dropped')
      rig.transport.publish('t', 'again')
      await turn()
      peer.close(4508, 'too slow')
      expect(await client.closed).toMatchObject({ code: 4508 })
      expect(client.frames).toEqual(sent)
      expect(rig.recorder.of('dropped')).toHaveLength(1)
    })

    it('are not reported once they are being closed or gone', async () => {
      const rig = await start()
      const [a, b] = [await stuck(rig), await stuck(rig)]
      const frame = 'z'.repeat(30_000)
      while (a.peer.send(frame) !== 'dropped');
      a.peer.close(4508, 'already known')
      while (b.peer.send(frame) !== 'dropped');
      b.client.kill()
      a.client.resume()
      await rig.recorder.count('closed', 2)
      expect(await a.client.closed).toMatchObject({ code: 4508 })
      expect(rig.recorder.of('dropped').filter(({ peer }) => peer === a.peer)).toEqual([])
    })
  })
})
