/** Which routes stand at a path, by the patterns of the contract: `/api/v1/channels/{channel_id}/messages`. */
import { routes } from '../../generated/operations.ts'
import type { RouteName } from './routes.ts'

export interface Place {
  readonly kind: 'found'
  /** What can be done here. */
  readonly methods: ReadonlyMap<string, RouteName>
  readonly params: Readonly<Record<string, string>>
}

/** `malformed`: the percent-encoding of the path cannot be read. */
export type Match = Place | { readonly kind: 'unknown' } | { readonly kind: 'malformed' }

interface Pattern {
  readonly segments: readonly string[]
  readonly methods: Map<string, RouteName>
}

export function createPaths(names: readonly RouteName[]): (path: string) => Match {
  const patterns = new Map<string, Pattern>()
  for (const name of names) {
    const { method, path } = routes[name]
    const pattern = patterns.get(path) ?? { segments: path.split('/'), methods: new Map<string, RouteName>() }
    pattern.methods.set(method, name)
    patterns.set(path, pattern)
  }
  return (path) => {
    const segments = decoded(path)
    if (segments === undefined) return { kind: 'malformed' }
    for (const pattern of patterns.values()) {
      const params = paramsOf(pattern.segments, segments)
      if (params !== undefined) return { kind: 'found', methods: pattern.methods, params }
    }
    return { kind: 'unknown' }
  }
}

/** Split before it is decoded: a slash that is written `%2F` belongs to its segment. */
function decoded(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, expected] of pattern.entries()) {
    const segment = segments[at] ?? ''
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = segment
    else if (expected !== segment) return undefined
  }
  return params
}
