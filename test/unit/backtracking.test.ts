/** Which patterns are found to be slow, and which are left alone. Times are those of this machine: what is told apart lies far apart. */
import { describe, expect, test } from 'vitest'
import { slownessOf } from '../../src/codegen/backtracking.ts'

const longest = 65_536

describe('a pattern that explodes', () => {
  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|ab|b)*$',
    '^(ab|a|bc|c)*$',
    '^([a-z]|[m-z])+$',
    '^(\\w+\\s?)*$',
    '^(.*)*$',
    '^(\\d+)*#$',
    '(x+x+)+y',
    '^("[^"]*"|[^"]+)*x$',
    '^(a{1,30}){1,30}$',
    '(?:\\s*\\w*\\s*)+!',
    '^([a-zA-Z0-9])(([.-]|_+)?([a-zA-Z0-9]+))*@[a-z0-9]+\\.[a-z]{2,3}$',
  ])('is found: %s', (source) => {
    const found = slownessOf(source, { longest })
    expect(found?.kind).toBe('explodes')
    expect(found?.text.length).toBeLessThan(100)
    // It has been seen to be slow, and was given up at once.
    expect(found?.ms).toBeGreaterThan(15)
    expect(found?.ms).toBeLessThan(2000)
  })

  test('is none where texts are too short for it', () => {
    expect(slownessOf('^(a+)+$', { longest: 12 })).toBeUndefined()
  })
})

describe('a pattern that grows', () => {
  test.each(['\\s+$', '^.*@.*\\..*$', '^a*a*a*b$', '\\d+\\s*\\d+!', '^\\s*(.*?)\\s*:$'])('is found: %s', (source) => {
    const found = slownessOf(source, { longest })
    expect(found?.kind).toBe('grows')
    expect(found?.longestMs).toBeGreaterThan(100)
  })

  test('is none where texts are short', () => {
    expect(slownessOf('\\s+$', { longest: 500 })).toBeUndefined()
  })
})

describe('a pattern that is linear', () => {
  test.each([
    '^[A-Z]{2}-[0-9]{1,6}$',
    '^[a-z0-9_-]+$',
    '^[a-z]+(-[a-z]+)*$',
    '^(?:[a-z0-9-]+\\.)+[a-z]{2,}$',
    '^[^@]+@[^@]+$',
    '^(\\d+,)*\\d+$',
    '^https://[^ ]+$',
    '^[^\\s]+( [^\\s]+)*$',
    '^(foo|bar)+$',
    '^.{1,200}$',
    '^/(?:[a-z]+/)*$',
    '^[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*$',
    'abc',
    '',
  ])('is left alone: %s', (source) => {
    expect(slownessOf(source, { longest })).toBeUndefined()
  })

  test('and one that cannot be read, too', () => {
    expect(slownessOf('^(a+)\\1+$', { longest })).toBeUndefined()
  })
})

test('what the machine does besides is not taken for slowness: the shortest of three counts', () => {
  let [time, calls] = [0, 0]
  // Every third measurement is disturbed.
  const now = (): number => {
    calls++
    time += calls % 6 === 0 ? 50 : 0.001
    return time
  }
  expect(slownessOf('^[a-z]+(-[a-z]+)*$', { longest, now })).toBeUndefined()
})
