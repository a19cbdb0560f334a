/** The one thing that is wrong with a value, for those who want to know. */
import type { Finding } from './judge.ts'

export interface Violation {
  /**
   * Where, as a JSON Pointer into the value. What is wrong with the names of fields (`required`, `additionalProperties`,
   * `dependentRequired`, `propertyNames`) is wrong with the object.
   */
  readonly path: string
  /** As Ajv calls it: `maxLength`; `false schema` where the schema is `false`. */
  readonly keyword: string
  /** Where the keyword stands: `content.json#/maxLength`. */
  readonly schemaPath: string
  /** The name of the field that is missing, or that must not be there. */
  readonly field?: string
  /** Of an `anyOf` or `oneOf` that no branch of fits: the one thing that keeps the value from fitting this branch. */
  readonly within?: Violation
}

export interface NearlyValid extends Violation {
  readonly value: unknown
}

/**
 * The violation, when the findings are that one and nothing else. `chain` is the schema path of its keyword behind those
 * of the choices around it, the outermost first.
 */
export function onlyViolation(findings: readonly Finding[], chain: readonly string[]): Violation | undefined {
  const [finding, second] = findings
  if (finding === undefined || second !== undefined || finding.schemaPath !== chain[0]) return undefined
  const { path, keyword, schemaPath, branches, field } = finding
  if (chain.length === 1) return { path, keyword, schemaPath, ...(field !== undefined && { field }) }
  for (const branch of branches) {
    const within = onlyViolation(branch, chain.slice(1))
    if (within !== undefined) return { path, keyword, schemaPath, within }
  }
  return undefined
}

export function chainOf({ schemaPath, within }: Violation): string[] {
  return within === undefined ? [schemaPath] : [schemaPath, ...chainOf(within)]
}

/** Whether it is still the same thing that is wrong, wherever it stands by now. */
export function isSame(a: Violation, b: Violation): boolean {
  const isMissing = a.keyword === 'required' || a.keyword === 'dependentRequired'
  if (a.schemaPath !== b.schemaPath || (isMissing && a.field !== b.field)) return false
  return a.within === undefined || b.within === undefined ? a.within === b.within : isSame(a.within, b.within)
}
