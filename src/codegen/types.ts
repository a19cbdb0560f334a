/**
 * TypeScript types: one flat, named type a document, a `$defs` entry and a place that is referred to, with the prose as
 * JSDoc, and the unions of all frames. Every `$ref` becomes the name of the other type, so that nothing is written twice
 * and recursion is no case.
 */
import { sourceHeader } from './header.ts'
import {
  documentsOf,
  GeneratorError,
  type JsonSchema,
  type JsonValue,
  type OutputFile,
  type SchemaDocument,
  type SchemaSet,
} from './model.ts'
import { pascalCase } from './names.ts'
import { placeOf } from './place.ts'
import { referencesIn, targetOf } from './refs.ts'
import { shapeOf } from './type-shapes.ts'
import { isObject, mapSchema, pointerSegment } from './walk.ts'

const unions = [
  { name: 'ClientFrame', kinds: ['request'], prose: 'Everything that a client may send.' },
  { name: 'ReplyFrame', kinds: ['reply'], prose: 'The answers to requests when all is well.' },
  { name: 'PushFrame', kinds: ['push'], prose: 'What the server says unasked.' },
  { name: 'ErrorFrame', kinds: ['error'], prose: 'What is said when something went wrong.' },
  { name: 'ServerFrame', kinds: ['reply', 'push', 'error'], prose: 'Everything that the server may send.' },
] as const

/** A schema that gets a type of its own. */
interface Shaped {
  readonly typeName: string
  readonly schema: JsonValue
  readonly owner: SchemaDocument
}

export async function emitTypes(set: SchemaSet): Promise<OutputFile[]> {
  const blocks: string[] = []
  for (const shaped of namedShapes(set)) blocks.push(await typeOf(shaped, set))
  return [{ path: 'types.ts', content: `${sourceHeader(set)}\n${[...blocks, ...unionTypes(set)].join('\n')}` }]
}

function namedShapes(set: SchemaSet): Shaped[] {
  const pointers = pointersReferredTo(set)
  const taken = new Map<string, string>()
  return set.documents.flatMap((owner) => {
    const { $defs, ...rest } = owner.schema
    const definitions = Object.entries(isObject($defs) ? $defs : {})
    const shapes: Shaped[] = [{ typeName: owner.typeName, schema: rest, owner }]
    for (const [key, schema] of definitions) {
      shapes.push({ typeName: typeNameOf(owner, `/$defs/${pointerSegment(key)}`), schema, owner })
    }
    for (const [pointer, schema] of pointers.get(owner.name) ?? []) {
      shapes.push({ typeName: typeNameOf(owner, pointer), schema, owner })
    }
    for (const { typeName } of shapes) {
      const other = taken.get(typeName)
      if (other !== undefined) {
        throw new GeneratorError(placeOf(owner), `two types would be called ${typeName}: here and in ${other}`)
      }
      taken.set(typeName, placeOf(owner))
    }
    return shapes
  })
}

/** Places inside of documents that some `$ref` leads to, but for `$defs`, by document: each needs a name. */
function pointersReferredTo(set: SchemaSet): Map<string, Map<string, JsonSchema>> {
  const found = new Map<string, Map<string, JsonSchema>>()
  for (const document of set.documents) {
    for (const { owner, pointer, schema } of referencesIn([document.schema], document, set)) {
      if (pointer === '' || /^\/\$defs\/[^/]+$/.test(pointer)) continue
      const pointers = found.get(owner.name) ?? new Map<string, JsonSchema>()
      found.set(owner.name, pointers.set(pointer, schema))
    }
  }
  return found
}

/** `/$defs/zip` of `address` is `AddressZip`; `/properties/lines/items` of `order` is `OrderLinesItems`. */
function typeNameOf({ typeName }: SchemaDocument, pointer: string): string {
  const segments = pointer.split('/').slice(1)
  const told = segments.filter((segment, at) => at % 2 === 1 || !['$defs', 'properties'].includes(segment))
  return typeName + told.map((segment) => pascalCase(segment.replaceAll('~1', '/').replaceAll('~0', '~'))).join('')
}

async function typeOf({ typeName, schema, owner }: Shaped, set: SchemaSet): Promise<string> {
  const nameOf = (ref: string): string => {
    const target = targetOf(ref, owner, set)
    return target.pointer === '' ? target.owner.typeName : typeNameOf(target.owner, target.pointer)
  }
  if (typeof schema === 'boolean') return `export type ${typeName} = ${schema ? 'unknown' : 'never'}\n`
  const shape = isObject(schema) ? mapSchema(schema, (sub) => shapeOf(sub, nameOf)) : {}
  const alias = shape['tsType']
  if (typeof alias === 'string') return `${jsdoc(shape['description'])}export type ${typeName} = ${alias}\n`
  // Loaded when all is known to be in order: it is large, and whoever has made a mistake waits for an answer.
  const { compile } = await import('json-schema-to-typescript')
  return compile({ ...shape, title: typeName }, typeName, {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    unknownAny: true,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
}

function unionTypes(set: SchemaSet): string[] {
  return unions.flatMap(({ name, kinds, prose }) => {
    const members = kinds.flatMap((kind) => documentsOf(set, kind).map(({ typeName }) => typeName))
    if (members.length === 0) return []
    return [`${jsdoc(prose)}export type ${name} =\n${members.map((member) => `  | ${member}`).join('\n')}\n`]
  })
}

function jsdoc(prose: unknown): string {
  if (typeof prose !== 'string' || prose.trim() === '') return ''
  const lines = prose.trim().replaceAll('*/', '* /').split('\n')
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
}
