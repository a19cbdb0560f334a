/**
 * TypeScript types: one flat, named type a document and a `$defs` entry, with the prose as JSDoc, and the unions of all
 * frames. Every `$ref` becomes the name of the other type, so that nothing is written twice and recursion is no case.
 */
import { compile } from 'json-schema-to-typescript'
import { sourceHeader } from './header.ts'
import { documentsOf, GeneratorError, type JsonSchema, type OutputFile, type SchemaDocument, type SchemaSet } from './model.ts'
import { pascalCase } from './names.ts'
import { isObject, mapSchema } from './walk.ts'

const unions = [
  { name: 'ClientFrame', kinds: ['request'], prose: 'Everything that a client may send.' },
  { name: 'ReplyFrame', kinds: ['reply'], prose: 'The answers to requests when all is well.' },
  { name: 'PushFrame', kinds: ['push'], prose: 'What the server says unasked.' },
  { name: 'ErrorFrame', kinds: ['error'], prose: 'What is said when something went wrong.' },
  { name: 'ServerFrame', kinds: ['reply', 'push', 'error'], prose: 'Everything that the server may send.' },
] as const

export async function emitTypes(set: SchemaSet): Promise<OutputFile[]> {
  const blocks: string[] = []
  for (const document of set.documents) blocks.push(...(await typesOf(document, set)))
  return [{ path: 'types.ts', content: `${sourceHeader(set)}\n${[...blocks, ...unionTypes(set)].join('\n')}` }]
}

async function typesOf(document: SchemaDocument, set: SchemaSet): Promise<string[]> {
  const { $defs, ...schema } = document.schema
  const blocks = [await typeOf(schema, document.typeName, document, set)]
  for (const [key, definition] of Object.entries(isObject($defs) ? $defs : {})) {
    if (isObject(definition)) blocks.push(await typeOf(definition, definitionName(document, key), document, set))
  }
  return blocks
}

function definitionName(document: SchemaDocument, key: string): string {
  return `${document.typeName}${pascalCase(key)}`
}

async function typeOf(schema: JsonSchema, typeName: string, document: SchemaDocument, set: SchemaSet): Promise<string> {
  const prepared = mapSchema(schema, (sub) => prepare(sub, document, set))
  const alias = prepared['tsType']
  if (typeof alias === 'string') return `${jsdoc(prepared['description'])}export type ${typeName} = ${alias};\n`
  const text = await compile({ ...prepared, title: typeName }, typeName, {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    unknownAny: true,
    style: { printWidth: 120, singleQuote: true, semi: false },
  })
  return text
}

/** What the type compiler must not see: names of its own choosing, annotations, and references, which become names. */
function prepare(schema: JsonSchema, document: SchemaDocument, set: SchemaSet): JsonSchema {
  const kept = Object.entries(schema).filter(([key]) => !/^(x-|\$(id|schema|comment)$|title$|examples$|default$|format$|not$|pattern$)/.test(key))
  const { $ref, ...rest } = Object.fromEntries(kept)
  if (typeof $ref !== 'string') return rest
  return {
    tsType: referenceName($ref, document, set),
    ...(typeof rest['description'] === 'string' ? { description: rest['description'] } : {}),
  }
}

function referenceName(ref: string, document: SchemaDocument, set: SchemaSet): string {
  const [file = '', fragment = ''] = ref.split('#', 2)
  const target = file === '' ? document : set.documents.find(({ name }) => `${name}.json` === file)
  if (target === undefined) throw new GeneratorError(document.source, `\`$ref\` to \`${ref}\`, where nothing stands`)
  if (fragment === '') return target.typeName
  const key = /^\/\$defs\/([^/]+)$/.exec(fragment)?.[1]
  if (key !== undefined) return definitionName(target, key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const properties = fragment.split('/').slice(1)
  return typePath(target.typeName, properties, document, ref)
}

/** A reference into the middle of another schema: `#/properties/address` is `Order['address']`. */
function typePath(typeName: string, segments: readonly string[], document: SchemaDocument, ref: string): string {
  let path = typeName
  for (let at = 0; at < segments.length; at++) {
    const [keyword, key] = [segments[at], segments[at + 1]]
    if (keyword === 'properties' && key !== undefined) {
      path = `NonNullable<${path}[${JSON.stringify(key)}]>`
      at++
    } else if (keyword === 'items') path = `${path}[number]`
    else throw new GeneratorError(document.source, `\`$ref\` to \`${ref}\`: give that place a name in \`$defs\``)
  }
  return path
}

function unionTypes(set: SchemaSet): string[] {
  const taken = new Set(set.documents.map(({ typeName }) => typeName))
  return unions.flatMap(({ name, kinds, prose }) => {
    const members = kinds.flatMap((kind) => documentsOf(set, kind).map(({ typeName }) => typeName))
    if (members.length === 0) return []
    if (taken.has(name)) throw new GeneratorError(set.source, `the type name ${name} is needed for a union; call that schema something else`)
    return [`/** ${prose} */\nexport type ${name} =\n${members.map((member) => `  | ${member}`).join('\n')}\n`]
  })
}

export function jsdoc(prose: unknown): string {
  if (typeof prose !== 'string' || prose === '') return ''
  return `/** ${prose.replaceAll('*/', '*\\/')} */\n`
}
