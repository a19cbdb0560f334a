/** Two schemas side by side, down to where they differ: what a proof only denies, this names. */

import { isObject } from '../codegen/walk.ts'
import { compareAlternatives, isUnionOfOneSide } from './alternatives.ts'
import { same, shown } from './json.ts'
import { referenceOf } from './likeness.ts'
import type { Finding, Judge, Pair, Sink } from './pair.ts'
import { rules } from './rules.ts'
import { type Mode, opened, type Side, viewOf } from './view.ts'

export interface Report {
  readonly found: (finding: Finding) => void
  /** Both sides refer to the same: it is compared elsewhere. */
  readonly refer: (ref: string, mode: Mode) => void
}

/**
 * What keywords look like one by one, and what they come to together: when a whole schema says the same as before, what
 * differs inside of it is only its wording (`silent`), and when it is proven, nothing inside of it breaks (`harmless`).
 */
type Tone = 'plain' | 'harmless' | 'silent'

export function walk(sub: Side, sup: Side, path: string, mode: Mode, judge: Judge, report: Report): void {
  const seen = new Set<string>()

  /** Whether something was found that breaks, here or at what is compared elsewhere. */
  function visit(sub: Side, sup: Side, path: string, mode: Mode, outer: Tone): boolean {
    const ref = referenceOf(sub)
    if (ref !== undefined && ref === referenceOf(sup)) {
      compareDefaults(sub.schema, sup.schema, path, mode)
      report.refer(ref, mode)
      return !judge.proves(sub, sup, mode)
    }
    const tone = toneOf(sub, sup, mode, outer)
    const key = `${sub.library.id(sub.schema)} ${sup.library.id(sup.schema)} ${mode} ${tone}`
    if (seen.has(key)) return tone === 'plain'
    seen.add(key)
    let breaks = false
    const say = (finding: Finding) => {
      if (tone === 'silent' && finding.weight === undefined) return
      const implied = finding.implied || (tone !== 'plain' && finding.weight !== 'firm')
      report.found({ ...finding, implied })
      breaks ||= !implied
    }

    const [given, raw] = [viewOf(sub, mode), viewOf(sup, mode)]
    if (given === false || raw === false) {
      sayNothing(given === false, raw === false, path, mode, say)
      return breaks
    }
    compareDefaults(given.shape, raw.shape, path, mode)
    const pair: Pair = {
      mode,
      sub: given,
      sup: opened(raw, mode),
      judge,
      ...(mode === 'output' ? { before: raw, after: given } : { before: given, after: raw }),
    }
    const sink: Sink = {
      purpose: 'report',
      found: say,
      inside: (at, from, to, how = mode) => {
        if (visit({ ...sub, schema: from }, { ...sup, schema: to }, at, how, tone)) breaks = true
      },
    }
    for (const rule of isUnionOfOneSide(pair) ? [compareAlternatives] : rules) rule(pair, path, sink)
    if (tone === 'plain' && !breaks) say(unproven(path))
    return breaks
  }

  function toneOf(sub: Side, sup: Side, mode: Mode, outer: Tone): Tone {
    if (outer === 'silent') return 'silent'
    const strict = mode === 'output' ? 'exact' : mode
    if (judge.proves(sub, sup, strict) && judge.proves(sup, sub, strict)) return 'silent'
    return outer === 'harmless' || judge.proves(sub, sup, mode) ? 'harmless' : 'plain'
  }

  function compareDefaults(sub: Side['schema'], sup: Side['schema'], path: string, mode: Mode): void {
    if (mode !== 'input' && mode !== 'settings') return
    const [old, now] = [sub, sup].map((schema) => (isObject(schema) ? schema['default'] : undefined))
    if (same(old, now)) return
    const [was, is] = [old, now].map((value) => (value === undefined ? 'none' : shown(value)))
    report.found({ kind: 'default-changed', path, implied: true, message: `the default was ${was}, is ${is}` })
  }

  visit(sub, sup, path, mode, 'plain')
}

function sayNothing(sub: boolean, sup: boolean, path: string, mode: Mode, say: (finding: Finding) => void): void {
  if (sub === sup) return
  const forbidden = mode === 'output' ? sub : sup
  if (forbidden) say({ kind: 'value-forbidden', path, implied: sub, message: 'nothing is valid here any more' })
  else say({ kind: 'value-allowed', path, implied: sub, message: 'was forbidden, is now allowed' })
}

/** No rule has a word for it, and yet it does not follow. */
export function unproven(path: string): Finding {
  return { kind: 'unproven', path, implied: false, message: 'has changed in a way that cannot be proven compatible' }
}
