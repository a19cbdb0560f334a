/** Two schemas side by side, down to where they differ: what a proof only denies, this names. */

import { isObject } from '../codegen/walk.ts'
import { compareAlternatives, isUnionOfOneSide } from './alternatives.ts'
import { same, shown } from './json.ts'
import { referenceOf } from './likeness.ts'
import type { Finding, Judge, Pair } from './pair.ts'
import { rules } from './rules.ts'
import { type Mode, opened, type Side, viewOf } from './view.ts'

export interface Report {
  readonly found: (finding: Finding) => void
  /** Both sides refer to the same: it is compared elsewhere. */
  readonly refer: (ref: string, mode: Mode) => void
}

export function walk(sub: Side, sup: Side, path: string, mode: Mode, judge: Judge, report: Report): void {
  const seen = new Set<string>()

  /** Whether something was found that breaks, here or at what is compared elsewhere. */
  function visit(sub: Side, sup: Side, path: string, mode: Mode): boolean {
    const proven = () => judge.proves(sub, sup, mode)
    const ref = referenceOf(sub)
    if (ref !== undefined && ref === referenceOf(sup)) {
      compareDefaults(sub.schema, sup.schema, path, mode)
      report.refer(ref, mode)
      return !proven()
    }
    const key = `${sub.library.id(sub.schema)} ${sup.library.id(sup.schema)} ${mode}`
    if (seen.has(key)) return !proven()
    seen.add(key)
    const [given, raw] = [viewOf(sub, mode), viewOf(sup, mode)]
    if (given === false || raw === false) return visitNothing(given === false, raw === false, path, mode)
    compareDefaults(given.shape, raw.shape, path, mode)

    const taker = opened(raw, mode)
    const pair: Pair = {
      mode,
      sub: given,
      sup: taker,
      judge,
      ...(mode === 'output' ? { before: raw, after: given } : { before: given, after: raw }),
    }
    const here: Finding[] = []
    let breaks = false
    const sink = {
      purpose: 'report' as const,
      found: (finding: Finding) => here.push(finding),
      inside: (at: string, from: Side['schema'], to: Side['schema'], how: Mode = mode) => {
        if (visit({ ...sub, schema: from }, { ...sup, schema: to }, at, how)) breaks = true
      },
    }
    for (const rule of isUnionOfOneSide(pair) ? [compareAlternatives] : rules) rule(pair, path, sink)

    for (const finding of judged(here, sub, sup, mode, proven)) {
      report.found(finding)
      breaks ||= !finding.implied
    }
    if (breaks || proven()) return breaks
    report.found(unproven(path))
    return true
  }

  /** Keywords are looked at one by one; taken together they may say the same as before, or no less. */
  function judged(findings: readonly Finding[], sub: Side, sup: Side, mode: Mode, proven: () => boolean): Finding[] {
    const [first] = findings
    if (first === undefined) return []
    const firm = findings.filter((finding) => finding.firm === true)
    const strict = mode === 'output' ? 'exact' : mode
    if (judge.proves(sub, sup, strict) && judge.proves(sup, sub, strict)) return firm
    if (findings.every(({ implied }) => implied) || !proven()) return [...findings]
    return findings.map((finding) => (finding.firm === true ? finding : { ...finding, implied: true }))
  }

  function visitNothing(sub: boolean, sup: boolean, path: string, mode: Mode): boolean {
    if (sub === sup) return false
    const forbidden = mode === 'output' ? sub : sup
    const finding: Finding = forbidden
      ? { kind: 'value-forbidden', path, implied: sub, message: 'nothing is valid here any more' }
      : { kind: 'value-allowed', path, implied: sub, message: 'was forbidden, is now allowed' }
    report.found(finding)
    return !finding.implied
  }

  function compareDefaults(sub: Side['schema'], sup: Side['schema'], path: string, mode: Mode): void {
    if (mode !== 'input' && mode !== 'settings') return
    const [old, now] = [sub, sup].map((schema) => (isObject(schema) ? schema['default'] : undefined))
    if (same(old, now)) return
    const [was, is] = [old, now].map((value) => (value === undefined ? 'none' : shown(value)))
    report.found({ kind: 'default-changed', path, implied: true, message: `the default was ${was}, is ${is}` })
  }

  visit(sub, sup, path, mode)
}

/** No rule has a word for it, and yet it does not follow. */
export function unproven(path: string): Finding {
  return { kind: 'unproven', path, implied: false, message: 'has changed in a way that cannot be proven compatible' }
}
