/**
 * The sources of the configuration as layers, one over the other: defaults, file, environment, flags. Each value keeps
 * where it came from, for the complaint about it. Nothing here reads anything.
 */
import { itemDefaults, settings as ownSettings, type Setting } from '../../generated/settings.ts'

/** What one source says of one setting. */
export interface Given {
  readonly key: string
  readonly value: unknown
  /** As the reader knows it: `PACTWIRE_PORT`, `--port`, `pactwire.json: limits.max_channels`. */
  readonly origin: string
}

export interface Layer {
  readonly given: readonly Given[]
  /** What could not be understood, a line each. */
  readonly problems: readonly string[]
}

export interface Merged {
  /** In the shape of the file, with every default filled in. Not checked yet. */
  readonly value: Readonly<Record<string, unknown>>
  /** Where each setting's value came from, by its key; `default` where nobody said anything. */
  readonly origins: Readonly<Record<string, string>>
}

/** The last layer that speaks of a setting decides, on the whole of it: lists are replaced, not joined. */
export function merge(layers: readonly Layer[], settings: readonly Setting[] = ownSettings): Merged {
  const last = new Map(layers.flatMap((layer) => layer.given.map((given) => [given.key, given])))
  const values: [string, unknown][] = []
  const origins: [string, string][] = []
  for (const { key, default: fallback } of settings) {
    const given = last.get(key)
    origins.push([key, given?.origin ?? 'default'])
    if (given !== undefined) values.push([key, withItemDefaults(key, given.value)])
    else if (fallback !== undefined) values.push([key, structuredClone(fallback)])
  }
  return { value: nest(values), origins: Object.fromEntries(origins) }
}

/** What an entry of a list leaves out is as the schema says; what is no entry at all is left to the schema to refuse. */
function withItemDefaults(key: string, value: unknown): unknown {
  const defaults = Object.hasOwn(itemDefaults, key) ? itemDefaults[key] : undefined
  if (defaults === undefined || !Array.isArray(value)) return value
  return value.map((item: unknown) => (isRecord(item) ? { ...structuredClone(defaults), ...item } : item))
}

/** `limits.max_channels` becomes a field of `limits`. */
export function nest(values: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [key, value] of values) {
    const path = key.split('.')
    const name = path.pop() ?? key
    let section = root
    for (const part of path) {
      const inner = section[part]
      const next = isRecord(inner) ? inner : {}
      section[part] = next
      section = next
    }
    section[name] = value
  }
  return root
}

/** The value of a setting in what `merge` made. */
export function valueAt(root: Readonly<Record<string, unknown>>, key: string): unknown {
  let value: unknown = root
  for (const part of key.split('.')) value = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined
  return value
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
