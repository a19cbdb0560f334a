/** Files to raw schemas: what stands in a folder, before anything is understood of it. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import { snakeCase } from './names.ts'
import { isObject } from './walk.ts'

export interface RawSchema {
  /** The name as given: by `$id`, by the export or by the file. */
  readonly name: string
  /** Relative to the folder, with forward slashes. */
  readonly source: string
  readonly schema: JsonSchema
}

export interface RawFolder {
  readonly schemas: readonly RawSchema[]
  readonly reference: string | undefined
}

const modules = new Set(['.ts', '.mts', '.js', '.mjs'])
const notSchemas = new Set(['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json'])

export async function readFolder(dir: string): Promise<RawFolder> {
  const files = await listFiles(dir)
  const schemas: RawSchema[] = []
  const seen = new Set<unknown>()
  for (const file of files) {
    const source = relative(dir, file).split(sep).join('/')
    if (extname(file) === '.json') schemas.push(await readJson(file, source))
    else if (modules.has(extname(file))) schemas.push(...(await readModule(file, source, seen)))
  }
  if (schemas.length === 0) throw new GeneratorError(dir, 'no schema found (looked for .json, .ts, .mts, .js and .mjs files)')
  const reference = files.find((file) => relative(dir, file) === 'reference.md')
  return { schemas, reference: reference === undefined ? undefined : await readFile(reference, 'utf8') }
}

async function listFiles(dir: string): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof listing>>
  try {
    entries = await listing(dir)
  } catch (error) {
    throw new GeneratorError(dir, `cannot be read as a folder of schemas (${codeOf(error)})`)
  }
  return entries
    .filter((entry) => entry.isFile() && !isForeign(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(dir, file).split(sep).includes('node_modules'))
    .sort((a, b) => (a < b ? -1 : 1))
}

const listing = (dir: string) => readdir(dir, { recursive: true, withFileTypes: true })

function isForeign(name: string): boolean {
  return notSchemas.has(name) || name.startsWith('.') || /\.d\.m?ts$|\.(test|spec)\.m?[jt]s$/.test(name)
}

async function readJson(file: string, source: string): Promise<RawSchema> {
  const text = await readFile(file, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new GeneratorError(placeOf(source, text, error), `not JSON: ${messageOf(error)}`)
  }
  if (!isObject(value)) throw new GeneratorError(source, 'a schema file must hold one JSON object')
  return { name: nameOf(value['$id'], basename(source)), source, schema: value }
}

/** Node says `position 17`, and sometimes the line: a person wants `file:2:5`. */
function placeOf(source: string, text: string, error: unknown): string {
  const position = /position (\d+)/.exec(messageOf(error))?.[1]
  const offset = position === undefined ? (/end of JSON/.test(messageOf(error)) ? text.length : undefined) : Number(position)
  if (offset === undefined) return source
  const before = text.slice(0, offset).split('\n')
  return `${source}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

async function readModule(file: string, source: string, seen: Set<unknown>): Promise<RawSchema[]> {
  const exported = await importModule(file, source)
  const found: RawSchema[] = []
  for (const [key, value] of Object.entries(exported)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!isSchema(item) || seen.has(item)) continue
      seen.add(item)
      // A TypeBox schema is plain data but for symbols and undefined, which do not survive this.
      const schema = JSON.parse(JSON.stringify(item)) as JsonSchema
      found.push({ name: nameOf(schema['$id'], snakeCase(key)), source, schema })
    }
  }
  return found
}

function isSchema(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if ('$id' in value || 'x-pactwire' in value) return true
  return Object.getOwnPropertySymbols(value).some((symbol) => symbol.description === 'TypeBox.Kind')
}

async function importModule(file: string, source: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(file).href
  try {
    return (await import(url)) as Record<string, unknown>
  } catch (error) {
    if (codeOf(error) !== 'ERR_UNKNOWN_FILE_EXTENSION') throw new GeneratorError(source, firstLine(error))
  }
  // Node 20 does not read TypeScript by itself; tsx does, where the project has it.
  let tsx: { tsImport: (specifier: string, parent: string) => Promise<unknown> }
  try {
    tsx = (await import('tsx/esm/api')) as typeof tsx
  } catch {
    throw new GeneratorError(source, 'this Node cannot read TypeScript; install tsx beside pactwire, or write the schemas as .js or .json')
  }
  try {
    return (await tsx.tsImport(url, import.meta.url)) as Record<string, unknown>
  } catch (error) {
    throw new GeneratorError(source, firstLine(error))
  }
}

function nameOf(id: JsonValue | undefined, fallback: string): string {
  const last = typeof id === 'string' && id !== '' ? (id.split('#')[0]?.split('/').at(-1) ?? '') : ''
  return (last === '' ? fallback : last).replace(/(\.schema)?\.json$/, '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n').find((line) => line.trim() !== '')?.trim() ?? 'cannot be loaded'
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : firstLine(error)
}
