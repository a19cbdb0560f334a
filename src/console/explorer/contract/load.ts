/** Fetches the contract from the server of this page: the AsyncAPI document, and the schema of each event with all that it refers to. */
import { isArray, isObject, type JsonObject, type JsonValue } from '../json/value.ts'
import { referencesOf, type SchemaFiles } from '../validate/schema.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'

export interface Contract {
  readonly catalogue: Catalogue
  readonly files: SchemaFiles
  /** What each error code means, from the schema that declares them. */
  readonly errors: ReadonlyMap<string, ErrorMeaning>
}

export interface ErrorMeaning {
  readonly meaning: string
  readonly action: string
  readonly retryable: boolean
}

export type Fetch = (path: string) => Promise<unknown>

/** A contract has tens of schemas; a server that names ever more of them is not followed for ever. */
const mostFiles = 1000

export async function loadContract(fetchJson: Fetch): Promise<Contract> {
  const catalogue = catalogueOf(await fetchJson('asyncapi.json'))
  const files = await loadFiles(
    fetchJson,
    catalogue.events.map(({ name }) => `${name}.json`),
  )
  return { catalogue, files, errors: meaningsIn(files) }
}

async function loadFiles(fetchJson: Fetch, names: readonly string[]): Promise<SchemaFiles> {
  const files = new Map<string, JsonObject>()
  const asked = new Set<string>()
  for (let wave = [...names]; wave.length > 0 && asked.size < mostFiles; ) {
    for (const name of wave) asked.add(name)
    const found = await Promise.all(wave.map(async (name) => [name, await fetchJson(`schema/${name}`)] as const))
    for (const [name, schema] of found) if (isObject(schema)) files.set(name, absolute(schema, name))
    wave = [...new Set(found.flatMap(([, schema]) => referencesOf(schema as JsonValue)))].filter(
      (name) => !asked.has(name),
    )
  }
  return files
}

/** `#/$defs/x` becomes `file.json#/$defs/x`, so that a schema may be taken out of its file. */
function absolute(schema: JsonObject, file: string): JsonObject {
  const inner = (value: JsonValue): JsonValue => {
    if (isArray(value)) return value.map(inner)
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === '$ref' && typeof part === 'string' && part.startsWith('#') ? `${file}${part}` : inner(part),
      ]),
    )
  }
  return inner(schema) as JsonObject
}

function meaningsIn(files: SchemaFiles): ReadonlyMap<string, ErrorMeaning> {
  const meanings = new Map<string, ErrorMeaning>()
  for (const schema of files.values()) {
    const about = schema['x-pactwire']
    if (!isObject(about) || about['kind'] !== 'error_codes' || !isObject(about['codes'])) continue
    for (const [code, told] of Object.entries(about['codes'])) {
      if (!isObject(told)) continue
      meanings.set(code, {
        meaning: String(told['meaning'] ?? ''),
        action: String(told['action'] ?? ''),
        retryable: told['retryable'] === true,
      })
    }
  }
  return meanings
}
