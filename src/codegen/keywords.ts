/**
 * Mistakes inside of one schema, each with its place. Draft 2020-12 ignores a keyword that it does not know; a person
 * who writes `requried` wants to be told.
 */
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { partsOf } from './embedded.ts'
import { formats } from './formats.ts'
import { GeneratorError, type JsonSchema, type JsonValue, type SchemaDocument } from './model.ts'
import { suggestion } from './nearest.ts'
import { messageOf, placeOf } from './place.ts'
import { explain } from './validators/prelude.js'
import { eachSchema, isObject } from './walk.ts'

/** Keywords of OpenAPI and of JavaScript's tools that Ajv lets pass and that say nothing here. */
const strange = new Set(['nullable', 'id', 'definitions', 'discriminator'])

export function checkKeywords(document: SchemaDocument, ajv: Ajv2020): void {
  for (const part of partsOf(document.schema)) {
    eachSchema(part.schema, (schema, pointer) => checkOne(schema, placeOf(document, pointer), ajv), part.pointer)
    if (!ajv.validateSchema(part.schema)) {
      const { path, message } = explain(ajv.errors)
      throw new GeneratorError(
        placeOf(document, part.pointer),
        `is not a schema: ${path === '' ? 'it' : path} ${message}`,
      )
    }
  }
}

/** Only when every document has been looked at by itself: what is wrong in one shows in each that refers to it. */
export function checkAsAWhole(document: SchemaDocument, ajv: Ajv2020): void {
  try {
    ajv.getSchema(`${document.name}.json`)
  } catch (error) {
    throw new GeneratorError(placeOf(document), messageOf(error).replace(/^strict mode: /, ''))
  }
}

function checkOne(schema: JsonSchema, place: string, ajv: Ajv2020): void {
  for (const key of Object.keys(schema)) {
    if (key.startsWith('x-') || (ajv.RULES.keywords[key] === true && !strange.has(key)) || isCore(key)) continue
    throw new GeneratorError(
      place,
      `\`${key.slice(0, 64)}\` is not a keyword of JSON Schema${suggestion(key, knownKeywords(ajv))}`,
    )
  }
  const { format, pattern, properties, required } = schema
  if (typeof format === 'string' && !Object.hasOwn(formats, format)) {
    const known = Object.keys(formats)
    const meant = suggestion(format, known)
    throw new GeneratorError(
      place,
      `\`${format.slice(0, 64)}\` is not a known format${meant === '' ? ` (${known.join(', ')})` : meant}`,
    )
  }
  for (const text of [
    pattern,
    ...Object.keys(isObject(schema['patternProperties']) ? schema['patternProperties'] : {}),
  ]) {
    if (typeof text === 'string') checkPattern(text, place)
  }
  if (schema['x-error'] !== undefined && typeof schema['x-error'] !== 'string') {
    throw new GeneratorError(place, '`x-error` must be text')
  }
  if (isObject(properties) && Object.hasOwn(properties, '__proto__')) {
    throw new GeneratorError(place, 'a property cannot be called `__proto__`: in JavaScript it is no field')
  }
  refuseNameless(schema, place)
  checkRequired(schema, required, place)
}

/** Ajv takes a field without a name for none that is missing; and no path could tell of it. */
function refuseNameless({ properties, required, dependentRequired }: JsonSchema, place: string): void {
  const dependent = isObject(dependentRequired) ? dependentRequired : {}
  const lists = [required, ...Object.values(dependent)].filter((list) => Array.isArray(list))
  const names = [...Object.keys(isObject(properties) ? properties : {}), ...Object.keys(dependent), ...lists.flat()]
  if (names.includes('')) throw new GeneratorError(place, 'a property must have a name: it cannot be called ``')
}

/** Ajv knows these without having a rule for them. */
function isCore(key: string): boolean {
  return ['$comment', '$defs', '$id', '$ref', '$schema', 'default', 'else', 'examples', 'then'].includes(key)
}

function knownKeywords({ RULES }: Ajv2020): string[] {
  return [...Object.keys(RULES.keywords), 'x-error', 'x-pactwire', 'x-secret'].filter((key) => !strange.has(key))
}

function checkPattern(text: string, place: string): void {
  try {
    new RegExp(text, 'u')
  } catch (error) {
    throw new GeneratorError(place, messageOf(error))
  }
}

/** What a closed object requires and does not allow can never be there: one of the two is misspelled. */
function checkRequired(schema: JsonSchema, required: JsonValue | undefined, place: string): void {
  const { properties, additionalProperties, patternProperties } = schema
  if (additionalProperties !== false || patternProperties !== undefined || !Array.isArray(required)) return
  const names = isObject(properties) ? Object.keys(properties) : []
  for (const name of required) {
    if (typeof name === 'string' && !names.includes(name)) {
      throw new GeneratorError(
        place,
        `requires \`${name}\`, which is not among its properties${suggestion(name, names)}`,
      )
    }
  }
}
