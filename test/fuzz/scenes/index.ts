/** All scenes, and which is played for a seed. */
import type { Dice } from '../dice.ts'
import type { Scene } from '../scene.ts'
import { orderScenes } from './order.ts'
import { requestScenes } from './requests.ts'
import { wireScenes } from './wire.ts'

export const scenes: readonly Scene[] = [...requestScenes, ...wireScenes, ...orderScenes]

const total = scenes.reduce((sum, { weight }) => sum + weight, 0)

export function sceneFor(dice: Dice): Scene {
  let left = dice.below(total)
  for (const scene of scenes) {
    left -= scene.weight
    if (left < 0) return scene
  }
  throw new Error('there is no scene')
}
