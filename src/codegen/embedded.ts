/**
 * Schemas with an `$id` of their own that are written into another one. TypeBox writes a schema in full wherever it is
 * used: such a copy of a document becomes a reference to it. What is no document, as the target of a recursion, moves to
 * the `$defs` of the document that it stands in.
 */
import { GeneratorError, type JsonSchema } from './model.ts'
import { placeOf } from './place.ts'
import { isName, type RawSchema } from './read.ts'
import { deepEqual } from './validators/prelude.js'
import { atPointer, eachSchema, isObject, pointerSegment } from './walk.ts'

/** Where a schema stands when all is in order: in which document, and where in it. */
export interface Home {
  readonly name: string
  /** A JSON Pointer without the `#`; empty for the whole document. */
  readonly pointer: string
}

export interface Embedded {
  /** Where it was written. */
  readonly pointer: string
  readonly uri: string
  readonly home: Home
  /** What is said of it here and not at its home: its description in this place. */
  readonly said: JsonSchema
}

const base = 'schema:///'

/** An address that is none leads nowhere, which is told where it is used. */
export function resolveUri(reference: string, from: string | undefined): string | undefined {
  if (from === undefined || !URL.canParse(reference, from)) return undefined
  return new URL(reference, from).href.replace(/#$/, '')
}

/** From the nearest to the furthest: what a relative reference in a document can be relative to. */
export function basesOf({ source, schema }: RawSchema): string[] {
  const file = resolveUri(encodeURI(source), base)
  const id = typeof schema['$id'] === 'string' ? resolveUri(schema['$id'], file) : undefined
  return [id, file, base].filter((uri) => uri !== undefined)
}

/** All the ways in which another schema may call this one: its file, its `$id`, and its name alone. */
export function urisOf(raw: RawSchema): string[] {
  const { name, source, schema } = raw
  const own = schema['$id'] === undefined ? undefined : basesOf(raw)[0]
  // A module holds many schemas, so that its own address means none of them.
  const file = source.endsWith('.json') ? resolveUri(encodeURI(source), base) : undefined
  return [own, file, base + name, `${base}${name}.json`].filter((uri) => uri !== undefined)
}

/** The parts of a document that hold schemas: itself and, of a route, the body of its answer. */
export function partsOf(schema: JsonSchema): { pointer: string; schema: JsonSchema }[] {
  const answer = atPointer(schema, '/x-pactwire/success/schema')
  const whole = { pointer: '', schema }
  return isObject(answer) ? [whole, { pointer: '/x-pactwire/success/schema', schema: answer }] : [whole]
}

/** The document with another schema for the body of its answer. */
export function withAnswer(schema: JsonSchema, answer: JsonSchema): JsonSchema {
  const annotation = schema['x-pactwire']
  if (!isObject(annotation) || !isObject(annotation['success'])) return schema
  return { ...schema, 'x-pactwire': { ...annotation, success: { ...annotation['success'], schema: answer } } }
}

export function findEmbedded(raw: RawSchema, documents: ReadonlyMap<string, RawSchema>): Embedded[] {
  const found: Embedded[] = []
  const [own] = basesOf(raw)
  const firstOf = new Map<string, JsonSchema>()
  for (const part of partsOf(raw.schema)) {
    eachSchema(
      part.schema,
      (_, pointer) => {
        const schema = atPointer(raw.schema, pointer)
        if (pointer === '' || !isObject(schema) || typeof schema['$id'] !== 'string') return
        const { $id: id } = schema
        const uri = resolveUri(id, own)
        if (uri === undefined)
          throw new GeneratorError(placeOf(raw, pointer), `\`$id\` is \`${id}\`, which is no address`)
        const document = documents.get(uri) ?? documents.get(base + id)
        const original = document?.schema ?? firstOf.get(uri)
        const earlier = found.find((one) => one.uri === uri)
        if (original !== undefined && !isCopy(schema, original)) {
          const where = document === undefined ? 'elsewhere in this file' : `in ${placeOf(document)}`
          throw new GeneratorError(
            placeOf(raw, pointer),
            `its \`$id\` is \`${id}\`, and ${where} stands another schema of that name; give one of them another \`$id\``,
          )
        }
        firstOf.set(uri, original ?? schema)
        const home =
          document === undefined
            ? (earlier?.home ?? newHome(raw, id, pointer, found))
            : { name: document.name, pointer: '' }
        found.push({ pointer, uri, home, said: original === undefined ? {} : differentWords(schema, original) })
      },
      part.pointer,
    )
  }
  // What stands in a copy goes with it.
  return found.filter(
    (one) => !found.some((other) => isCopyOfDocument(other) && one.pointer.startsWith(`${other.pointer}/`)),
  )
}

export function isCopyOfDocument({ home }: Embedded): boolean {
  return home.pointer === ''
}

function newHome({ name, schema }: RawSchema, id: string, pointer: string, others: readonly Embedded[]): Home {
  const last =
    id
      .split(/[?#]/)[0]
      ?.split('/')
      .at(-1)
      ?.replace(/(\.schema)?\.json$/, '') ?? ''
  const wish = isName(last) ? last : 'Embedded'
  const taken = (key: string) => {
    const place = `/$defs/${pointerSegment(key)}`
    return (
      pointer !== place &&
      (others.some((other) => other.home.pointer === place) || atPointer(schema, place) !== undefined)
    )
  }
  let key = wish
  for (let number = 2; taken(key); number++) key = `${wish}${number}`
  return { name, pointer: `/$defs/${pointerSegment(key)}` }
}

const words = new Set(['$comment', '$id', '$schema', 'default', 'deprecated', 'description', 'examples', 'title'])

function isWord(key: string): boolean {
  return words.has(key) || key.startsWith('x-')
}

function isCopy(schema: JsonSchema, original: JsonSchema): boolean {
  const essence = (one: JsonSchema) => Object.fromEntries(Object.entries(one).filter(([key]) => !isWord(key)))
  return deepEqual(essence(schema), essence(original))
}

function differentWords(schema: JsonSchema, original: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([key, value]) => isWord(key) && !key.startsWith('$') && key !== 'x-pactwire' && !deepEqual(value, original[key]),
    ),
  )
}
