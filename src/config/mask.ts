/** The configuration with its secrets hidden, to be looked at. As a configuration file it would be refused, on purpose. */
import { nestedSecrets, settings } from '../../generated/settings.ts'
import type { Config } from '../../generated/types.ts'
import { isRecord, nest, valueAt } from './sources.ts'

export const mask = '********'

export function maskedConfig(config: Config): Record<string, unknown> {
  const root: Record<string, unknown> = { ...config }
  return nest(
    settings.flatMap(({ key, secret }): [string, unknown][] => {
      const value = valueAt(root, key)
      if (value === undefined) return []
      return [[key, secret ? maskedSecret(value) : maskedItems(key, value)]]
    }),
  )
}

function maskedSecret(value: unknown): unknown {
  return Array.isArray(value) ? value.map(() => mask) : mask
}

function maskedItems(key: string, value: unknown): unknown {
  const names = Object.hasOwn(nestedSecrets, key) ? (nestedSecrets[key] ?? []) : []
  if (names.length === 0 || !Array.isArray(value)) return value
  return value.map((item: unknown) => {
    if (!isRecord(item)) return mask
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, names.includes(name) ? mask : inner]))
  })
}
