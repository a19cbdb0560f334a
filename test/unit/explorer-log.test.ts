/** The log of frames: which answer belongs to which request, and bounds. */
import { describe, expect, it } from 'vitest'
import {
  emptyLog,
  type Frame,
  filtered,
  forgotWaiting,
  headOf,
  keptFrames,
  logged,
} from '../../src/console/explorer/log/frame-log.ts'
import { latencyWords, prettyText, previewOf } from '../../src/console/explorer/log/frame-text.ts'

const repliesTo = (type: string): readonly string[] => (type.startsWith('ask') ? [`${type}_ack`, 'error'] : [])

function frame(direction: Frame['direction'], elapsedMs: number, content: unknown): Frame {
  return { direction, time: 0, elapsedMs, text: typeof content === 'string' ? content : JSON.stringify(content) }
}

const sent = (at: number, type: string, id?: string) => frame('sent', at, { type, id })
const got = (at: number, type: string, id?: string) => frame('received', at, { type, id })

function answersOf(...frames: Frame[]) {
  const { entries } = logged(emptyLog, frames, repliesTo)
  return entries.flatMap(({ number, answers, isRefusal }) =>
    answers === undefined ? [] : [{ number, of: answers.number, ms: answers.latencyMs, isRefusal }],
  )
}

describe('an answer', () => {
  it('is found by its id, whatever comes in between', () => {
    expect(
      answersOf(sent(0, 'ask', '1'), sent(1, 'ask', '2'), got(2, 'news'), got(5, 'ask_ack', '2'), got(7, 'error', '1')),
    ).toEqual([
      { number: 4, of: 2, ms: 4, isRefusal: false },
      { number: 5, of: 1, ms: 7, isRefusal: true },
    ])
  })

  it('without an id belongs to the oldest request of its kind that has none', () => {
    expect(answersOf(sent(0, 'ask'), sent(1, 'ask_more'), got(3, 'ask_more_ack'), got(4, 'ask_ack'))).toEqual([
      { number: 3, of: 2, ms: 2, isRefusal: false },
      { number: 4, of: 1, ms: 4, isRefusal: false },
    ])
  })

  it('comes once, and not over another connection', () => {
    expect(answersOf(sent(0, 'ask', '1'), got(1, 'ask_ack', '1'), got(2, 'ask_ack', '1'))).toHaveLength(1)
    const before = forgotWaiting(logged(emptyLog, [sent(0, 'ask', '1')], repliesTo))
    expect(logged(before, [got(1, 'ask_ack', '1')], repliesTo).entries.at(-1)?.answers).toBeUndefined()
  })
})

it('the log is bounded, whatever comes', () => {
  const flood = Array.from({ length: 2 * keptFrames }, (_, at) => sent(at, 'ask', String(at)))
  const log = logged(emptyLog, flood, repliesTo)
  expect(log.entries).toHaveLength(keptFrames)
  expect(log.entries.at(-1)?.number).toBe(2 * keptFrames)
  expect(log.waiting.length).toBeLessThan(keptFrames)
})

it('what is no frame is logged all the same', () => {
  expect(['', 'null', '[]', '{"type":5}', '{'].map(headOf)).toEqual(Array(5).fill({ type: '', id: undefined }))
  expect(logged(emptyLog, [frame('sent', 0, '{oops')], repliesTo).entries).toMatchObject([{ type: '', text: '{oops' }])
})

it('a filter looks at types and texts, and keeps the notes of the connection', () => {
  const { entries } = logged(
    emptyLog,
    [frame('note', 0, 'Open'), sent(0, 'ask', 'zebra'), got(1, 'ask_ack', 'zebra'), got(2, 'news')],
    repliesTo,
  )
  const numbers = (text: string, direction: 'all' | 'sent' | 'received') =>
    filtered(entries, { text, direction }).map(({ number }) => number)
  expect(numbers('', 'received')).toEqual([1, 3, 4])
  expect(numbers('ZEBRA', 'all')).toEqual([2, 3])
  expect(numbers('ask ack', 'all')).toEqual([3])
})

it('frames are shown in one line, or in many and cut when very long', () => {
  expect(previewOf('{"type":"x","data":{"a":1}}')).toBe('{"a":1}')
  expect(previewOf(`{"data":"${'x'.repeat(500)}"}`)).toHaveLength(161)
  expect(prettyText('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyText('no json')).toBe('no json')
  expect(prettyText('x'.repeat(200_000))).toMatch(/cut: 200000 characters in all$/)
  expect([0.123, 9.96, 12.3, 15_000].map(latencyWords)).toEqual(['0.1 ms', '10.0 ms', '12 ms', '15 s'])
})
