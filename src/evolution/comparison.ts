/**
 * Walks two sets side by side and tells every difference once, where it stands. A reference that both sides have to the
 * same file is not followed on the spot: what it leads to is compared by itself, in every direction in which it is used.
 */
import type { Change } from './change.ts'
import type { Library } from './library.ts'
import { leavesFirst } from './order.ts'
import type { Finding } from './pair.ts'
import { createProver } from './prover.ts'
import { partsOf } from './reference.ts'
import { rules } from './rules.ts'
import type { Schema } from './schema.ts'
import { findTwins } from './twins.ts'
import type { Mode, Side } from './view.ts'
import { unproven, walk } from './walk.ts'

/** Schemas to be compared, and which document they are a part of. */
interface Errand {
  readonly key: string
  readonly document: string
  readonly path: string
  readonly before: Side
  readonly after: Side
  readonly mode: Mode
}

export interface Comparison {
  /** Compares two schemas, on behalf of the document of this name. */
  readonly compare: (document: string, path: string, before: Schema, after: Schema, mode: Mode) => void
  readonly findings: () => Change[]
}

export function createComparison(before: Library, after: Library): Comparison {
  const judge = createProver(rules, findTwins(before, after))
  const errands: Errand[] = []
  const known = new Set<string>()
  const roots = new Map<string, string>()
  /** Which errand led to which other: the key of the other, then the keys of those that led to it. */
  const uses = new Map<string, Set<string>>()
  const found: { readonly errand: Errand; readonly finding: Finding }[] = []

  const send = (errand: Errand) => {
    if (known.has(errand.key)) return
    known.add(errand.key)
    errands.push(errand)
  }
  const sendFor = (ref: string, mode: Mode): Errand => {
    const { name, pointer } = partsOf(ref)
    const path = pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
    const errand: Errand = {
      key: `${ref} ${mode}`,
      document: name,
      path,
      before: { library: before, schema: before.target(ref) },
      after: { library: after, schema: after.target(ref) },
      mode,
    }
    send(errand)
    return errand
  }
  /** From the leaves up, so that a proof finds what it needs done and need not go deep: its depth is bounded. */
  const proveShared = () => {
    for (const name of leavesFirst(after.references)) {
      if (!before.documents.has(name)) continue
      const old: Side = { library: before, schema: before.target(`${name}#`) }
      const now: Side = { library: after, schema: after.target(`${name}#`) }
      judge.proves(old, now, 'input')
      judge.proves(now, old, 'output')
      judge.proves(old, now, 'exact')
      judge.proves(now, old, 'exact')
    }
  }
  const run = (errand: Errand) => {
    const { sub, sup } = sidesOf(errand)
    walk(sub, sup, errand.path, errand.mode, judge, {
      found: (finding) => found.push({ errand, finding }),
      refer: (ref, mode) => {
        const { key } = sendFor(ref, mode)
        uses.set(key, (uses.get(key) ?? new Set()).add(errand.key))
      },
    })
  }

  /** Every errand that leads to one of these, and these. */
  const leadingTo = (keys: readonly string[]): Set<string> => {
    const seen = new Set(keys)
    const waiting = [...keys]
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      for (const user of uses.get(key) ?? []) {
        if (seen.has(user)) continue
        seen.add(user)
        waiting.push(user)
      }
    }
    return seen
  }

  /** Schemas that refer to one another in a circle could each leave it to the next to say what is wrong. */
  const sayUnproven = (done: readonly Errand[]) => {
    const told = leadingTo(found.filter(({ finding }) => !finding.implied).map(({ errand }) => errand.key))
    for (const errand of done) {
      const { sub, sup } = sidesOf(errand)
      if (!told.has(errand.key) && !judge.proves(sub, sup, errand.mode))
        found.push({ errand, finding: unproven(errand.path) })
    }
  }

  const changeOf = (errand: Errand, { kind, path, message, implied }: Finding): Change => {
    const users = [...leadingTo([errand.key])].flatMap((key) => roots.get(key) ?? [])
    return {
      verdict: implied ? 'compatible' : 'breaking',
      document: errand.document,
      direction: errand.mode === 'output' ? 'output' : 'input',
      path,
      kind,
      message,
      affects: [...new Set(users)].filter((user) => user !== errand.document).sort(),
    }
  }

  return {
    compare: (document, path, from, to, mode) => {
      const ref = `${document}#`
      const whole = path === '' && before.target(ref) === from && after.target(ref) === to
      const key = whole ? `${ref} ${mode}` : `${document} ${path} ${mode}`
      roots.set(key, document)
      const sides = { before: { library: before, schema: from }, after: { library: after, schema: to } }
      send({ key, document, path, ...sides, mode })
    },
    findings: () => {
      proveShared()
      const done: Errand[] = []
      for (let errand = errands.shift(); errand !== undefined; errand = errands.shift()) {
        run(errand)
        done.push(errand)
      }
      sayUnproven(done)
      return found.map(({ errand, finding }) => changeOf(errand, finding))
    },
  }
}

function sidesOf({ mode, before, after }: Errand): { readonly sub: Side; readonly sup: Side } {
  return mode === 'output' ? { sub: after, sup: before } : { sub: before, sup: after }
}
