/** What the schema says of the values that were given, each put in words with where it came from. */
import type { Config } from '../../generated/types.ts'
import { violation } from '../../generated/validators.js'
import { byKey, shown } from './settings.ts'
import { type Given, type Layer, merge } from './sources.ts'

export function isConfig(value: unknown): value is Config {
  return violation('config', value) === undefined
}

/** Every value by itself, even one that another source overrides: it would be wrong the day that the other one goes. */
export function checkLayers(layers: readonly Layer[]): string[] {
  return layers.flatMap((layer) => layer.given.flatMap(checkGiven))
}

function checkGiven(given: Given): string[] {
  const { value } = merge([{ given: [given], problems: [] }])
  const found = violation('config', value)
  if (found === undefined) return []
  // The path goes deeper than the key when the value is a list: `channels[0].join` of `channels`.
  const inside = found.path.startsWith(given.key) ? found.path.slice(given.key.length) : ''
  return [`${given.origin}${inside}: ${found.message}${inside === '' ? shown(byKey.get(given.key), given.value) : ''}`]
}
