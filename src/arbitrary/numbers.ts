/** Numbers: the bounds and what stands beside them, what machines stumble over, and something in between. */
import type { Chance } from './chance.ts'
import { rangeOf, type SchemaNode } from './model.ts'

const notable = [
  0,
  1,
  -1,
  2,
  10,
  255,
  256,
  -128,
  65_536,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_648,
  4_294_967_296,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 53,
  2 ** 63,
  1e21,
  -1e21,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
]
const fractions = [0.5, -0.5, 0.1, 1.5, 1e-7, Number.MIN_VALUE, -Number.MIN_VALUE, Number.EPSILON, 0.1 + 0.2, 1e308]

export function makeNumber(nodes: readonly SchemaNode[], isInteger: boolean, chance: Chance): number | undefined {
  const [least, most] = boundsOf(nodes, isInteger)
  if (least > most) return undefined
  const [step = isInteger ? 1 : undefined] = nodes.flatMap(({ limits }) => limits.multipleOf ?? [])
  // Beyond this, the next multiple is the same number.
  const reach = step === undefined ? Number.MAX_VALUE : Math.min(Number.MAX_SAFE_INTEGER, step * 2 ** 50)
  const isStepped = step !== undefined && !(isInteger && step === 1)
  const from = isStepped ? Math.max(least, -reach) : least
  const to = isStepped ? Math.min(most, reach) : most
  const inside = (value: number) => value >= from && value <= to
  const edges = [from, to, from + 1, to - 1].filter((one) => Number.isFinite(one) && inside(one))
  const near = chance.integer(Math.max(from, Math.min(-20, to)), Math.min(to, Math.max(20, from + 20)))
  const drawn = chance.heads(0.35)
    ? chance.pick(edges)
    : chance.heads(0.35)
      ? chance.pick((isInteger ? notable : [...notable, ...fractions]).filter(inside))
      : chance.heads(0.6)
        ? near
        : between(from, to, chance)
  const value = drawn ?? near
  return rounded(value, from, to, isInteger, step)
}

/** With bounds that are excluded moved to the next number that is not. */
function boundsOf(nodes: readonly SchemaNode[], isInteger: boolean): [number, number] {
  const [least, most] = rangeOf(nodes, 'minimum', 'maximum')
  const [above, below] = rangeOf(nodes, 'exclusiveMinimum', 'exclusiveMaximum')
  const from = Math.max(least, isInteger ? Math.floor(above) + 1 : next(above, 1))
  const to = Math.min(most, isInteger ? Math.ceil(below) - 1 : next(below, -1))
  return isInteger ? [Math.ceil(from), Math.floor(to)] : [from, to]
}

function next(value: number, sign: 1 | -1): number {
  if (!Number.isFinite(value)) return value
  if (value === 0) return sign * Number.MIN_VALUE
  let step = Math.abs(value) * (Number.EPSILON / 2)
  while (value + sign * step === value) step *= 2
  return value + sign * step
}

function between(from: number, to: number, chance: Chance): number {
  const [least, most] = [Math.max(from, -1e6), Math.min(to, 1e6)]
  const [low, high] =
    least <= most ? [least, most] : [Math.max(from, -Number.MAX_VALUE), Math.min(to, Number.MAX_VALUE)]
  return low + chance.fraction() * (high - low)
}

function rounded(
  value: number,
  from: number,
  to: number,
  isInteger: boolean,
  step: number | undefined,
): number | undefined {
  if (step === undefined) return value === 0 ? 0 : value
  const grain = isInteger && !Number.isInteger(step) ? 1 : step
  const multiples = [Math.round(value / grain), Math.floor(value / grain), Math.ceil(value / grain)]
  // Adding nothing makes the zero of a negative number a plain one, which is what comes out of JSON.
  return multiples.map((count) => count * grain + 0).find((one) => one >= from && one <= to && Number.isFinite(one))
}
