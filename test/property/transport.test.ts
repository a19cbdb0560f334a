/** Whatever is said to whomever in whatever order: a peer hears it in that order, and never anything after a gap. */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { MemoryClient } from '../../src/transport/memory.ts'
import type { Peer } from '../../src/transport/transport.ts'
import { type Adapter, type Rig, startRig, turn } from '../support/transport/rig.ts'

const topics = ['t', 'u', 'v']
const topic = fc.constantFrom(...topics)
const peer = fc.nat({ max: 2 })
/**
 * With sizes at which uWebSockets.js takes another path (16 KiB, the limits of its length fields), and counts beyond
 * which it writes in the middle of a turn (32): where its own topics leave gaps, this finds them.
 */
const size = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 300 }) },
  { weight: 4, arbitrary: fc.integer({ min: 1000, max: 5000 }) },
  { weight: 2, arbitrary: fc.constantFrom(125, 126, 16_383, 16_384, 16_385, 20_000) },
)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      topic,
      size,
      times: fc.constantFrom(1, 2, 5, 10, 40, 300),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), peer, size }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('subscribe' as const), peer, topic }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unsubscribe' as const), peer, topic }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Party {
  readonly client: MemoryClient
  readonly peer: Peer
  readonly subscribed: Set<string>
  readonly expected: string[]
}

describe.each<[Adapter, number]>([
  ['memory', 200],
  ['uws', 25],
])('the transport (%s)', (adapter, numRuns) => {
  const rigs: Rig[] = []
  afterEach(() => {
    for (const { transport, faults } of rigs.splice(0)) {
      transport.destroy()
      expect(faults).toEqual([])
    }
  })

  const begin = async (): Promise<{ rig: Rig; parties: Party[] }> => {
    const rig = await startRig(adapter)
    rigs.push(rig)
    const parties: Party[] = []
    for (let index = 0; index < 3; index += 1) {
      const client = await rig.connect()
      const joined = rig.recorder.peers.at(-1)
      if (joined === undefined) throw new Error('nobody was opened')
      parties.push({ client, peer: joined, subscribed: new Set(), expected: [] })
    }
    return { rig, parties }
  }

  /** Does the steps and writes down what every peer ought to hear, as if nobody were slow. */
  const play = async (rig: Rig, parties: Party[], steps: readonly Step[]): Promise<void> => {
    let count = 0
    const frame = (length: number): string => `${count++} ${'x'.repeat(length)}`
    for (const now of steps) {
      const party = 'peer' in now ? parties[now.peer] : undefined
      switch (now.kind) {
        case 'publish':
          for (let index = 0; index < (now.size > 300 ? Math.min(10, now.times) : now.times); index += 1) {
            const text = frame(now.size)
            rig.transport.publish(now.topic, text)
            for (const { subscribed, expected } of parties) if (subscribed.has(now.topic)) expected.push(text)
          }
          break
        case 'send': {
          const text = frame(now.size)
          party?.peer.send(text)
          party?.expected.push(text)
          break
        }
        case 'subscribe':
          party?.peer.subscribe(now.topic)
          party?.subscribed.add(now.topic)
          break
        case 'unsubscribe':
          party?.peer.unsubscribe(now.topic)
          party?.subscribed.delete(now.topic)
          break
        case 'turn':
          await turn()
          break
      }
    }
  }

  it('lets every peer that reads hear everything in order', async () => {
    const steps = fc.array(step, { maxLength: 60, size: 'max' })
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const { rig, parties } = await begin()
        await play(rig, parties, plan)
        for (const party of parties) {
          party.peer.send('end')
          party.expected.push('end')
        }
        for (const { client, expected } of parties) {
          expect(await client.waitFor((frames) => frames.includes('end'))).toEqual(expected)
        }
        rig.transport.destroy()
      }),
      { numRuns },
    )
  })

  it('lets a peer that does not read hear a beginning of everything, and reports it if that is not all', async () => {
    const steps = fc.array(step, { minLength: 10, maxLength: 40, size: 'max' })
    const cuts: boolean[] = []
    await fc.assert(
      fc.asyncProperty(steps, fc.nat({ max: 65_000 }), async (plan, room) => {
        const { rig, parties } = await begin()
        for (const { client, peer: slow, subscribed, expected } of parties) {
          client.pause()
          while (slow.backlog() < Math.max(1, room)) {
            const length = slow.backlog() === 0 ? 50_000 : Math.min(2000, room - slow.backlog())
            const text = `ballast ${expected.length} ${'y'.repeat(length)}`
            slow.send(text)
            expected.push(text)
            if (expected.length % 8 === 0) await turn()
          }
          for (const name of topics) {
            slow.subscribe(name)
            subscribed.add(name)
          }
        }
        await play(rig, parties, plan)
        await turn()
        for (const { client, peer: slow, expected } of parties) {
          const cut = rig.recorder.of('dropped').some((event) => event.peer === slow)
          cuts.push(cut)
          client.resume()
          slow.close(4508, 'too slow')
          expect(await client.closed).toMatchObject({ code: 4508 })
          expect(client.frames).toEqual(expected.slice(0, client.frames.length))
          // Whoever missed something was reported; a peer can also be let go of before it has missed anything.
          expect(cut || client.frames.length === expected.length).toBe(true)
        }
        rig.transport.destroy()
      }),
      { numRuns },
    )
    // Plans that never reach the limit, or always do, would show nothing.
    expect(cuts).toContain(true)
  })
})
