import { expect, test } from 'vitest'
import { Pace } from '../../src/hub/pace.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('lets so much through in a turn, the rest in the turns after it, in the order of asking', async () => {
  const pace = new Pace(10)
  const passed: number[] = []
  for (let at = 0; at < 6; at++) {
    const wait = pace.pass(5)
    if (wait === undefined) passed.push(at)
    else void wait.then(() => passed.push(at))
  }
  expect(passed).toEqual([0, 1])
  await turn()
  expect(passed).toEqual([0, 1, 2, 3])
  await turn()
  expect(passed).toEqual([0, 1, 2, 3, 4, 5])
  await turn()
  expect(pace.pass(1)).toBeUndefined()
})

test('does not make anybody wait behind those who have gone', async () => {
  const pace = new Pace(10)
  expect(pace.pass(10)).toBeUndefined()
  const gone = Array.from({ length: 5 }, () => pace.pass(10, () => false))
  let passed = false
  const there = pace.pass(5)?.then(() => {
    passed = true
  })
  await turn()
  expect(passed).toBe(true)
  await Promise.all([...gone, there])
})

test('gives what is heavier than a turn a turn of its own', async () => {
  const pace = new Pace(10)
  expect(pace.pass(1000)).toBeUndefined()
  let passed = false
  const light = pace.pass(1)?.then(() => {
    passed = true
  })
  expect(passed).toBe(false)
  await light
  expect(passed).toBe(true)
})
