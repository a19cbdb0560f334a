import { expect, test } from 'vitest'
import { systemClock } from '../../src/clock/system.ts'

test('what has nothing to wait for runs in the next turn, in the order of asking', async () => {
  const order: string[] = []
  systemClock.after(0, () => order.push('first'))
  systemClock.after(-1, () => order.push('second'))
  expect(order).toEqual([])
  await new Promise<void>((resolve) => setImmediate(resolve))
  expect(order).toEqual(['first', 'second'])
})

test('what was called off does not run', async () => {
  const ran: string[] = []
  const cancelTurn = systemClock.after(0, () => ran.push('turn'))
  const cancelTimer = systemClock.after(1, () => ran.push('timer'))
  cancelTurn()
  cancelTimer()
  await new Promise<void>((resolve) => systemClock.after(2, resolve))
  expect(ran).toEqual([])
})
