// @ts-check
// What every generated validators module begins with. The generator copies this file as it stands, up to the marker at
// its end, so it is plain JavaScript that imports nothing.

/** How much of a name or a value from outside is repeated in a complaint, and how long a path may get, in UTF-16 units. */
const repeatAtMost = 64
const pathAtMost = 256
/** How many of the allowed values are listed. */
const listAtMost = 20

/**
 * What Ajv says, with one thing added: `inner` is how many of the errors right before this one are its reasons.
 * @typedef {{ instancePath: string, schemaPath: string, keyword: string, params: Record<string, unknown>, propertyName?: string }} RawError
 * @typedef {{ path: string, message: string }} Violation
 */

/** The number of code points, which is what JSON Schema means by the length of a string. @param {string} text */
function codePoints(text) {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    count++
    const unit = text.charCodeAt(at)
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++
  }
  return count
}

/** Equality of JSON values. @param {unknown} a @param {unknown} b @returns {boolean} */
function deepEqual(a, b) {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && deepEqual(Reflect.get(a, key), Reflect.get(b, key)))
}

/** A text that is the same for equal JSON values and for no others. @param {unknown} value @returns {string} */
function identity(value) {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  if (Array.isArray(value)) return `[${value.map(identity).join()}]`
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${identity(Reflect.get(value, key))}`)
  return `{${entries.join()}}`
}

/** The places of the first two equal items. Each item is looked at once, however long the list. @param {unknown[]} list */
function twins(list) {
  /** @type {Map<string, number>} */
  const seen = new Map()
  for (const [at, item] of list.entries()) {
    const key = identity(item)
    const first = seen.get(key)
    if (first !== undefined) return { first, second: at }
    seen.set(key, at)
  }
  return undefined
}

/** Cut to a length, and in one line whatever it contains. @param {unknown} text @param {number} [most] */
function quote(text, most = repeatAtMost) {
  const whole = String(text)
  const cut = whole.length > most ? `${whole.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : whole
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)
}

/** @param {string} path @param {unknown} key */
function childPath(path, key) {
  const name = String(key)
  if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return path === '' ? quote(name) : `${path}.${quote(name)}`
  return /^\d{1,15}$/.test(name) ? `${path}[${name}]` : `${path}["${quote(name).replaceAll('"', '\\"')}"]`
}

/** `/data/users/0/name` is `data.users[0].name` to a person. @param {string} pointer */
function readablePath(pointer) {
  let path = ''
  for (const segment of pointer.split('/').slice(1)) {
    path = childPath(path, segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (path.length > pathAtMost) return quote(path, pathAtMost)
  }
  return path
}

/** @param {unknown} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** @param {unknown} value */
function literal(value) {
  return quote(JSON.stringify(value))
}

/** @param {readonly string[]} words */
function alternatives(words) {
  const shown = words.slice(0, listAtMost)
  if (words.length > shown.length) return `${shown.join(', ')} … (${words.length} in all)`
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

/** @type {Record<string, string>} */
const typeNames = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

/** @type {Record<string, string>} */
const formatNames = {
  date: 'a date such as 2026-01-31',
  'date-time': 'a date and time such as 2026-01-31T09:30:00Z',
  duration: 'a duration such as PT15M',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  'json-pointer': 'a JSON Pointer',
  time: 'a time such as 09:30:00Z',
  uri: 'a URI',
  'uri-reference': 'a URI or a relative reference',
  uuid: 'a UUID',
}

/** @type {Record<string, string>} */
const comparisons = { '<=': 'at most', '>=': 'at least', '<': 'less than', '>': 'more than' }

/** What a value may be, in words, when the error is that it is something else; undefined for other errors. @param {RawError} error */
function wanted({ keyword, params }) {
  switch (keyword) {
    case 'type':
      return [params['type']].flat().map((type) => typeNames[String(type)] ?? String(type))
    case 'const':
      return [literal(params['allowedValue'])]
    case 'enum':
      return /** @type {unknown[]} */ (params['allowedValues']).map(literal)
    default:
      return undefined
  }
}

/** @param {readonly RawError[]} errors each of which is about one place being another value than wanted */
function mustBe(errors) {
  const values = errors.filter(({ keyword }) => keyword !== 'type').flatMap((error) => wanted(error) ?? [])
  const types = errors.filter(({ keyword }) => keyword === 'type').flatMap((error) => wanted(error) ?? [])
  const words = [...new Set([...values, ...types])]
  return new Set(values).size > 1 && words.length > 2
    ? `must be one of ${alternatives(words)}`
    : `must be ${alternatives(words)}`
}

/** @param {RawError} error @returns {Violation} */
function violationOf(error) {
  const { instancePath, keyword, params } = error
  const path = readablePath(instancePath)
  const limit = params['limit']
  /** @param {unknown} key @param {string} message */
  const child = (key, message) => ({ path: quote(childPath(path, key), pathAtMost), message })
  if (typeof params['words'] === 'string') return { path, message: params['words'] }
  switch (keyword) {
    case 'required':
      return child(params['missingProperty'], 'is required')
    case 'dependentRequired':
      return child(params['missingProperty'], `is required together with ${quote(params['property'])}`)
    case 'additionalProperties':
      return child(params['additionalProperty'], 'is not a known field')
    case 'unevaluatedProperties':
      return child(params['unevaluatedProperty'], 'is not a known field')
    case 'propertyNames':
      return child(params['propertyName'], 'is not a name that a field may have here')
    case 'type':
    case 'const':
    case 'enum':
      return { path, message: mustBe([error]) }
    case 'maxLength':
      return { path, message: `must be at most ${counted(limit, 'character')}` }
    case 'minLength':
      return { path, message: limit === 1 ? 'must not be empty' : `must be at least ${counted(limit, 'character')}` }
    case 'maxItems':
    case 'items':
      return { path, message: limit === 0 ? 'must be empty' : `must have at most ${counted(limit, 'item')}` }
    case 'unevaluatedItems':
      return { path, message: `must have at most ${counted(limit, 'item')}` }
    case 'minItems':
      return { path, message: limit === 1 ? 'must not be empty' : `must have at least ${counted(limit, 'item')}` }
    case 'maxProperties':
      return { path, message: limit === 0 ? 'must be empty' : `must have at most ${counted(limit, 'field')}` }
    case 'minProperties':
      return { path, message: limit === 1 ? 'must not be empty' : `must have at least ${counted(limit, 'field')}` }
    case 'maximum':
    case 'minimum':
    case 'exclusiveMaximum':
    case 'exclusiveMinimum':
      return { path, message: `must be ${comparisons[String(params['comparison'])] ?? ''} ${limit}` }
    case 'multipleOf':
      return { path, message: `must be a multiple of ${params['multipleOf']}` }
    case 'pattern':
      return { path, message: `must match the pattern ${quote(params['pattern'], pathAtMost)}` }
    case 'format':
      return { path, message: `must be ${formatNames[String(params['format'])] ?? `a valid ${params['format']}`}` }
    case 'uniqueItems':
      return { path, message: `must not have the same item twice ([${params['first']}] and [${params['second']}])` }
    case 'contains':
      return { path, message: containsWords(params) }
    case 'false schema':
      return { path, message: 'must not be there' }
    case 'not':
      return { path, message: 'has a form that is not allowed' }
    case 'anyOf':
    case 'oneOf':
      return { path, message: 'fits none of the forms that it may have' }
    case 'if':
      return { path, message: 'does not fit the rest of the object' }
    default:
      return { path, message: `is not valid (${keyword})` }
  }
}

/** @param {Record<string, unknown>} params */
function containsWords({ minContains, maxContains }) {
  const least = `at least ${minContains === 1 ? 'one item' : counted(minContains, 'item')}`
  if (maxContains === undefined) return `must have ${least} of the kind that belongs here`
  if (minContains === 0) return `must have at most ${counted(maxContains, 'item')} of one kind`
  return `must have ${least}, and at most ${maxContains}, of the kind that belongs here`
}

/**
 * The errors of each branch of a choice. A branch fails with one error, which stands last, and the reasons before it.
 * @param {readonly RawError[]} errors @returns {RawError[][]}
 */
function branchesOf(errors) {
  const branches = []
  for (let end = errors.length; end > 0; ) {
    const begin = Math.max(0, end - 1 - innerCount(errors[end - 1]))
    branches.unshift(errors.slice(begin, end))
    end = begin
  }
  return branches
}

/** @param {RawError | undefined} error */
function innerCount(error) {
  const count = error?.params['inner']
  return typeof count === 'number' ? count : 0
}

/**
 * Of the complaints of all branches of a choice, the one about the branch that was probably meant: the one that got
 * deepest into the value. When every branch wants another value in the place itself, the wanted values are the answer.
 * @param {RawError} choice @param {readonly RawError[]} reasons @returns {Violation}
 */
function explainChoice(choice, reasons) {
  if (choice.params['passingSchemas'] != null) {
    return {
      path: readablePath(choice.instancePath),
      message: 'fits more than one of the forms that exclude each other',
    }
  }
  const leaves = reasons.filter((error) => innerCount(error) === 0 || error.params['words'] !== undefined)
  if (
    leaves.length > 0 &&
    leaves.every((error) => error.instancePath === choice.instancePath && wanted(error) !== undefined)
  ) {
    return { path: readablePath(choice.instancePath), message: mustBe(leaves) }
  }
  const [first, ...rest] = branchesOf(reasons)
  if (first === undefined) return violationOf(choice)
  return explain(rest.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best), first))
}

/** How far into the value a branch got before it failed. @param {readonly RawError[]} branch @returns {number} */
function depth(branch) {
  return Math.max(
    ...branch.map((error) => {
      const places =
        error.instancePath.split('/').length +
        (/required|additional|unevaluatedProperties/i.test(error.keyword) ? 1 : 0)
      return places * 2 + (wanted(error) === undefined ? 1 : 0)
    }),
  )
}

/** @param {readonly RawError[] | null | undefined} errors @returns {Violation} */
function explain(errors) {
  const last = errors?.at(-1)
  if (errors == null || last === undefined) return { path: '', message: 'is not valid' }
  if (typeof last.params['words'] === 'string') return violationOf(last)
  const reasons = errors.slice(errors.length - 1 - innerCount(last), -1)
  if (last.keyword === 'anyOf' || last.keyword === 'oneOf') return explainChoice(last, reasons)
  if (last.keyword === 'if' && reasons.length > 0) return explain(reasons)
  if (last.keyword === 'propertyNames' && reasons.length > 0) {
    const { path, message } = violationOf(last)
    return { path, message: `${message}: it ${explain(reasons).message}` }
  }
  return violationOf(last)
}

/**
 * Runs one check. A value that is nested deeper than the stack allows is refused, like any other that is too large.
 * @param {((value: unknown) => boolean) & { errors?: RawError[] | null }} check @param {unknown} value
 */
function run(check, value) {
  try {
    return check(value) ? undefined : explain(check.errors)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { path: '', message: 'is nested too deeply' }
  }
}

// ---- end of the prelude ----
export { codePoints, deepEqual, explain, readablePath, run, twins }
