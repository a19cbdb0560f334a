/**
 * Ajv as this project uses it: draft 2020-12, strict about unknown keywords, with some keywords of our own making.
 *
 * Ajv counts the code points of every string that has a length bound, which costs ten times the rest of a validation.
 * A string has at most as many code points as UTF-16 units and at least half as many, so counting is rarely needed.
 * And where a schema says in its own words what is wrong (`x-error`), the error carries these words.
 */
import { _, type Code, type CodeKeywordDefinition, type ErrorObject, type KeywordCxt, type KeywordErrorDefinition, Name } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import anyOf from 'ajv/dist/vocabularies/applicator/anyOf.js'
import not from 'ajv/dist/vocabularies/applicator/not.js'
import oneOf from 'ajv/dist/vocabularies/applicator/oneOf.js'
import pattern from 'ajv/dist/vocabularies/validation/pattern.js'
import { formats } from './formats.ts'
import type { JsonSchema, SchemaSet } from './model.ts'
import { eachSchema, mapSchema } from './walk.ts'

/** `check` runs the validators in this process; `source` makes the code of a module, which brings `codePoints` itself. */
export function ajvFor(set: SchemaSet, purpose: 'check' | 'source'): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    allowUnionTypes: true,
    allErrors: false,
    messages: false,
    useDefaults: purpose === 'check',
    formats: { ...formats },
    code: { source: purpose === 'source', esm: true, lines: true, optimize: 2 },
  })
  for (const definition of [lengthKeyword(purpose), ...spoken]) {
    for (const keyword of [definition.keyword].flat()) ajv.removeKeyword(keyword)
    ajv.addKeyword(definition)
  }
  for (const keyword of annotations(set)) ajv.addKeyword({ keyword })
  for (const { name, schema } of set.documents) ajv.addSchema(purpose === 'source' ? withoutProse(schema) : schema, `${name}.json`)
  return ajv
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

function countCodePoints(text: string): number {
  let count = 0
  for (const _point of text) count++
  return count
}

function lengthKeyword(purpose: 'check' | 'source'): CodeKeywordDefinition {
  return {
    keyword: ['maxLength', 'minLength'],
    type: 'string',
    schemaType: 'number',
    error: { message: 'has the wrong length', params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code(cxt: KeywordCxt) {
      const { gen, keyword, data, schema } = cxt
      const limit = Number(schema)
      const count =
        purpose === 'source' ? new Name('codePoints') : gen.scopeValue('func', { ref: countCodePoints })
      const wrong: Code =
        keyword === 'maxLength'
          ? _`${data}.length > ${limit} && ${count}(${data}) > ${limit}`
          : limit <= 1
            ? _`${data}.length < ${limit}`
            : _`${data}.length < ${2 * limit - 1} && ${count}(${data}) < ${limit}`
      cxt.fail(wrong)
    },
  }
}

const spoken: CodeKeywordDefinition[] = [pattern.default, not.default, anyOf.default, oneOf.default].map((definition) => {
  const original = definition as CodeKeywordDefinition
  return { ...original, error: withWords(original.error) }
})

function withWords(error: KeywordErrorDefinition | undefined): KeywordErrorDefinition {
  return {
    message: error?.message ?? 'is wrong',
    params: (cxt) => {
      const words: unknown = cxt.parentSchema?.['x-error']
      if (typeof words === 'string') return _`{words: ${words}}`
      const params = error?.params
      return typeof params === 'function' ? params(cxt) : (params ?? _`{}`)
    },
  }
}

/** One line about a schema, or an example, that is wrong: for the person who wrote it. */
export function explainSchemaError(errors: readonly ErrorObject[]): string {
  const deepest = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length)[0]
  if (deepest === undefined) return 'is not valid'
  const params = JSON.stringify(deepest.params)
  return `at \`${deepest.instancePath || '/'}\`: fails \`${deepest.keyword}\` ${params}`
}
