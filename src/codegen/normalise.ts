/**
 * Raw schemas of whatever origin to one form: plain JSON Schema 2020-12 in which every `$ref` is `<name>.json`,
 * `<name>.json#/pointer`, or within the file. Pure: no file is read here.
 */
import { modernise } from './drafts.ts'
import {
  basesOf,
  type Embedded,
  findEmbedded,
  type Home,
  isCopyOfDocument,
  partsOf,
  resolveUri,
  urisOf,
  withAnswer,
} from './embedded.ts'
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import { placeOf } from './place.ts'
import { isName, type RawSchema } from './read.ts'
import { atPointer, eachSchema, isObject, mapSchema, pointerSegment } from './walk.ts'

export interface Named {
  readonly name: string
  readonly source: string
  readonly schema: JsonSchema
}

interface Catalogue {
  readonly documents: ReadonlyMap<string, RawSchema>
  readonly byName: ReadonlyMap<string, RawSchema>
  readonly embedded: ReadonlyMap<string, readonly Embedded[]>
}

export function normalise(given: readonly RawSchema[]): Named[] {
  refuseTwins(given)
  const raws = given.map((raw) => ({ ...raw, schema: moderniseParts(raw) }))
  const documents = new Map<string, RawSchema>()
  for (const raw of raws) {
    for (const uri of urisOf(raw)) {
      const other = documents.get(uri)
      if (other !== undefined && other !== raw && '$id' in raw.schema && uri === basesOf(raw)[0]) {
        throw new GeneratorError(placeOf(raw), `${placeOf(other)} has the same \`$id\``)
      }
      if (other === undefined) documents.set(uri, raw)
    }
  }
  const embedded = new Map(raws.map((raw) => [raw.name, findEmbedded(raw, documents)]))
  const catalogue: Catalogue = { documents, byName: new Map(raws.map((raw) => [raw.name, raw])), embedded }
  const normal = raws.map((raw) => normaliseOne(raw, catalogue))
  const byName = new Map(normal.map((one) => [one.name, one]))
  for (const one of normal) checkReferences(one, byName)
  return normal.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function refuseTwins(raws: readonly RawSchema[]): void {
  const first = new Map<string, string>()
  for (const { name, source } of raws) {
    if (!isName(name)) {
      throw new GeneratorError(
        source,
        `\`${name.slice(0, 100)}\` is not a name for a schema (a letter, then at most 99 letters, digits, _ . -)`,
      )
    }
    const key = name.toLowerCase()
    const other = first.get(key)
    if (other !== undefined) throw new GeneratorError(source, `the name \`${name}\` is taken by a schema in ${other}`)
    first.set(key, source)
  }
}

function moderniseParts(raw: RawSchema): JsonSchema {
  let whole = raw.schema
  try {
    for (const { pointer, schema } of partsOf(raw.schema)) {
      const modern = modernise(schema, raw, pointer)
      whole = pointer === '' ? modern : withAnswer(whole, modern)
    }
  } catch (error) {
    if (error instanceof RangeError) throw new GeneratorError(placeOf(raw), 'is nested too deeply')
    throw error
  }
  return whole
}

function normaliseOne(raw: RawSchema, catalogue: Catalogue): Named {
  const { name, source } = raw
  const embedded = new Map(catalogue.embedded.get(name)?.map((one) => [one.pointer, one]))
  const copies = [...embedded.values()].filter(isCopyOfDocument).map(({ pointer }) => pointer)
  const moved: Record<string, JsonValue> = {}
  const change = (sub: JsonSchema, pointer: string): JsonSchema => {
    const { $id: _id, $schema: _schema, ...plain } = sub
    if (copies.some((copy) => pointer.startsWith(`${copy}/`))) return plain
    const ref = plain['$ref']
    if (typeof ref === 'string') plain['$ref'] = referenceTo(homeOf(ref, pointer, raw, catalogue), name)
    const one = embedded.get(pointer)
    if (one === undefined || (one.home.name === name && one.home.pointer === pointer)) return plain
    if (one.home.name === name && one.home.pointer !== '') {
      const key = one.home.pointer.slice('/$defs/'.length).replaceAll('~1', '/').replaceAll('~0', '~')
      moved[key] ??= plain
    }
    return { $ref: referenceTo(one.home, name), ...one.said }
  }
  let whole: JsonSchema = {}
  for (const { pointer, schema } of partsOf(raw.schema)) {
    const changed = mapSchema(schema, change, pointer)
    whole = pointer === '' ? changed : withAnswer(whole, changed)
  }
  if (Object.keys(moved).length > 0)
    whole = { ...whole, $defs: { ...moved, ...(isObject(whole['$defs']) ? whole['$defs'] : {}) } }
  return { name, source, schema: whole }
}

function referenceTo({ name, pointer }: Home, from: string): string {
  if (name === from) return `#${pointer}`
  return pointer === '' ? `${name}.json` : `${name}.json#${pointer}`
}

/** What a reference means that stands at `at` in a document. */
function homeOf(ref: string, at: string, raw: RawSchema, catalogue: Catalogue): Home {
  const place = placeOf(raw, at)
  const hash = ref.indexOf('#')
  const [file, fragment] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), ref.slice(hash + 1)]
  const pointer = decoded(fragment, ref, place)
  // The embedded schemas around the reference, the innermost first: it is relative to them before anything else.
  const around = (catalogue.embedded.get(raw.name) ?? [])
    .filter((one) => at === one.pointer || at.startsWith(`${one.pointer}/`))
    .sort((a, b) => b.pointer.length - a.pointer.length)
  if (file === '') {
    const [inner] = around
    const root = inner === undefined || inner.home.name !== raw.name ? { name: raw.name, pointer: '' } : inner.home
    return moved({ name: root.name, pointer: root.pointer + pointer }, catalogue)
  }
  for (const from of [...around.map(({ uri }) => uri), ...basesOf(raw)]) {
    const uri = resolveUri(file, from)
    const home = uri === undefined ? undefined : findHome(uri, raw, catalogue)
    if (home !== undefined) return moved({ name: home.name, pointer: home.pointer + pointer }, catalogue)
  }
  throw new GeneratorError(place, `\`$ref\` to \`${ref}\`, which is not in this folder`)
}

function findHome(uri: string, raw: RawSchema, { documents, embedded }: Catalogue): Home | undefined {
  const own = embedded.get(raw.name)?.find((one) => one.uri === uri)
  if (own !== undefined) return own.home
  const document = documents.get(uri)
  if (document !== undefined) return { name: document.name, pointer: '' }
  for (const others of embedded.values()) {
    const other = others.find((one) => one.uri === uri)
    if (other !== undefined) return other.home
  }
  return undefined
}

/** Where the place has moved to, when it was inside of an embedded schema or is called otherwise in 2020-12. */
function moved(home: Home, catalogue: Catalogue): Home {
  const schema = catalogue.byName.get(home.name)?.schema ?? {}
  const pointer = [home.pointer, withNewNames(home.pointer)].find((one) => atPointer(schema, one) !== undefined)
  if (pointer === undefined) return home
  const around = (catalogue.embedded.get(home.name) ?? [])
    .filter(
      (one) =>
        pointer.startsWith(`${one.pointer}/`) && !(one.home.name === home.name && one.home.pointer === one.pointer),
    )
    .sort((a, b) => b.pointer.length - a.pointer.length)
  const [inner] = around
  if (inner === undefined) return { name: home.name, pointer }
  return { name: inner.home.name, pointer: inner.home.pointer + pointer.slice(inner.pointer.length) }
}

function withNewNames(pointer: string): string {
  return pointer
    .replace(/\/definitions\//g, '/$defs/')
    .replace(/\/items\/(\d+)/g, '/prefixItems/$1')
    .replace(/\/additionalItems(?=\/|$)/g, '/items')
    .replace(/\/dependencies\//g, '/dependentSchemas/')
}

/** A JSON Pointer out of the fragment of an address, in which some signs are written as `%7B`. */
function decoded(fragment: string, ref: string, place: string): string {
  if (fragment === '') return ''
  if (!fragment.startsWith('/')) {
    throw new GeneratorError(
      place,
      `\`$ref\` to \`${ref}\`: after the # belongs a JSON Pointer, as in \`#/$defs/Name\``,
    )
  }
  try {
    const segments = decodeURIComponent(fragment).split('/').slice(1)
    return segments.map((segment) => `/${pointerSegment(segment.replaceAll('~1', '/').replaceAll('~0', '~'))}`).join('')
  } catch {
    throw new GeneratorError(place, `\`$ref\` to \`${ref}\`, which is no address`)
  }
}

function checkReferences(document: Named, byName: ReadonlyMap<string, Named>): void {
  const target = (ref: string, from: Named): { owner: Named; schema: JsonSchema } | undefined => {
    const [file = '', pointer = ''] = ref.split('#', 2)
    const owner = file === '' ? from : byName.get(file.replace(/\.json$/, ''))
    const schema = owner === undefined ? undefined : atPointer(owner.schema, pointer)
    return owner !== undefined && isObject(schema) ? { owner, schema } : undefined
  }
  for (const part of partsOf(document.schema)) {
    eachSchema(
      part.schema,
      (sub, at) => {
        let here: { owner: Named; schema: JsonSchema } | undefined = { owner: document, schema: sub }
        const seen = new Set<JsonSchema>()
        while (typeof here.schema['$ref'] === 'string') {
          const ref: string = here.schema['$ref']
          if (seen.has(here.schema))
            throw new GeneratorError(placeOf(document, at), `\`$ref\` to \`${ref}\` leads back to itself`)
          seen.add(here.schema)
          here = target(ref, here.owner)
          if (here === undefined)
            throw new GeneratorError(placeOf(document, at), `\`$ref\` to \`${ref}\`, where no schema stands`)
        }
      },
      part.pointer,
    )
  }
}
