/**
 * Writes the output all or nothing as far as a file system lets us: everything goes into a folder beside the target
 * first, and only when all of it stands there does it move into place. What an earlier run left over is removed.
 */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { GeneratorError, type OutputFile } from './model.ts'

/** Only files that carry this are ever removed, whatever else stands in the folder. */
const mark = /Generated from .+ by `.+`/

export interface Written {
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

export async function writeOutput(out: string, files: readonly OutputFile[]): Promise<Written> {
  const target = resolve(out)
  let staging: string | undefined
  try {
    await mkdir(target, { recursive: true })
    const before = await existingFiles(target)
    const changed = await changedFiles(target, files)
    if (changed.length > 0) {
      staging = await mkdtemp(join(target, '.generating-'))
      for (const { path, content } of changed) {
        await mkdir(dirname(join(staging, path)), { recursive: true })
        await writeFile(join(staging, path), content)
      }
      for (const { path } of changed) {
        await mkdir(dirname(join(target, path)), { recursive: true })
        await rename(join(staging, path), join(target, path))
      }
    }
    const removed = await removeStale(target, before, files)
    return { changed: changed.map(({ path }) => path), removed }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new GeneratorError(out, `cannot be written to (${reason})`)
  } finally {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true })
  }
}

async function existingFiles(target: string): Promise<string[]> {
  const entries = await readdir(target, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(target, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

async function changedFiles(target: string, files: readonly OutputFile[]): Promise<OutputFile[]> {
  const changed: OutputFile[] = []
  for (const file of files) {
    const old = await readFile(join(target, file.path), 'utf8').catch(() => undefined)
    if (old !== file.content) changed.push(file)
  }
  return changed
}

/** A schema that is gone must not leave its file behind; a file that we did not write is none of our business. */
async function removeStale(target: string, before: readonly string[], files: readonly OutputFile[]): Promise<string[]> {
  const wanted = new Set(files.map(({ path }) => path))
  const removed: string[] = []
  for (const path of before) {
    if (wanted.has(path) || !/^(schema\/[^/]+\.json|[^/]+)$/.test(path)) continue
    if (!mark.test((await readFile(join(target, path), 'utf8')).slice(0, 600))) continue
    await rm(join(target, path))
    removed.push(path)
  }
  return removed
}
