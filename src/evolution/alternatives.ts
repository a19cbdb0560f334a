/** `anyOf` and `oneOf`: every alternative of the one side must be taken by an alternative of the other. */
import { areDisjoint } from './disjoint.ts'
import { labelOf, likeness } from './likeness.ts'
import { inTime, type Judge, type Pair, type Rule, type Sink } from './pair.ts'
import { type Schema, schemasAt } from './schema.ts'
import { casesOf, type Mode, type Side, type View } from './view.ts'

export const compareAlternatives: Rule = (pair, path, sink) => {
  if (sink.purpose === 'report') reportAlternatives(pair, path, sink)
  else if (!isTaken(pair)) sink.found({ kind: 'alternative-removed', path, implied: false, message: '' })
}

/** Defaults are filled in outside of alternatives only: there, nobody knows yet which one it will be. */
function modeInside(mode: Mode): Mode {
  return mode === 'settings' ? 'input' : mode
}

function isTaken(pair: Pair): boolean {
  const { sub, sup, judge } = pair
  const mode = modeInside(pair.mode)
  const takes = (schema: Schema) => judge.proves(sub, { ...sup, schema }, mode)
  return (
    (sup.shape['anyOf'] === undefined || schemasAt(sup.shape, 'anyOf').some(takes)) &&
    (sup.shape['oneOf'] === undefined || isTakenOnce(pair))
  )
}

/** Taken by one alternative and by no other. What `oneOf` of the taken side rules out for itself helps. */
function isTakenOnce({ sub, sup, judge, mode }: Pair): boolean {
  const takers = schemasAt(sup.shape, 'oneOf').map((schema): Side => ({ ...sup, schema }))
  const own = sub.shape['anyOf'] === undefined && sub.shape['oneOf'] !== undefined ? schemasAt(sub.shape, 'oneOf') : []
  const cases = own.length === 0 ? [sub.schema] : (casesOf(sub) ?? [])
  return cases.every((schema, index) => {
    const given: Side = { ...sub, schema }
    const others = own.filter((_, other) => other !== index).map((other): Side => ({ ...sub, schema: other }))
    return takers.some(
      (taker) =>
        judge.proves(given, taker, modeInside(mode)) &&
        takers.every(
          (other) =>
            other === taker ||
            areDisjoint(given, other) ||
            others.some((excluded) => judge.proves(other, excluded, 'exact')),
        ),
    )
  })
}

function reportAlternatives(pair: Pair, path: string, sink: Sink): void {
  const { sub, sup, judge } = pair
  const [given, takers] = [alternativesOf(sub), alternativesOf(sup)]
  if (given === undefined && takers === undefined) return
  const whole = isUnionOfOneSide(pair)
  if (!whole && (given === undefined || takers === undefined)) {
    const implied = isTaken(pair)
    const { before } = inTime(pair, given, takers)
    if (before === undefined)
      sink.found({ kind: 'any-of-added', path, implied, message: 'must now also fit one of several alternatives' })
    else
      sink.found({ kind: 'any-of-removed', path, implied, message: 'need no longer fit one of several alternatives' })
    return
  }
  const from = ((whole ? casesOf(sub) : given) ?? [sub.schema]).filter((schema) => sub.library.shape(schema) !== false)
  const to = ((whole ? casesOf(sup) : takers) ?? [sup.schema]).filter((schema) => sup.library.shape(schema) !== false)
  const proven = judge.proves(sub, sup, pair.mode)
  const partners = pairUp(pair, from, to)
  const partnersOfSeveral = [...partners.values()].filter((partner, index, all) => all.indexOf(partner) !== index)
  for (const schema of from) {
    const partner = partners.get(schema)
    const given: Side = { ...sub, schema }
    const fits = partner !== undefined && judge.proves(given, { ...sup, schema: partner }, modeInside(pair.mode))
    if (proven && !fits) {
      const message = 'the alternatives are written differently, and take all that they took'
      sink.found({ kind: 'alternatives-rewritten', path, implied: true, message })
    } else if (partner === undefined) say(pair, path, sink, 'given', schema)
    else if (!fits || !partnersOfSeveral.includes(partner)) sink.inside(path, schema, partner, modeInside(pair.mode))
  }
  const paired = new Set(partners.values())
  for (const schema of to) {
    const known = paired.has(schema) || judge.proves({ ...sup, schema }, sub, 'exact')
    if (!known) say(pair, path, sink, 'taker', schema)
  }
  if (isTakenAtAll(pair, from, to)) compareCounting(pair, path, sink)
}

/** All alternatives are taken; what is left is how many of them a value may fit. */
function compareCounting(pair: Pair, path: string, { found }: Sink): void {
  const [was, is] = [pair.before, pair.after].map(({ shape }) => shape['oneOf'] !== undefined)
  const implied = isTaken(pair)
  if (was !== is && alternativesOf(pair.before) !== undefined && alternativesOf(pair.after) !== undefined) {
    const message = is ? 'no more than one alternative may now fit' : 'more than one alternative may now fit'
    found({ kind: is ? 'one-of-added' : 'one-of-removed', path, implied, message })
  } else if (pair.sup.shape['oneOf'] !== undefined && !implied) {
    const message = 'it cannot be proven that a value still fits one alternative only'
    found({ kind: 'one-of-overlap', path, implied, message })
  }
}

function isTakenAtAll({ sub, sup, judge, mode }: Pair, from: readonly Schema[], to: readonly Schema[]): boolean {
  return from.every((schema) =>
    to.some((taker) => judge.proves({ ...sub, schema }, { ...sup, schema: taker }, modeInside(mode))),
  )
}

/**
 * Where one side consists of alternatives and the other has none, the other is one itself, with all that stands in it:
 * a text has become a text or null. Rules that look at keywords would see all of them gone.
 */
export function isUnionOfOneSide({ sub, sup }: Pair): boolean {
  const [given, taker] = [alternativesOf(sub), alternativesOf(sup)]
  if ((given === undefined) === (taker === undefined)) return false
  const union = given === undefined ? sup : sub
  return Object.keys(union.shape).every((key) => ['anyOf', 'oneOf', 'type', 'default'].includes(key))
}

/** Of a schema with both keywords only the first is told about; what that leaves open shows when the whole is not proven. */
function alternativesOf(view: View): Schema[] | undefined {
  const key = ['anyOf', 'oneOf'].find((keyword) => view.shape[keyword] !== undefined)
  return key === undefined ? undefined : schemasAt(view.shape, key)
}

/** With the first that takes it for certain; otherwise with the one that is most like it, for the differences to be told. */
function pairUp({ sub, sup, judge, mode }: Pair, from: readonly Schema[], to: readonly Schema[]): Map<Schema, Schema> {
  const partners = new Map<Schema, Schema>()
  const likest = (schema: Schema, among: readonly Schema[]) =>
    among
      .map((other) => ({ other, score: likeness({ ...sub, schema }, { ...sup, schema: other }) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ other }) => other)
  for (const schema of from) {
    const candidates = [...new Set([...likest(schema, to), ...to])].map((other): Side => ({ ...sup, schema: other }))
    const given: Side = { ...sub, schema }
    const taker =
      equalOf(judge, given, candidates) ?? candidates.find((other) => judge.proves(given, other, modeInside(mode)))
    if (taker !== undefined) partners.set(schema, taker.schema)
  }
  for (const schema of from) {
    if (partners.has(schema)) continue
    const free = to.filter((other) => ![...partners.values()].includes(other))
    const [partner] = likest(schema, free)
    if (partner !== undefined) partners.set(schema, partner)
  }
  return partners
}

function equalOf(judge: Judge, given: Side, candidates: readonly Side[]): Side | undefined {
  return candidates.find((other) => judge.proves(given, other, 'exact') && judge.proves(other, given, 'exact'))
}

function say(pair: Pair, path: string, { found }: Sink, side: 'given' | 'taker', schema: Schema): void {
  const isNew = (side === 'given') === (pair.mode === 'output')
  const label = labelOf({ ...(side === 'given' ? pair.sub : pair.sup), schema })
  found({
    kind: isNew ? 'alternative-added' : 'alternative-removed',
    path,
    implied: side === 'taker',
    message: isNew ? `${label} is a new alternative` : `${label} is no longer an alternative`,
  })
}
