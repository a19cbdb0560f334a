/** Keywords of which nothing can be said but whether they are the same. */
import type { JsonValue } from '../codegen/model.ts'
import { same, shown } from './json.ts'
import type { Pair, Sink } from './pair.ts'

export interface KeywordChange {
  /** As in `pattern-changed`. */
  readonly name: string
  readonly old: JsonValue | undefined
  readonly now: JsonValue | undefined
  readonly implied: boolean
}

export function compareKeyword(
  { before, after, sup }: Pair,
  path: string,
  sink: Sink,
  keyword: string,
  name = keyword,
): void {
  const [old, now] = [before.shape[keyword], after.shape[keyword]]
  if (same(old, now)) return
  sayKeyword(path, sink, { name, old, now, implied: sup.shape[keyword] === undefined })
}

export function sayKeyword(path: string, { found }: Sink, { name, old, now, implied }: KeywordChange): void {
  if (old === undefined && now !== undefined) {
    found({ kind: `${name}-added`, path, implied, message: `must now fit the ${name} ${shown(now)}` })
  } else if (now === undefined && old !== undefined) {
    found({ kind: `${name}-removed`, path, implied, message: `need no longer fit the ${name} ${shown(old)}` })
  } else if (old !== undefined && now !== undefined) {
    const doubt = implied ? '' : '; this cannot be proven compatible'
    found({
      kind: `${name}-changed`,
      path,
      implied,
      message: `the ${name} was ${shown(old)}, is ${shown(now)}${doubt}`,
    })
  }
}
