/** Arrays: what stands at each place, how many, and what must be among them. */
import { numberIn, same } from './json.ts'
import { type Bound, compareLimit, limitAt } from './limit.ts'
import { inTime, type Pair, type Rule, type Sink } from './pair.ts'
import { atIndex } from './path.ts'
import { schemaAt } from './schema.ts'
import { itemOf, prefixOf, type View } from './view.ts'

export const compareArrays: Rule = (pair, path, sink) => {
  compareLimit(pair, path, sink, { keyword: 'minItems', side: 'lower' })
  compareLimit(pair, path, sink, {
    keyword: 'maxItems',
    side: 'upper',
    otherwise: prefixEnd,
  })
  compareUnique(pair, path, sink)
  compareItems(pair, path, sink)
  compareContains(pair, path, sink)
}

/** `items: false`: nothing comes after the places that are described. */
function prefixEnd(view: View): Bound | undefined {
  return schemaAt(view.shape, 'items') === false ? { value: prefixOf(view).length, exclusive: false } : undefined
}

function mostItems(view: View): number {
  return Math.min(limitAt(view, 'maxItems')?.value ?? Infinity, prefixEnd(view)?.value ?? Infinity)
}

function compareUnique({ sub, sup, before, after }: Pair, path: string, { found }: Sink): void {
  const [old, now] = [before, after].map(({ shape }) => shape['uniqueItems'] === true)
  if (old === now) return
  const implied = sup.shape['uniqueItems'] !== true || mostItems(sub) <= 1
  if (now === true) found({ kind: 'unique-items-added', path, implied, message: 'no item may occur twice any more' })
  else found({ kind: 'unique-items-removed', path, implied, message: 'an item may now occur twice' })
}

function compareItems({ sub, sup }: Pair, path: string, { inside }: Sink): void {
  // Whether there may be more of them than one side takes is a question of its own.
  const most = Math.min(...[sub, sup].map((view) => limitAt(view, 'maxItems')?.value ?? Infinity))
  const places = Math.max(prefixOf(sub).length, prefixOf(sup).length)
  for (let index = 0; index < Math.min(places, most); index++) {
    inside(atIndex(path, index), itemOf(sub, index), itemOf(sup, index))
  }
  if (most > places) inside(atIndex(path, 'any'), schemaAt(sub.shape, 'items'), schemaAt(sup.shape, 'items'))
}

const containing = ['contains', 'minContains', 'maxContains'] as const

function compareContains(pair: Pair, path: string, { found }: Sink): void {
  const implied = leastHolds(pair) && mostHolds(pair)
  const texts = [pair.before, pair.after].map(({ shape }) => containing.map((key) => shape[key] ?? null))
  if (implied && same(texts[0], texts[1])) return
  const { before, after } = inTime(pair, pair.sub.shape['contains'], pair.sup.shape['contains'])
  if (before === undefined)
    found({ kind: 'contains-added', path, implied, message: 'items of a certain kind are now counted' })
  else if (after === undefined)
    found({ kind: 'contains-removed', path, implied, message: 'items of a certain kind are no longer counted' })
  else
    found({
      kind: 'contains-changed',
      path,
      implied,
      message: `what it must contain has changed${implied ? '' : '; this cannot be proven compatible'}`,
    })
}

function leastHolds({ sub, sup, judge }: Pair): boolean {
  if (sup.shape['contains'] === undefined) return true
  const wanted = { library: sup.library, schema: schemaAt(sup.shape, 'contains') }
  const least = numberIn(sup.shape['minContains']) ?? 1
  if (least === 0) return true
  // Read as it stands: when the count has an upper end too, a generous reading would count more.
  const fits = (schema: ReturnType<typeof itemOf>) => judge.proves({ library: sub.library, schema }, wanted, 'exact')
  if (sub.shape['contains'] !== undefined && (numberIn(sub.shape['minContains']) ?? 1) >= least) {
    if (fits(schemaAt(sub.shape, 'contains'))) return true
  }
  const first = Array.from({ length: prefixOf(sub).length + 1 }, (_, index) => itemOf(sub, index))
  return (limitAt(sub, 'minItems')?.value ?? 0) >= least && first.every(fits)
}

function mostHolds({ sub, sup, judge }: Pair): boolean {
  const most = numberIn(sup.shape['maxContains'])
  if (most === undefined || mostItems(sub) <= most) return true
  if (sub.shape['contains'] === undefined || (numberIn(sub.shape['maxContains']) ?? Infinity) > most) return false
  const [counted, given] = [sup, sub].map(({ library, shape }) => ({ library, schema: schemaAt(shape, 'contains') }))
  return counted !== undefined && given !== undefined && judge.proves(counted, given, 'exact')
}
