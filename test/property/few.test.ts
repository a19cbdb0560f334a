/** A few are a set as any other, whatever is done to it, below and above the sizes where it takes another form. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOf, each, type Few, has, lastOf, minus, plus } from '../../src/sets/few.ts'

const member = fc.integer({ min: 0, max: 14 }).map(String)
const deeds = fc.array(
  fc.record({ deed: fc.constantFrom<'add' | 'delete' | 'has'>('add', 'add', 'delete', 'has'), member }),
  { maxLength: 80 },
)

test('answers as a Set does, in the same order', () => {
  fc.assert(
    fc.property(deeds, (program) => {
      let few: Few<string>
      const model = new Set<string>()
      for (const { deed, member: value } of program) {
        switch (deed) {
          case 'add':
            few = plus(few, value)
            model.add(value)
            break
          case 'delete':
            few = minus(few, value)
            model.delete(value)
            break
          case 'has':
            expect(has(few, value)).toBe(model.has(value))
        }
        expect([...each(few)]).toEqual([...model])
        expect(countOf(few)).toBe(model.size)
        expect(lastOf(few)).toBe([...model].at(-1))
      }
    }),
  )
})

test('can be emptied while somebody walks over it', () => {
  for (const size of [1, 5, 8, 9, 20]) {
    let few: Few<string>
    for (let value = 0; value < size; value++) few = plus(few, String(value))
    const seen: string[] = []
    for (const value of each(few)) {
      seen.push(value)
      few = minus(few, value)
    }
    expect(seen).toHaveLength(size)
    expect(countOf(few)).toBe(0)
  }
})

test('one member stands for itself, and none for nothing', () => {
  expect(plus(undefined, 'a')).toBe('a')
  expect(minus<string>('a', 'a')).toBeUndefined()
  expect(minus(plus('a', 'b'), 'a')).toBe('b')
})
