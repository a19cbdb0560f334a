import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { Batch, restOf, restPerListenerMs } from '../../src/hub/batch.ts'
import { attachmentOf, HubWorld, type RecordingConnection } from '../support/hub-world.ts'

describe('the rest of a channel', () => {
  test.each([
    ['few listeners are written to at once', 10, 20, 0],
    ['the more listeners, the longer', 500, 20, 9],
    ['never longer than the policy says', 100_000, 20, 20],
    ['a policy of 0 turns waiting off', 100_000, 0, 0],
  ])('%s', (_what, listeners, maxDelayMs, expected) => {
    expect(restOf(listeners, restPerListenerMs, maxDelayMs)).toBeCloseTo(expected)
  })
})

describe('a batch', () => {
  const entry = (offset: number, content = 'hi') => ({
    ...{ stream: 'room', epoch: 'e', offset, messageId: `e-${offset}`, from: 'alice', to: undefined },
    ...{ content, time: 0, clientMessageId: undefined },
  })
  let clock: ManualClock
  let out: number[][]
  let batch: Batch

  beforeEach(() => {
    clock = new ManualClock()
    out = []
    batch = new Batch(clock, () => out.push(batch.take().map(({ offset }) => offset)))
  })

  test('a quiet channel does not wait, a busy one goes out together when it has rested', () => {
    expect(batch.holds(entry(1), 10)).toBe(false)
    expect(batch.holds(entry(2), 10)).toBe(true)
    clock.advance(6)
    expect(batch.holds(entry(3), 10)).toBe(true)
    expect(out).toEqual([])
    clock.advance(4)
    expect(out).toEqual([[2, 3]])
    expect(batch.holds(entry(4), 10)).toBe(true)
    clock.advance(10)
    expect(out).toEqual([[2, 3], [4]])
    clock.advance(10)
    expect(batch.holds(entry(5), 10)).toBe(false)
    expect(clock.pending).toBe(0)
  })

  test.each([
    ['the third comes 1 ms before the end of the rest, the fourth 2 ms after it', 10, 3, 3],
    ['the second comes 3 ms before the end of the rest, the third 1 ms after it', 11, 4, 3],
    ['the next comes 2 ms before the end of the rest, the one after it much later', 11, 9, 1],
  ])('goes out with the message nearest to the end of the rest: %s', (_what, restMs, gapMs, together) => {
    const written: [moment: number, offsets: number[]][] = []
    const write = (offsets: number[]): unknown => written.push([clock.elapsed(), offsets])
    const regular = new Batch(clock, () => write(regular.take().map(({ offset }) => offset)))
    for (let offset = 0; offset <= 100; offset++) {
      if (!regular.holds(entry(offset), restMs)) write([offset])
      clock.advance(0)
      clock.advance(gapMs)
    }
    // The pace has to be known first.
    const settled = written.slice(4, -1)
    expect(settled.length).toBeGreaterThan(20)
    for (const [moment, offsets] of settled) {
      expect(offsets.length).toBe(together)
      expect(moment).toBe((offsets.at(-1) ?? Number.NaN) * gapMs)
    }
  })

  test('is not kept waiting by a turn that always brings one more', () => {
    let offset = 0
    const turn = (): void => {
      if (offset < 25) clock.after(0, turn)
      batch.holds(entry(offset++), 10)
    }
    batch.holds(entry(100), 10)
    batch.holds(entry(101), 10)
    clock.advance(9.9)
    turn()
    clock.advance(0)
    expect(out[0]).toEqual([101, 0, 1])
  })

  test('nothing overtakes what waits, also when those who listened have gone', () => {
    batch.holds(entry(1), 10)
    batch.holds(entry(2), 10)
    expect(batch.holds(entry(3), 0)).toBe(true)
    clock.advance(10)
    expect(out).toEqual([[2, 3]])
  })

  test('a crowd of messages goes out in the next turn, with whatever came meanwhile', () => {
    for (let offset = 1; offset <= 40; offset++) batch.holds(entry(offset), 10)
    expect(out).toEqual([])
    clock.advance(0)
    expect(out).toEqual([Array.from({ length: 39 }, (_, at) => at + 2)])
    clock.advance(100)
    expect(out.length).toBe(1)
  })

  test('much text does not wait', () => {
    batch.holds(entry(1), 10)
    batch.holds(entry(2, 'x'.repeat(40_000)), 10)
    expect(out).toEqual([])
    batch.holds(entry(3, 'x'.repeat(40_000)), 10)
    expect(out).toEqual([[2, 3]])
    clock.advance(100)
    expect(out).toEqual([[2, 3]])
  })
})

describe('a busy channel', () => {
  let world: HubWorld
  let alice: RecordingConnection
  const join = (connection: RecordingConnection, since?: { epoch: string; offset: number }) =>
    new Promise<{ offset: number; recovered: boolean }>((resolve, reject) => {
      const data = { channel_id: 'room', ...(since === undefined ? {} : { since }) }
      world.hub.join(attachmentOf(connection), data, resolve).catch(reject)
    })
  const say = (content: string) => world.hub.send(attachmentOf(alice), { channel_id: 'room', content })
  const heard = ({ frames }: RecordingConnection) =>
    frames.flatMap((frame) => (frame.type === 'new_message' ? [frame.data.content] : []))

  beforeEach(async () => {
    world = new HubWorld({ limits: { restPerListenerMs: 5 } })
    alice = await world.connect('alice')
    await join(alice)
  })

  test('acknowledges at once, and delivers in order when it has rested', async () => {
    for (const content of ['1', '2', '3']) await say(content)
    expect(heard(alice)).toEqual(['1'])
    world.clock.advance(5)
    expect(heard(alice)).toEqual(['1', '2', '3'])
  })

  test('whoever joins from a position that was acknowledged is not told that it lies in the future', async () => {
    await say('1')
    const { epoch, offset } = await say('2')
    const bob = await world.connect('bob')
    expect(await join(bob, { epoch, offset })).toMatchObject({ recovered: true, offset: 2 })
    expect(heard(alice)).toEqual(['1', '2'])
    expect(heard(bob)).toEqual([])
  })

  test('whoever leaves has been told what was said before', async () => {
    await say('1')
    await say('2')
    await world.hub.leave(attachmentOf(alice), { channel_id: 'room' })
    expect(heard(alice)).toEqual(['1', '2'])
  })

  test('a server that stops hands out what waits', async () => {
    await say('1')
    await say('2')
    world.hub.channels.flushAll()
    expect(heard(alice)).toEqual(['1', '2'])
    await say('3')
    world.hub.channels.close()
    world.clock.advance(100)
    expect(heard(alice)).toEqual(['1', '2'])
  })

  test('what an inbox waited with when the last connection went is still unread', async () => {
    for (const content of ['1', '2']) await world.hub.speaker.sayDirect({ to: 'alice', userId: undefined, content })
    expect(world.framesOf(alice, 'direct_message')).toHaveLength(1)
    world.drop(alice)
    const again = await world.connect('alice')
    expect(again.welcome?.inbox).toMatchObject({ offset: 2, unread: 1 })
    world.clock.advance(100)
    world.drop(again)
    expect((await world.connect('alice')).welcome?.inbox).toMatchObject({ offset: 2, unread: 1 })
  })
})
