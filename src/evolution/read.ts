/** A generated set from where it stands: a folder, or the same folder as it was at a git ref. */
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { GeneratorError } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { createSchemaCheck } from './dialect.ts'
import type { SchemaFile } from './document.ts'
import { openTree } from './git.ts'
import type { GeneratedSet } from './library.ts'

/** Far beyond any set that people write; what is larger was named by mistake. */
const limits = { files: 10_000, bytes: 8 * 1024 * 1024, depth: 100 }

export async function readFolderSet(dir: string): Promise<GeneratedSet> {
  const files = (await listJson(dir)).map((path) => ({
    path,
    place: join(dir, path),
    read: () => readText(join(dir, path)),
  }))
  return { source: dir, files: await readAll(files, dir) }
}

/** `ref` is a commit, in which the folder is where `dir` is now, or `<commit>:<folder>`. */
export async function readGitSet(ref: string, dir: string): Promise<GeneratedSet> {
  const { files, folder, read } = await openTree(ref, dir)
  const placeOf = (path: string) => `${folder}${folder.endsWith(':') ? '' : '/'}${path}`
  const entries = files
    .filter(({ path }) => path.endsWith('.json'))
    .map(({ path, blob }) => ({
      path,
      place: placeOf(path),
      read: () => read(blob, limits.bytes, placeOf(path)),
    }))
  return { source: ref, files: await readAll(entries, ref) }
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}

interface Entry {
  readonly path: string
  readonly place: string
  readonly read: () => Promise<string>
}

async function readAll(entries: readonly Entry[], source: string): Promise<SchemaFile[]> {
  if (entries.length === 0) throw new GeneratorError(source, 'there is no .json file in this folder')
  if (entries.length > limits.files)
    throw new GeneratorError(source, `there are more than ${limits.files} .json files in this folder`)
  const files: SchemaFile[] = []
  // One after the other is quick enough, and of several complaints the first is always the same.
  const check = createSchemaCheck()
  for (const entry of entries) {
    const file = parse(entry, await entry.read())
    check(file.schema, file.place)
    files.push(file)
  }
  return files
}

function parse({ path, place }: Entry, text: string): SchemaFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new GeneratorError(
      place,
      `not JSON: ${error instanceof Error ? error.message.split('\n')[0] : 'cannot be read'}`,
    )
  }
  if (!isObject(value)) throw new GeneratorError(place, 'a schema file must hold one JSON object')
  if (depthOf(value) > limits.depth) throw new GeneratorError(place, `nested more than ${limits.depth} levels deep`)
  return { name: path.replace(/\.json$/, ''), place, schema: value }
}

function depthOf(value: unknown): number {
  let level: unknown[] = [value]
  for (let depth = 0; ; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0 || depth > limits.depth) return depth
  }
}

async function listJson(dir: string): Promise<string[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(dir, { recursive: true, withFileTypes: true })
  } catch (error) {
    throw new GeneratorError(dir, `cannot be read as a folder of schemas (${codeOf(error)})`)
  }
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

async function readText(file: string): Promise<string> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0
  if (size > limits.bytes) throw new GeneratorError(file, `larger than ${limits.bytes} bytes`)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new GeneratorError(file, `cannot be read (${codeOf(error)})`)
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error'
}
