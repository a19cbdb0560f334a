/** Which streams stay in memory: those that are needed, then those that are used. */
import { describe, expect, test } from 'vitest'
import { Stream } from '../../src/store/lmdb/stream.ts'
import { StreamsInUse } from '../../src/store/lmdb/streams-in-use.ts'

describe('streams in use', () => {
  const start = { epoch: 'e', offset: 0, first: 1, oldest: 1, created: 0, stored: undefined, onDisk: false }

  const filled = (most: number): StreamsInUse => {
    const streams = new StreamsInUse(most)
    for (let at = 0; at < most; at++) add(streams, `s${at}`)
    return streams
  }

  const add = (streams: StreamsInUse, name: string): Stream => {
    streams.makeRoom()
    const stream = new Stream(name, start)
    streams.add(stream)
    return stream
  }

  const names = (streams: StreamsInUse): string[] => [...streams.all()].map(({ name }) => name)

  test('are never more than so many', () => {
    const streams = filled(10)
    for (let at = 10; at < 1000; at++) {
      add(streams, `s${at}`)
      expect(names(streams)).toHaveLength(10)
      expect(streams.has(`s${at}`)).toBe(true)
    }
  })

  test('go one after another, except for those that were used since', () => {
    const streams = filled(5)
    add(streams, 'a')
    expect(names(streams)).toEqual(['s1', 's2', 's3', 's4', 'a'])
    for (const name of ['s1', 's3']) {
      const stream = streams.get(name)
      if (stream !== undefined) stream.usedAgain = true
    }
    add(streams, 'b')
    add(streams, 'c')
    expect(names(streams)).toEqual(['s1', 's3', 'a', 'b', 'c'])
  })

  test('stay while they are needed, if need be all of them', () => {
    const streams = filled(5)
    for (const stream of streams.all()) stream.pins++
    add(streams, 'a').pins++
    expect(names(streams)).toHaveLength(6)
    for (const stream of streams.all()) stream.pins--
    add(streams, 'b')
    expect(names(streams)).toHaveLength(5)
    expect(streams.has('b')).toBe(true)
  })

  test('many cost no more for each than few', () => {
    // Counted by what the hand passes: about two for each that is forgotten.
    const streams = filled(1000)
    let passed = 0
    for (let at = 0; at < 5000; at++) {
      const stream = add(streams, `more${at}`)
      Object.defineProperty(stream, 'pins', {
        get: () => {
          passed++
          return 0
        },
      })
    }
    expect(passed).toBeLessThan(5000 * 3)
  })
})
