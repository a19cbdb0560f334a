/**
 * Whether everything that is valid by one schema is certainly valid by another. Sound: what is proven, holds. Not
 * complete: there are schemas of which it holds and which this cannot prove, and then the answer is no.
 */
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { validity } from './instance.ts'
import { referenceOf } from './likeness.ts'
import { familyOf, pick } from './merge.ts'
import type { Judge, Pair, Rule } from './pair.ts'
import { type Schema, schemasAt } from './schema.ts'
import type { AreTwins } from './twins.ts'
import {
  casesByCondition,
  casesByType,
  casesOf,
  type Mode,
  opened,
  type Side,
  typesOf,
  type View,
  valuesOf,
  viewOf,
} from './view.ts'

export interface ProverLimits {
  /** How deep one proof may go. */
  readonly depth: number
  /** How many pairs of schemas are looked at in all; after that nothing is proven any more. */
  readonly pairs: number
}

const usual: ProverLimits = { depth: 300, pairs: 500_000 }

/** Schemas that refer to themselves: a pair that is met again on its own way is taken for proven, until it turns out otherwise. */
interface Answer {
  readonly proven: boolean
  /** The lowest place on the way that this rests on; Infinity when it rests on nothing. */
  restsOn: number
}

export function createProver(rules: readonly Rule[], areTwins: AreTwins, limits: ProverLimits = usual): Judge {
  const answers = new Map<string, Answer>()
  const way = new Map<string, number>()
  /** Keys of answers that rest on something which is not proven yet, oldest first. */
  let unsettled: string[] = []
  let looked = 0
  const judge: Judge = { proves: (sub, sup, mode) => ask(sub, sup, mode).proven }
  // What the pair that is being looked at rests on, as its parts report it.
  let restsOn = Infinity

  function ask(from: Side, to: Side, mode: Mode): Answer {
    // By what they lead to, so that all who refer to the same pair share one answer.
    const [sub, sup] = [followed(from), followed(to)]
    if (areTwins(sub, sup)) return { proven: true, restsOn: Infinity }
    const key = `${sub.library.id(sub.schema)} ${sup.library.id(sup.schema)} ${mode}`
    const place = way.get(key)
    const answer =
      place === undefined ? (answers.get(key) ?? look(key, sub, sup, mode)) : { proven: true, restsOn: place }
    if (answer.proven) restsOn = Math.min(restsOn, answer.restsOn)
    return answer
  }

  function look(key: string, sub: Side, sup: Side, mode: Mode): Answer {
    if (way.size >= limits.depth || ++looked > limits.pairs) return { proven: false, restsOn: Infinity }
    const place = way.size
    const mark = unsettled.length
    const outer = restsOn
    way.set(key, place)
    restsOn = Infinity
    const proven = isSubset(sub, sup, mode)
    const answer: Answer = { proven, restsOn: proven && restsOn < place ? restsOn : Infinity }
    restsOn = outer
    way.delete(key)
    answers.set(key, answer)
    if (!proven) {
      // Whatever took this pair for proven has to be looked at again.
      for (const other of unsettled.splice(mark)) answers.delete(other)
      return answer
    }
    // What rested on this pair now rests on what this pair rests on.
    for (const other of unsettled.slice(mark)) {
      const rested = answers.get(other)
      if (rested !== undefined && rested.restsOn >= place) rested.restsOn = answer.restsOn
    }
    if (answer.restsOn === Infinity) unsettled = unsettled.slice(0, mark)
    else unsettled.push(key)
    return answer
  }

  function isSubset(sub: Side, sup: Side, mode: Mode): boolean {
    const given = viewOf(sub, mode)
    if (given === false) return true
    const raw = viewOf(sup, mode)
    if (raw === false) return false
    const taker = opened(raw, mode)
    if (Object.keys(taker.shape).every((key) => key === 'default')) return true
    if (holds(given, taker, mode)) return true
    const values = valuesOf(given)
    const fits = (value: JsonValue) =>
      validity(value, given, mode) === 'invalid' || validity(value, sup, mode) === 'valid'
    if (values?.every(fits) === true) return true
    return holdsPiecewise(given, taker, mode) || holdsByCases(given, taker, sup, mode)
  }

  /** Each keyword of the one follows from the same keyword of the other. */
  function holds(sub: View, sup: View, mode: Mode): boolean {
    const pair: Pair = {
      mode,
      sub,
      sup,
      judge,
      ...(mode === 'output' ? { before: sup, after: sub } : { before: sub, after: sup }),
    }
    let proven = true
    for (const rule of rules) {
      rule(pair, '', {
        purpose: 'proof',
        found: ({ implied }) => {
          proven &&= implied
        },
        inside: (_path, from, to, how = mode) => {
          proven &&= judge.proves({ ...sub, schema: from }, { ...sup, schema: to }, how)
        },
      })
      if (!proven) return false
    }
    return true
  }

  /** Where the one has parts that did not merge: each keyword of the other follows from the main part or from one of these. */
  function holdsPiecewise(sub: View, sup: View, mode: Mode): boolean {
    const parts = schemasAt(sub.shape, 'allOf')
    if (parts.length === 0) return false
    const pieces = [...new Set(Object.keys(sup.shape).map(familyOf))].map((family) =>
      sup.library.derive(sup.shape, `piece ${family[0]}`, () => pick(sup.shape, family)),
    )
    if (pieces.length === 1)
      return parts.some((part) => judge.proves({ ...sub, schema: part }, { ...sup, schema: pieces[0] ?? true }, mode))
    return pieces.every(
      (piece) =>
        holds(sub, { ...sup, shape: piece }, mode) ||
        parts.some((part) => judge.proves({ ...sub, schema: part }, { ...sup, schema: piece }, mode)),
    )
  }

  function holdsByCases(sub: View, sup: View, side: Side, mode: Mode): boolean {
    const every = (cases: readonly Schema[]) => cases.every((schema) => judge.proves({ ...sub, schema }, side, mode))
    const cases = casesOf(sub) ?? casesByCondition(sub)
    if (cases !== undefined) return every(cases)
    return typesOf(sub).length > 1 && depends(sup.shape) && every(casesByType(sub))
  }

  return judge
}

/** What a reference leads to; of references that lead to one another for ever, one of them. */
function followed(side: Side): Side {
  let here = side
  for (let steps = 0; steps < 100; steps++) {
    const ref = referenceOf(here)
    if (ref === undefined) break
    here = { ...here, schema: here.library.target(ref) }
  }
  return here
}

/** Whether it can matter to look at each type of value by itself. */
function depends(shape: JsonSchema): boolean {
  return ['anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'allOf'].some((key) => key in shape)
}
