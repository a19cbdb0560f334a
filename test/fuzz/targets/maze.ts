/** A target with a fault that nobody finds blind: one of 2^40 inputs, at the end of a way on which each step is a block. */
import type { Dice } from '../dice.ts'
import type { Target } from '../explore.ts'

const exit = 'fault'

export const maze: Target<string> = {
  name: 'maze',
  seeds: ['?'.repeat(exit.length)],
  mutate: (dice: Dice, kept) => {
    const text = dice.pick(kept)
    const at = dice.below(text.length)
    return text.slice(0, at) + String.fromCharCode(dice.below(256)) + text.slice(at + 1)
  },
  run: (input) => {
    if (input[0] === exit[0]) {
      if (input[1] === exit[1]) {
        if (input[2] === exit[2]) {
          if (input[3] === exit[3]) {
            if (input[4] === exit[4]) throw new Error('out')
          }
        }
      }
    }
  },
  show: (input) => input,
}
