/** What the load generator must get right for every input, or its figures are not worth anything. */
import type { Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ws from 'ws'
import { clientFrame, FrameReader } from '../../src/bench/frames.ts'
import { Histogram } from '../../src/bench/histogram.ts'
import { Schedule } from '../../src/bench/pace.ts'
import {
  countStamps,
  findStamp,
  readStamp,
  smallestContent,
  stampedContent,
  writeStamp,
} from '../../src/bench/stamp.ts'
import { opcodes } from '../../src/websocket/header.ts'

/** Another implementation than ours; its types leave these two out. */
const { Receiver, Sender } = ws as unknown as {
  readonly Receiver: new (options: { isServer: boolean }) => Writable
  readonly Sender: { readonly frame: (data: Buffer, options: object) => Buffer[] }
}

const someText = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }), weight: 6 },
  { arbitrary: fc.integer({ min: 100, max: 700 }).map((length) => 'x'.repeat(length)), weight: 3 },
  { arbitrary: fc.integer({ min: 65_000, max: 66_500 }).map((length) => 'y'.repeat(length)), weight: 1 },
)

/** As a server sends it: without a mask. */
function serverFrame(text: string, code: number = opcodes.text): Buffer {
  const options = { fin: true, mask: false, opcode: code, readOnly: true, rsv1: false }
  return Buffer.concat(Sender.frame(Buffer.from(text), options))
}

interface Seen {
  readonly code: number
  readonly head: string
  readonly length: number
}

function readInPieces(bytes: Buffer, cuts: readonly number[], head: number): Seen[] {
  const seen: Seen[] = []
  const reader = new FrameReader(head, (code, from, start, end, length) => {
    seen.push({ code, head: from.toString('latin1', start, end), length })
  })
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  // All chunks in the same memory, as the sockets of the generator have it.
  const memory = Buffer.alloc(bytes.length)
  for (const [index, from] of places.entries()) {
    const size = bytes.copy(memory, 0, from, places[index + 1] ?? bytes.length)
    if (size > 0) reader.read(memory, size)
    memory.fill(0xff)
  }
  return seen
}

describe('reading frames', () => {
  const stream = fc.array(fc.tuple(someText, fc.constantFrom(opcodes.text, opcodes.binary)), { maxLength: 12 })
  const cuts = fc.array(fc.nat(200_000), { maxLength: 30 })

  it('gives every frame whole and in order, however it was cut', () => {
    fc.assert(
      fc.property(stream, cuts, (frames, places) => {
        const bytes = Buffer.concat(frames.map(([text, code]) => serverFrame(text, code)))
        const wanted = frames.map(([text, code]) => {
          const payload = Buffer.from(text)
          return { code, head: payload.toString('latin1'), length: payload.length }
        })
        expect(readInPieces(bytes, places, Number.POSITIVE_INFINITY)).toEqual(wanted)
      }),
    )
  })

  it('gives at least so much of every frame as is wanted, and passes over the rest', () => {
    fc.assert(
      fc.property(stream, cuts, fc.integer({ min: 0, max: 40 }), (frames, places, head) => {
        const bytes = Buffer.concat(frames.map(([text, code]) => serverFrame(text, code)))
        const seen = readInPieces(bytes, places, head)
        expect(seen.length).toBe(frames.length)
        for (const [index, [text]] of frames.entries()) {
          const payload = Buffer.from(text).toString('latin1')
          const got = seen[index]
          expect(got?.length).toBe(payload.length)
          expect(got?.head.length).toBeGreaterThanOrEqual(Math.min(head, payload.length))
          expect(payload.startsWith(got?.head ?? '?')).toBe(true)
        }
      }),
    )
  })
})

describe('writing frames', () => {
  it('is understood by another implementation', async () => {
    await fc.assert(
      fc.asyncProperty(someText, async (text) => {
        const receiver = new Receiver({ isServer: true })
        const message = new Promise<string>((resolve, reject) => {
          receiver.once('message', (bytes: Buffer) => resolve(bytes.toString('utf8')))
          receiver.once('error', reject)
        })
        receiver.write(clientFrame(text))
        expect(await message).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a stamp', () => {
  const stamps = fc.record({
    sender: fc.integer({ min: 0, max: 99_999 }),
    number: fc.integer({ min: 0, max: 999_999_999 }),
    micros: fc.integer({ min: 0, max: 999_999_999_999 }),
  })

  it('is found in whatever is around it, and says what was written', () => {
    fc.assert(
      fc.property(stamps, fc.nat(300), fc.nat(300), fc.nat(400), (stamp, before, bytes, guess) => {
        const content = stampedContent(smallestContent + bytes)
        expect(Buffer.byteLength(content)).toBe(smallestContent + bytes)
        const frame = Buffer.from(`${'{'.repeat(before)}${content}"}`)
        writeStamp(frame, findStamp(frame, 0, frame.length), stamp)
        const at = findStamp(frame, 0, frame.length, guess)
        expect(at).toBe(before)
        expect(readStamp(frame, at)).toEqual(stamp)
        expect(JSON.parse(JSON.stringify(frame.toString()))).toBe(frame.toString())
      }),
    )
  })
})

describe('stamps', () => {
  it('are counted, whatever stands between contents of one length', () => {
    const between = fc.array(fc.constantFrom('",', '","offset":9},{', '","offset":10},{', '","x":"#p'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(between, fc.nat(100), (gaps, bytes) => {
        const content = stampedContent(smallestContent + bytes)
        const list = Buffer.from(gaps.map((gap) => `${content}${gap}`).join(''))
        expect(countStamps(list)).toBe(gaps.length)
        expect(countStamps(list.subarray(0, -1))).toBe(gaps.length)
      }),
    )
  })
})

describe('a histogram', () => {
  it('tells each percentile as the sorted list does, within two hundredths', () => {
    const times = fc.array(fc.oneof(fc.nat(200), fc.nat(50_000), fc.nat(2 ** 31 - 1)), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.9, 0.99, 0.999, 1), (micros, share) => {
        const histogram = new Histogram()
        for (const each of micros) histogram.record(each)
        const sorted = [...micros].sort((a, b) => a - b)
        const exact = (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) / 1000
        const told = histogram.percentile(share)
        expect(told).toBeGreaterThanOrEqual(exact)
        expect(told).toBeLessThanOrEqual(exact * 1.02)
        expect(histogram.maxMs).toBe((sorted.at(-1) ?? 0) / 1000)
      }),
    )
  })
})

describe('an open pace', () => {
  it('asks for every message at its own time, however seldom it is looked at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }),
        (perSecond, waits) => {
          const schedule = new Schedule(perSecond)
          let now = 0
          const given: number[] = []
          for (const wait of waits) {
            now += wait
            for (let due = schedule.take(now); due !== undefined; due = schedule.take(now)) given.push(due)
            expect(schedule.dueAt).toBeGreaterThan(now)
          }
          const wanted = Array.from({ length: schedule.given }, (_, turn) => turn * (1_000_000 / perSecond))
          expect(given).toEqual(wanted)
          expect(Math.max(...given)).toBeLessThanOrEqual(now)
          expect(given.length).toBe(1 + Math.floor(now / (1_000_000 / perSecond)))
        },
      ),
    )
  })
})
