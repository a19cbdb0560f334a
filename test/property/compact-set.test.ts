/** A compact set does what a `Set` does, whatever is done to it, below and above the size where it becomes one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CompactSet } from '../../src/sets/compact-set.ts'

const member = fc.integer({ min: 0, max: 14 }).map(String)
const deeds = fc.array(
  fc.record({ deed: fc.constantFrom<'add' | 'delete' | 'has'>('add', 'add', 'delete', 'has'), member }),
  { maxLength: 80 },
)

test('answers as a Set does, in the same order', () => {
  fc.assert(
    fc.property(deeds, (program) => {
      const compact = new CompactSet<string>()
      const model = new Set<string>()
      for (const { deed, member: value } of program) {
        switch (deed) {
          case 'add':
            compact.add(value)
            model.add(value)
            break
          case 'delete':
            expect(compact.delete(value)).toBe(model.delete(value))
            break
          case 'has':
            expect(compact.has(value)).toBe(model.has(value))
        }
        expect([...compact]).toEqual([...model])
        expect(compact.size).toBe(model.size)
        expect(compact.last).toBe([...model].at(-1))
      }
    }),
  )
})

test('can be emptied while somebody walks over it', () => {
  for (const size of [1, 5, 8, 9, 20]) {
    const compact = new CompactSet<string>()
    for (let value = 0; value < size; value++) compact.add(String(value))
    const seen: string[] = []
    for (const value of compact) {
      seen.push(value)
      compact.delete(value)
    }
    expect(seen).toHaveLength(size)
    expect(compact.size).toBe(0)
  }
})
