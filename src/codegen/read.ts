/** Files to raw schemas: what stands in a folder, before anything is understood of it. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { findJsonMistake } from './json-mistake.ts'
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import { readModules } from './modules.ts'
import { messageOf, systemReason } from './place.ts'
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

export async function readFolder(dir: string, options: { readonly fresh?: boolean } = {}): Promise<RawFolder> {
  const files = await listFiles(dir)
  const schemas: RawSchema[] = []
  for (const file of files) {
    if (extname(file) === '.json') schemas.push(await readJson(file, relative(dir, file).split(sep).join('/')))
  }
  const exported = await readModules(
    files.filter((file) => modules.has(extname(file))),
    dir,
    options,
  )
  for (const { fallback, source, schema } of exported)
    schemas.push({ name: nameOf(schema['$id'], fallback), source, schema })
  if (schemas.length === 0)
    throw new GeneratorError(dir, 'no schema found (looked for .json, .ts, .mts, .js and .mjs files)')
  const reference = files.find((file) => relative(dir, file) === 'reference.md')
  return { schemas, reference: reference === undefined ? undefined : await readText(reference, 'reference.md') }
}

async function listFiles(dir: string): Promise<string[]> {
  try {
    return (await filesUnder(dir)).sort((a, b) => (a < b ? -1 : 1))
  } catch (error) {
    throw new GeneratorError(dir, `cannot be read as a folder of schemas: ${systemReason(error)}`)
  }
}

async function filesUnder(dir: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(dir, entry.name)
    if (entry.isDirectory()) found.push(...(await filesUnder(path)))
    else if (!isForeign(entry.name) && (entry.isFile() || (await isLinkToFile(path)))) found.push(path)
  }
  return found
}

/** Links to folders are left alone: they can go round in circles. */
async function isLinkToFile(path: string): Promise<boolean> {
  return stat(path).then(
    (target) => target.isFile(),
    () => false,
  )
}

function isForeign(name: string): boolean {
  return notSchemas.has(name) || /\.d\.m?ts$|\.(test|spec)\.m?[jt]s$/.test(name)
}

async function readText(file: string, source: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '')
  } catch (error) {
    throw new GeneratorError(source, `cannot be read: ${systemReason(error)}`)
  }
}

async function readJson(file: string, source: string): Promise<RawSchema> {
  const text = await readText(file, source)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const mistake = findJsonMistake(text)
    if (mistake === undefined) throw new GeneratorError(source, `not JSON: ${messageOf(error)}`)
    throw new GeneratorError(`${source}:${mistake.line}:${mistake.column}`, `not JSON: ${mistake.problem}`)
  }
  if (!isObject(value)) throw new GeneratorError(source, 'a schema file must hold one JSON object')
  return { name: nameOf(value['$id'], basename(source)), source, schema: value }
}

/** The last part of an `$id` where that can be a name, as the `order` of `https://example.com/order.schema.json`. */
function nameOf(id: JsonValue | undefined, fallback: string): string {
  const last = typeof id === 'string' ? (id.split(/[?#]/)[0]?.split('/').at(-1) ?? '') : ''
  const name = last.replace(/(\.schema)?\.json$/, '')
  return isName(name) ? name : fallback.replace(/(\.schema)?\.json$/, '')
}

export function isName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/.test(name)
}
