/**
 * Ajv as this project uses it: draft 2020-12, strict about what a schema says, with some keywords of our own making.
 *
 * Ajv counts the code points of every string that has a length bound, which costs ten times the rest of a validation.
 * A string has at most as many code points as UTF-16 units and at least half as many, so counting is rarely needed.
 * Ajv compares every item of a list with every other for `uniqueItems`, which lets a short frame take seconds.
 * And where a schema says in its own words what is wrong (`x-error`), the error carries these words.
 */
import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type KeywordErrorDefinition, Name } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { KeywordErrorCxt } from 'ajv/dist/types/index.js'
import anyOf from 'ajv/dist/vocabularies/applicator/anyOf.js'
import contains from 'ajv/dist/vocabularies/applicator/contains.js'
import ifThen from 'ajv/dist/vocabularies/applicator/if.js'
import not from 'ajv/dist/vocabularies/applicator/not.js'
import oneOf from 'ajv/dist/vocabularies/applicator/oneOf.js'
import propertyNames from 'ajv/dist/vocabularies/applicator/propertyNames.js'
import format from 'ajv/dist/vocabularies/format/format.js'
import pattern from 'ajv/dist/vocabularies/validation/pattern.js'
import { dispatchChoices } from './choices.ts'
import { defaultOf } from './commonjs.ts'
import { formats } from './formats.ts'
import { withAddresses } from './json.ts'
import type { JsonSchema, SchemaSet } from './model.ts'
import { codePoints, twins } from './validators/prelude.js'
import { eachSchema, mapSchema } from './walk.ts'

/**
 * `schemas` is for judging the schemas themselves; `examples` checks values in this process and gives them the defaults
 * that they leave out; `values` checks values in this process and leaves them as they are; `source` makes the code of a
 * module, which brings the functions of the prelude itself.
 */
export type AjvPurpose = 'schemas' | 'examples' | 'values' | 'source'

export function ajvFor(set: SchemaSet, purpose: AjvPurpose): Ajv2020 {
  const ajv = new Ajv2020({
    strict: purpose === 'schemas' || purpose === 'source',
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    allErrors: false,
    messages: false,
    ownProperties: namesWhatObjectsInherit(set),
    useDefaults: purpose === 'examples',
    // Whoever wants to know asks, and gets to know where the mistake is.
    validateSchema: false,
    formats: { ...formats },
    code: { source: purpose === 'source', esm: true, lines: true, optimize: 2 },
  })
  if (purpose === 'source') withoutUnused(ajv, set)
  for (const definition of [lengthKeyword(purpose), uniqueItems(purpose), ...retold]) {
    for (const keyword of [definition.keyword].flat()) ajv.removeKeyword(keyword)
    ajv.addKeyword(definition)
  }
  for (const keyword of annotations(set)) ajv.addKeyword({ keyword })
  for (const document of set.documents) {
    const choices = withAddresses(purpose === 'schemas' ? document.schema : dispatchChoices(document, set))
    ajv.addSchema(purpose === 'source' ? withoutProse(choices) : choices, `${document.name}.json`)
  }
  return ajv
}

/** Bookkeeping for keywords that no schema of the set has is a third of the code and some of the time. */
function withoutUnused(ajv: Ajv2020, set: SchemaSet): void {
  // Nothing refers dynamically: a schema set with `$dynamicRef` is not accepted.
  ajv.opts.dynamicRef = false
  ajv.opts.unevaluated = some(set, (schema) => 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema)
}

/** Every object has a `constructor`, though not of its own: for such names Ajv has to look twice. */
function namesWhatObjectsInherit(set: SchemaSet): boolean {
  const inherited = Object.getOwnPropertyNames(Object.prototype)
  return some(set, ({ properties, required, dependentRequired, dependentSchemas }) =>
    [properties, dependentRequired, dependentSchemas]
      .flatMap((map) => Object.keys(map ?? {}))
      .concat(
        Object.values(dependentRequired ?? {})
          .flat()
          .map(String),
      )
      .concat(Array.isArray(required) ? required.map(String) : [])
      .some((name) => inherited.includes(name)),
  )
}

function some(set: SchemaSet, test: (schema: JsonSchema) => boolean): boolean {
  let found = false
  for (const { schema } of set.documents) {
    eachSchema(schema, (sub) => {
      found ||= test(sub)
    })
  }
  return found
}

/** Ajv writes schemas into its code; the prose is for readers of types and documents, who do not look there. */
function withoutProse(schema: JsonSchema): JsonSchema {
  const prose = new Set(['$comment', 'description', 'default', 'examples', 'title', 'x-pactwire', 'x-secret'])
  return mapSchema(schema, (sub) => Object.fromEntries(Object.entries(sub).filter(([key]) => !prose.has(key))))
}

/** Keywords that begin with `x-` say something to people and to this generator, and nothing to a validator. */
function annotations(set: SchemaSet): Set<string> {
  const found = new Set<string>()
  for (const { schema } of set.documents) {
    eachSchema(schema, (sub) => {
      for (const key of Object.keys(sub)) if (key.startsWith('x-')) found.add(key)
    })
  }
  return found
}

function lengthKeyword(purpose: AjvPurpose): CodeKeywordDefinition {
  return {
    keyword: ['maxLength', 'minLength'],
    type: 'string',
    schemaType: 'number',
    error: { message: 'has the wrong length', params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code(cxt: KeywordCxt) {
      const { keyword, data, schema } = cxt
      const limit = Number(schema)
      const count = fromPrelude(cxt, purpose, { codePoints })
      const wrong: Code =
        keyword === 'maxLength'
          ? _`${data}.length > ${limit} && (${data}.length > ${2 * limit} || ${count}(${data}) > ${limit})`
          : limit <= 1
            ? _`${data}.length < ${limit}`
            : _`${data}.length < ${2 * limit - 1} && ${count}(${data}) < ${limit}`
      cxt.fail(wrong)
    },
  }
}

function uniqueItems(purpose: AjvPurpose): CodeKeywordDefinition {
  return {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: {
      message: 'has an item twice',
      params: ({ params }) => _`{first: ${params['twins']}.first, second: ${params['twins']}.second}`,
    },
    code(cxt: KeywordCxt) {
      if (cxt.schema !== true) return
      const found = cxt.gen.const('twins', _`${fromPrelude(cxt, purpose, { twins })}(${cxt.data})`)
      cxt.setParams({ twins: found })
      cxt.fail(_`${found} !== undefined`)
    },
  }
}

/** How generated code names a function of the prelude: the module has it; code that runs here has to be given it. */
function fromPrelude({ gen }: KeywordCxt, purpose: AjvPurpose, named: Readonly<Record<string, unknown>>): Name {
  const [entry] = Object.entries(named)
  if (entry === undefined) throw new TypeError('no function was named')
  return purpose === 'source' ? new Name(entry[0]) : gen.scopeValue('func', { ref: entry[1] })
}

/** Ajv's own keywords, whose errors also say which words the schema has for them and how many reasons stand before. */
const retold: CodeKeywordDefinition[] = [pattern, format, not, anyOf, oneOf, contains, propertyNames, ifThen].map(
  (module) => {
    const original = defaultOf<unknown>(module) as CodeKeywordDefinition
    const hasReasons = original.trackErrors === true || original.keyword === 'propertyNames'
    return { ...original, trackErrors: hasReasons, error: retelling(original.error) }
  },
)

function retelling(error: KeywordErrorDefinition | undefined): KeywordErrorDefinition {
  const paramsOf = (cxt: KeywordErrorCxt): Code => {
    const words: unknown = cxt.parentSchema?.['x-error']
    // What `then` and `else` say is said by themselves.
    if (typeof words === 'string' && cxt.keyword !== 'if') return _`{words: ${words}}`
    const params = error?.params
    return typeof params === 'function' ? params(cxt) : (params ?? _`{}`)
  }
  return {
    message: error?.message ?? 'is wrong',
    params: (cxt) => {
      if (cxt.errsCount === undefined) return paramsOf(cxt)
      return _`{inner: ${new Name('errors')} - ${cxt.errsCount}, ...${paramsOf(cxt)}}`
    },
  }
}
