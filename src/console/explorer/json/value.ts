/** JSON values, and changing one at a path without touching the original. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** Keys and indices, from the outside in. */
export type Path = readonly (string | number)[]

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value)
}

export function valueAt(root: JsonValue | undefined, path: Path): JsonValue | undefined {
  let here = root
  for (const step of path) {
    if (isArray(here) && typeof step === 'number') here = here[step]
    else if (isObject(here) && typeof step === 'string' && Object.hasOwn(here, step)) here = here[step]
    else return undefined
  }
  return here
}

/** Sets the value at a path, or takes the key away when it is undefined; objects on the way are made when missing. */
export function withValueAt(
  root: JsonValue | undefined,
  path: Path,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = isArray(root) ? [...root] : []
    const inner = withValueAt(list[step], rest, value)
    if (inner === undefined) list.splice(step, 1)
    else list[step] = inner
    return list
  }
  const fields = isObject(root) ? root : {}
  const inner = withValueAt(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, value)
  if (inner === undefined) return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== step))
  // Not `{...fields, [step]: inner}`: a key called `__proto__` has to be a key like any other. A key keeps its place.
  const entries = Object.entries(fields).map(([key, old]) => [key, key === step ? inner : old] as const)
  return Object.fromEntries(Object.hasOwn(fields, step) ? entries : [...entries, [step, inner] as const])
}

export function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, at) => equal(item, b[at]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
}

/** `["data", "users", 0]` is `data.users[0]` to a person. */
export function readable(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) return `${text}[${JSON.stringify(step)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

export function pretty(value: JsonValue): string {
  return JSON.stringify(value, null, 2)
}
