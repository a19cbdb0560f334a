import { describe, expect, test } from 'vitest'
import type { JoinChannelAck, StoredMessage } from '../../generated/types.ts'
import { ManualClock } from '../../src/clock/manual.ts'
import { SharedRecoveries } from '../../src/hub/shared-recoveries.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import type { Entry } from '../../src/store/store.ts'

const entries = (from: number, count: number, stream = 'room', epoch = 'e', content?: string): Entry[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ stream, epoch, offset: from + at, messageId: `${epoch}-${from + at}`, from: 'alice', to: undefined },
    ...{ content: content ?? `${stream} ${epoch} ${from + at}`, time: 0, clientMessageId: undefined, event: undefined },
  }))
const offsets = (messages: readonly StoredMessage[]) => messages.map(({ offset }) => offset)

describe('what many are told', () => {
  test('is one list for the same range, and another for any other', () => {
    const shared = new SharedRecoveries(new ManualClock())
    const list = shared.messages(entries(3, 4))
    expect(offsets(list)).toEqual([3, 4, 5, 6])
    expect(shared.messages(entries(3, 4))).toBe(list)
    const others = [entries(3, 5), entries(2, 5), entries(3, 4, 'hall'), entries(3, 4, 'room', 'f'), entries(4, 3)]
    for (const other of others) {
      const told = shared.messages(other)
      expect(offsets(told)).toEqual(other.map(({ offset }) => offset))
      expect(told.map((message) => 'content' in message && message.content)).toEqual(
        other.map(({ content }) => content),
      )
    }
    expect(shared.has({ stream: 'room', epoch: 'e', after: 2, upTo: 6 })).toBe(true)
    expect(shared.has({ stream: 'room', epoch: 'e', after: 2, upTo: 5 })).toBe(false)
    expect(shared.messages([])).toEqual([])
  })

  test('is forgotten after a moment, and when it is too much', () => {
    const clock = new ManualClock()
    const shared = new SharedRecoveries(clock)
    shared.messages(entries(1, 2))
    clock.advance(1000)
    expect(shared.has({ stream: 'room', epoch: 'e', after: 0, upTo: 2 })).toBe(false)
    expect(clock.pending).toBe(0)
    for (let at = 0; at < 60; at++) shared.messages(entries(1, 1000, `room${at}`))
    const left = Array.from({ length: 60 }, (_, at) =>
      shared.has({ stream: `room${at}`, epoch: 'e', after: 0, upTo: 1000 }),
    ).filter(Boolean)
    expect(left.length).toBe(10)
  })

  test('is forgotten when it is few messages with much text', () => {
    const shared = new SharedRecoveries(new ManualClock())
    const text = 'x'.repeat(64 * 1024)
    for (let at = 0; at < 1000; at++) shared.messages(entries(1, 8, `room${at}`, 'e', text))
    const left = Array.from({ length: 1000 }, (_, at) =>
      shared.has({ stream: `room${at}`, epoch: 'e', after: 0, upTo: 8 }),
    ).filter(Boolean)
    expect(left.length).toBeLessThanOrEqual(32)
    expect(left.length).toBeGreaterThan(0)
  })

  test('is written as JSON would write it, each time with its own rest', () => {
    const messages = new SharedRecoveries(new ManualClock()).messages(entries(1, 3))
    const long = new SharedRecoveries(new ManualClock()).messages(entries(1, 3, 'room', 'e', 'ü'.repeat(40_000)))
    const frame = (id: string | undefined, offset: number, told = messages): JoinChannelAck => ({
      type: 'join_channel_ack',
      ...(id === undefined ? {} : { id }),
      data: { channel_id: 'room', message: 'Joined "room".', epoch: 'e', offset, recovered: true, messages: told },
    })
    for (const each of [frame('1', 3), frame('2}}', 4), frame('ü', 6, long), frame(undefined, 5)])
      expect(JSON.parse(Buffer.from(jsonCodec.encodeRecovery(each)).toString())).toEqual(each)
  })

  test('is read once while it is being read and for a moment after', async () => {
    const clock = new ManualClock()
    const shared = new SharedRecoveries(clock)
    const span = { stream: 'room', epoch: 'e', after: 0, upTo: 2 }
    let reads = 0
    const load = async () => {
      reads++
      return entries(1, 2)
    }
    const [one, other] = await Promise.all([shared.read(span, load), shared.read(span, load)])
    expect(one).toBe(other)
    expect(await shared.read(span, load)).toBe(one)
    expect(reads).toBe(1)
    await shared.read({ ...span, epoch: 'f' }, load)
    expect(reads).toBe(2)
    clock.advance(1000)
    await shared.read(span, load)
    expect(reads).toBe(3)
    clock.advance(1000)
    expect(clock.pending).toBe(0)
  })

  test('is read again when it was not to be had, or the store failed', async () => {
    const shared = new SharedRecoveries(new ManualClock())
    const span = { stream: 'room', epoch: 'e', after: 0, upTo: 2 }
    expect(await shared.read(span, async () => undefined)).toBeUndefined()
    await expect(shared.read(span, () => Promise.reject(new Error('the disk')))).rejects.toThrow('the disk')
    expect(await shared.read(span, async () => entries(1, 2))).toHaveLength(2)
  })

  test('does not fill the memory with what was read', async () => {
    const shared = new SharedRecoveries(new ManualClock())
    let reads = 0
    const read = (at: number) =>
      shared.read({ stream: `room${at}`, epoch: 'e', after: 0, upTo: 1000 }, async () => {
        reads++
        return entries(1, 1000, `room${at}`)
      })
    for (let at = 0; at < 60; at++) await read(at)
    for (let at = 0; at < 60; at++) await read(at)
    expect(reads).toBeGreaterThan(100)
    await read(59)
    expect(reads).toBe(120)
  })
})
