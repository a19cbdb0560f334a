/** A map that knows those who were asked about lately. */
import { expect, test } from 'vitest'
import { RecentMap } from '../../src/sets/recent-map.ts'

function counting(generation: number) {
  const made: string[] = []
  const map = new RecentMap(generation, (key) => {
    made.push(key)
    return { key }
  })
  return { map, made }
}

test('makes what it knows once', () => {
  const { map, made } = counting(2)
  expect(map.get('a')).toBe(map.get('a'))
  expect(made).toEqual(['a'])
})

test('still knows at least as many as a generation has', () => {
  const { map, made } = counting(3)
  const keys = ['a', 'b', 'c', 'd', 'e']
  for (const key of keys) map.get(key)
  const before = made.length
  for (const key of ['c', 'd', 'e']) map.get(key)
  expect(made.length).toBe(before)
})

test('knows whoever goes on being asked about, however many others come', () => {
  const { map, made } = counting(4)
  for (let other = 0; other < 100; other++) {
    map.get('steady')
    map.get(`other ${other}`)
  }
  expect(made.filter((key) => key === 'steady')).toEqual(['steady'])
})

test('forgets, and makes anew', () => {
  const { map, made } = counting(2)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'a']) map.get(key)
  expect(made.filter((key) => key === 'a')).toHaveLength(2)
})
