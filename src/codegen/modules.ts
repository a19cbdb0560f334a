/** Modules to raw schemas: what a `.ts` or `.js` file exports, with everything that TypeBox adds to JSON taken off. */
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import { snakeCase } from './names.ts'
import { messageOf, placeOf } from './place.ts'
import { isObject } from './walk.ts'

export interface Exported {
  /** The name when the schema has no `$id`. */
  readonly fallback: string
  readonly source: string
  readonly schema: JsonSchema
}

interface Found {
  readonly key: string
  readonly source: string
  readonly value: object
}

type Load = (file: string) => Promise<unknown>

/**
 * All files through one loader, so that a schema that one file takes from another is one schema. Node reads TypeScript by
 * itself only in later versions, and only a part of it; tsx reads all of it, where there is one.
 */
export async function readModules(
  files: readonly string[],
  dir: string,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Exported[]> {
  if (files.length === 0) return []
  // Node itself reads a module once, and what that one imports, too.
  if (!fresh || !(await hasTsx())) {
    const again = fresh ? `?again=${++namespaces}` : ''
    try {
      return withoutTypeBox(await collect(files, dir, (file) => import(urlOf(file) + again)))
    } catch (error) {
      if (!isUnreadable(error)) throw error
    }
  }
  const tsx = await loadTsx(dir)
  // A namespace has its modules to itself: what was edited since the last time is read anew.
  const namespace = `pactwire-${++namespaces}`
  const required = tsx.cjs.register({ namespace })
  const imported = tsx.esm.register({ namespace })
  try {
    // Loading CommonJS by `import` would load it once more for each file that asks for it.
    const load = async (file: string) =>
      (await isCommonJs(file)) ? required.require(file, import.meta.url) : imported.import(urlOf(file), import.meta.url)
    return withoutTypeBox(await collect(files, dir, load))
  } finally {
    required.unregister()
    await imported.unregister()
  }
}

/** In two halves, because in a package that is not `"type": "module"` TypeScript means CommonJS. */
async function loadTsx(dir: string) {
  try {
    const [esm, cjs] = await Promise.all([import('tsx/esm/api'), import('tsx/cjs/api')])
    return { esm, cjs }
  } catch {
    throw new GeneratorError(
      dir,
      'this Node cannot read TypeScript; install tsx beside pactwire, or write the schemas as .js or .json',
    )
  }
}

async function hasTsx(): Promise<boolean> {
  return loadTsx('').then(
    () => true,
    () => false,
  )
}

let namespaces = 0

function urlOf(file: string): string {
  return pathToFileURL(file).href
}

/** What Node decides by the nearest package.json, for files whose name does not say it. */
async function isCommonJs(file: string): Promise<boolean> {
  if (/\.m[jt]s$/.test(file)) return false
  for (let dir = dirname(file); ; dir = dirname(dir)) {
    const text = await readFile(join(dir, 'package.json'), 'utf8').catch(() => undefined)
    if (text !== undefined) return !/"type"\s*:\s*"module"/.test(text)
    if (dirname(dir) === dir) return true
  }
}

async function collect(files: readonly string[], dir: string, load: Load): Promise<Found[]> {
  const found: Found[] = []
  const seen = new Set<object>()
  // What an index file passes on is known by the file that it comes from.
  const ordered = [...files].sort((a, b) => Number(isIndex(a)) - Number(isIndex(b)))
  for (const file of ordered) {
    const source = relative(dir, file).split(sep).join('/')
    for (const [key, value] of exportsOf(await loadModule(file, source, dir, load))) {
      if (seen.has(value)) continue
      seen.add(value)
      found.push({ key: key === 'default' ? source.replace(/^.*\/|\.\w+$/g, '') : key, source, value })
    }
  }
  return found
}

function isIndex(file: string): boolean {
  return /(^|[\\/])index\.\w+$/.test(file)
}

function exportsOf(module: unknown): [string, object][] {
  const named = Object.entries(module ?? {})
  // The exports of a CommonJS module may stand in its default export only.
  const inside = named.flatMap(([key, value]) =>
    key === 'default' && isObject(value) && !isSchema(value) ? Object.entries(value) : [],
  )
  return [...named, ...inside].flatMap(([key, value]) =>
    [value].flat().flatMap((item): [string, object][] => (isSchema(item) ? [[key, item]] : [])),
  )
}

function isSchema(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return '$id' in value || 'x-pactwire' in value || isTypeBox(value)
}

function isTypeBox(value: object): boolean {
  return Object.getOwnPropertySymbols(value).some((symbol) => symbol.description === 'TypeBox.Kind')
}

function isUnreadable(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'ERR_UNKNOWN_FILE_EXTENSION' || code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX'
}

async function loadModule(file: string, source: string, dir: string, load: Load): Promise<unknown> {
  try {
    return await load(resolve(file))
  } catch (error) {
    if (isUnreadable(error)) throw error
    throw new GeneratorError(lineOf(error, dir) ?? source, `cannot be loaded: ${withoutFiles(messageOf(error))}`)
  }
}

/** The innermost line of the folder that had to do with it: `values.ts:3:7`. */
function lineOf(error: unknown, dir: string): string | undefined {
  if (!(error instanceof Error)) return undefined
  const text = `${error.message}\n${error.stack ?? ''}`
  const folder = pathToFileURL(dir)
    .pathname.replace(/\/$/, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = new RegExp(`${folder}/([^\\s?:()]+)(?:\\?[^\\s:()]*)?:(\\d+)(?::(\\d+))?`).exec(text)
  return found === null
    ? undefined
    : found
        .slice(1)
        .filter((part) => part !== undefined)
        .join(':')
}

function withoutFiles(message: string): string {
  return message.replace(/^Transform failed with \d+ errors?: /, '').replace(/^\/\S+:\d+:\d+: (ERROR: )?/, '')
}

/**
 * A TypeBox schema is plain data but for symbols, which JSON leaves out, and for the numbers that `Type.Recursive` counts
 * up: `T0`, `T1` … in the order in which modules happen to be loaded. They become names that depend on the schema alone.
 */
function withoutTypeBox(found: readonly Found[]): Exported[] {
  const plain = found.map((one) => ({ ...one, schema: plainData(one) }))
  const numbered = new Map<string, { name: string; text: string }>()
  for (const { value, key, schema } of plain) {
    if (isTypeBox(value) && isNumber(schema['$id']))
      numbered.set(schema['$id'], { name: snakeCase(key), text: JSON.stringify(schema) })
  }
  const exported = plain.map(({ value, key, source, schema }) => {
    const fallback = snakeCase(key)
    if (!isTypeBox(value)) return { fallback, source, schema }
    return { fallback, source, schema: withoutNumbers(schema, fallback, numbered) }
  })
  // Where modules are CommonJS, the same module may have been loaded twice, and all of its schemas with it.
  const texts = new Map<string, string>()
  return exported.filter(({ fallback, schema }) => {
    const name = String(schema['$id'] ?? fallback)
    const text = JSON.stringify(schema)
    if (texts.get(name) === text) return false
    texts.set(name, text)
    return true
  })
}

function plainData({ key, source, value }: Found): JsonSchema {
  try {
    return JSON.parse(JSON.stringify(value)) as JsonSchema
  } catch (error) {
    throw new GeneratorError(
      placeOf({ source, name: key }),
      `is not plain data: ${messageOf(error).replace(/ -->.*$/, '')}`,
    )
  }
}

function isNumber(id: JsonValue | undefined): id is string {
  return typeof id === 'string' && /^T\d+$/.test(id)
}

function withoutNumbers(
  schema: JsonSchema,
  own: string,
  documents: ReadonlyMap<string, { name: string; text: string }>,
): JsonSchema {
  const names = new Map<string, string>()
  const rename = (value: JsonValue, isRoot: boolean): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => rename(item, false))
    if (!isObject(value)) return value
    const id = value['$id']
    if (isNumber(id)) {
      const document = documents.get(id)
      if (!isRoot && document?.text === JSON.stringify(value)) return { $ref: `${document.name}.json` }
      if (!names.has(id)) names.set(id, isRoot ? `${own}.json` : `Recursive${names.size + 1}`)
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
        if (key === '$id' && isNumber(item)) return isRoot ? [] : [[key, names.get(item) ?? item]]
        if (key === '$ref' && isNumber(item)) return [[key, names.get(item) ?? item]]
        return [[key, rename(item, false)]]
      }),
    )
  }
  const renamed = rename(schema, true)
  return isObject(renamed) ? renamed : schema
}
