// @ts-check
// What every generated validators module begins with. The generator copies this file as it stands, up to the marker at
// its end, so it is plain JavaScript that imports nothing.

/** How much of a text from outside is repeated in a complaint. */
const repeatAtMost = 64

/**
 * @typedef {{ instancePath: string, schemaPath: string, keyword: string, params: Record<string, unknown> }} RawError
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

/** @param {unknown} text */
function quote(text) {
  const whole = String(text)
  return whole.length > repeatAtMost ? `${whole.slice(0, repeatAtMost)}…` : whole
}

/** `/data/users/0/name` is `data.users[0].name` to a person. @param {string} pointer */
function readablePath(pointer) {
  let path = ''
  for (const segment of pointer.split('/').slice(1)) {
    const key = quote(segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (/^\d+$/.test(key)) path += `[${key}]`
    else path += path === '' ? key : `.${key}`
  }
  return path
}

/** @param {string} path @param {unknown} key */
function childPath(path, key) {
  return path === '' ? quote(key) : `${path}.${quote(key)}`
}

/** @param {unknown} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** @type {Record<string, string>} */
const typeNames = { object: 'an object', array: 'a list', string: 'a string', integer: 'an integer', number: 'a number', boolean: 'true or false', null: 'null' }

/** @param {unknown} types */
function typeWords(types) {
  return [types].flat().map((type) => typeNames[String(type)] ?? String(type)).join(' or ')
}

/** @type {Record<string, string>} */
const comparisons = { '<=': 'at most', '>=': 'at least', '<': 'less than', '>': 'more than' }

/** @param {RawError} error @returns {Violation} */
function violationOf({ instancePath, keyword, params }) {
  const path = readablePath(instancePath)
  const limit = params['limit']
  if (typeof params['words'] === 'string') return { path, message: params['words'] }
  switch (keyword) {
    case 'required':
      return { path: childPath(path, params['missingProperty']), message: 'is required' }
    case 'dependentRequired':
      return { path: childPath(path, params['missingProperty']), message: `is required together with ${quote(params['property'])}` }
    case 'additionalProperties':
      return { path: childPath(path, params['additionalProperty']), message: 'is not a field that is known here' }
    case 'unevaluatedProperties':
      return { path: childPath(path, params['unevaluatedProperty']), message: 'is not a field that is known here' }
    case 'propertyNames':
      return { path: childPath(path, params['propertyName']), message: 'is not a name that a field may have here' }
    case 'type':
      return { path, message: `must be ${typeWords(params['type'])}` }
    case 'maxLength':
      return { path, message: `must be at most ${counted(limit, 'character')}` }
    case 'minLength':
      return { path, message: limit === 1 ? 'must not be empty' : `must be at least ${counted(limit, 'character')}` }
    case 'maxItems':
      return { path, message: `must have at most ${counted(limit, 'item')}` }
    case 'minItems':
      return { path, message: `must have at least ${counted(limit, 'item')}` }
    case 'maxProperties':
      return { path, message: `must have at most ${counted(limit, 'field')}` }
    case 'minProperties':
      return { path, message: `must have at least ${counted(limit, 'field')}` }
    case 'maximum':
    case 'minimum':
    case 'exclusiveMaximum':
    case 'exclusiveMinimum':
      return { path, message: `must be ${comparisons[String(params['comparison'])] ?? ''} ${limit}` }
    case 'multipleOf':
      return { path, message: `must be a multiple of ${params['multipleOf']}` }
    case 'pattern':
      return { path, message: `must match the pattern ${params['pattern']}` }
    case 'format':
      return { path, message: `must be a valid ${params['format']}` }
    case 'const':
      return { path, message: `must be ${JSON.stringify(params['allowedValue'])}` }
    case 'enum':
      return { path, message: `must be one of ${/** @type {unknown[]} */ (params['allowedValues']).map((value) => JSON.stringify(value)).join(', ')}` }
    case 'uniqueItems':
      return { path, message: `must not have the same item twice (${params['j']} and ${params['i']})` }
    case 'contains':
      return { path, message: 'lacks an item that must be there' }
    case 'false schema':
      return { path, message: 'must not be there' }
    case 'not':
      return { path, message: 'has a form that is not allowed' }
    case 'if':
      return { path, message: 'does not fit the rest of the object' }
    default:
      return { path, message: `is not valid (${keyword})` }
  }
}

/**
 * Of the complaints of all branches of a choice, the one about the branch that was meant: the one that got deepest.
 * When all of them are about the type of one place, the types together are the answer.
 * @param {RawError} choice @param {readonly RawError[]} branches @returns {Violation}
 */
function explainChoice(choice, branches) {
  const path = readablePath(choice.instancePath)
  if (typeof choice.params['words'] === 'string') return { path, message: choice.params['words'] }
  if (choice.params['passingSchemas'] != null) return { path, message: 'fits more than one of the forms that exclude each other' }
  const here = branches.filter(({ instancePath }) => instancePath === choice.instancePath)
  if (here.length === branches.length && here.every(({ keyword }) => keyword === 'type')) {
    return { path, message: `must be ${typeWords([...new Set(here.flatMap(({ params }) => /** @type {unknown} */ (params['type'])))])}` }
  }
  if (here.length === branches.length && here.every(({ keyword }) => keyword === 'const')) {
    return { path, message: `must be one of ${here.map(({ params }) => JSON.stringify(params['allowedValue'])).join(', ')}` }
  }
  /** @param {RawError} error */
  const depth = ({ instancePath, keyword }) => instancePath.split('/').length * 2 + (keyword === 'type' || keyword === 'const' ? 0 : 1)
  const [first, ...rest] = branches
  if (first === undefined) return { path, message: 'fits none of the forms that it may have' }
  return violationOf(rest.reduce((best, error) => (depth(error) > depth(best) ? error : best), first))
}

/** @param {readonly RawError[] | null | undefined} errors @returns {Violation} */
function explain(errors) {
  const last = errors?.at(-1)
  if (errors == null || last === undefined) return { path: '', message: 'is not valid' }
  if (last.keyword === 'anyOf' || last.keyword === 'oneOf') return explainChoice(last, errors.slice(0, -1))
  if ((last.keyword === 'if' || last.keyword === 'propertyNames') && errors.length > 1 && last.params['words'] === undefined) {
    const inner = errors.at(-2)
    if (last.keyword === 'if' && inner !== undefined) return violationOf(inner)
  }
  return violationOf(last)
}

// ---- end of the prelude ----
export { codePoints, deepEqual, explain, readablePath }
