/** Requests as text: made from the schemas, valid or nearly so, and then damaged as bytes and as JSON. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { nearlyValid, valid } from '../../src/arbitrary/index.ts'
import type { Dice } from './dice.ts'

interface Schema {
  readonly $id: string
  readonly 'x-pactwire'?: { readonly kind: string }
}

const folder = fileURLToPath(new URL('../../generated/schema', import.meta.url))
const perSchema = 60
/** Beyond this a frame says nothing new, and takes its time. */
const longest = 4000

/** Requests to begin with: as many of each kind, the same for the same seed. */
export function samplesOf(seed: number): readonly string[] {
  const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema)
  const options = { fc, resolve: (document: string) => schemas.find(({ $id }) => $id === document) }
  return schemas
    .filter((schema) => schema['x-pactwire']?.kind === 'request')
    .flatMap((schema) => {
      const good = fc.sample(valid(schema, options), { seed, numRuns: perSchema })
      const bad = fc.sample(nearlyValid(schema, options), { seed, numRuns: perSchema }).map(({ value }) => value)
      return [...good, ...bad].map((frame) => JSON.stringify(frame))
    })
    .filter((text) => text.length <= longest)
}

const words = [
  ...['"__proto__"', '"constructor"', '"prototype"', '"toString"', '"hasOwnProperty"', '"type"', '"id"', '"data"'],
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '\0', '\u2028', '\ufeff', '//', '/*', '\n'],
  ...['null', 'true', 'NaN', 'Infinity', '-0', '1e400', '-1e400', '1e-400', '9007199254740993', '0x10', '01', '1.'],
  ...['"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\x41"', '"\u{1f600}"', '{"__proto__":{"polluted":1}}'],
  ...['{"constructor":{"prototype":{"polluted":1}}}', '"@"', '"@@"', '"*"', '"../../etc"', '""'],
]

/** Places where a JSON value or a name begins or ends: what is put there has an effect. */
const seams = /[{}[\],:"]/g

/** A request with up to some damages; with none, now and then. */
export function damaged(dice: Dice, samples: readonly string[]): string {
  let text = dice.pick(samples)
  for (let damages = dice.below(4); damages > 0; damages--) text = damage(text, dice, samples)
  return text.length > 2 * longest ? text.slice(0, 2 * longest) : text
}

function damage(text: string, dice: Dice, samples: readonly string[]): string {
  const at = placeIn(text, dice)
  const end = dice.between(at, Math.min(text.length, at + 12))
  switch (dice.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(end)
    case 1:
      return text.slice(0, end) + text.slice(at)
    case 2:
      return text.slice(0, at) + dice.pick(words) + text.slice(end)
    case 3:
      return text.slice(0, at) + dice.pick(words) + text.slice(at)
    case 4:
      return text.slice(0, at) + String.fromCharCode(dice.below(dice.heads() ? 128 : 65_536)) + text.slice(at + 1)
    case 5: {
      const other = dice.pick(samples)
      return text.slice(0, at) + other.slice(placeIn(other, dice))
    }
    case 6:
      // A name that stands twice, or one more that is not known.
      return text.replace('{', () => `{${dice.pick(words.filter((word) => word.startsWith('"')))}:${dice.pick(words)},`)
    default:
      return text.replace(/\d+/, () => dice.pick(['1e400', '-1', '1.5', '9007199254740992', '0', '"0"', '1e16']))
  }
}

function placeIn(text: string, dice: Dice): number {
  const places = [...text.matchAll(seams)]
  if (places.length === 0 || dice.heads(0.3)) return dice.below(text.length + 1)
  return dice.pick(places).index + dice.below(2)
}
