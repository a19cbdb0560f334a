/**
 * Writes the output all or nothing, as far as a file system lets us: everything goes into a folder inside of the target
 * first, and only when all of it stands there does it move into place. What an earlier run left over is removed.
 */
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { GeneratorError, type OutputFile } from './model.ts'
import { systemReason } from './place.ts'

/** What every generated file says of itself in its first lines. */
const mark = /Generated from .+ by `.+`/
/** What this generator has names for. Only such files are ever removed, and only with the mark. */
const ours =
  /^(schema\/[^/]+\.json|(types|operations|settings|client)\.ts|validators\.(js|d\.ts)|(asyncapi|openapi)\.json|PROTOCOL\.md)$/
/** Where the mark is looked for, in bytes. */
const headBytes = 1024

export interface Target {
  readonly dir: string
  readonly files: readonly OutputFile[]
}

export interface Written {
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

interface Plan {
  readonly target: Target
  readonly root: string
  readonly changed: readonly OutputFile[]
  readonly stale: readonly string[]
  /** The first folder that was not there before. */
  readonly made: string | undefined
  readonly staging: string
}

export async function writeOutput(targets: readonly Target[]): Promise<Written> {
  const plans: Plan[] = []
  let done = false
  try {
    for (const target of targets) plans.push(await stage(target))
    for (const plan of plans) await move(plan)
    done = true
  } finally {
    for (const { staging, made } of plans) {
      await rm(staging, { recursive: true, force: true })
      if (!done && made !== undefined) await rm(made, { recursive: true, force: true })
    }
  }
  return {
    changed: plans.flatMap(({ changed }) => changed.map(({ path }) => path)),
    removed: plans.flatMap(({ stale }) => stale),
  }
}

async function stage(target: Target): Promise<Plan> {
  const root = resolve(target.dir)
  let made: string | undefined
  let staging: string | undefined
  try {
    made = await makeFolder(root)
    const changed = await changedFiles(target, root)
    const stale = await staleFiles(target, root)
    staging = await mkdtemp(join(root, '.generating-'))
    for (const { path, content } of changed) {
      await mkdir(dirname(join(staging, path)), { recursive: true })
      await writeFile(join(staging, path), content)
    }
    return { target, root, changed, stale, made, staging }
  } catch (error) {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true })
    if (made !== undefined) await rm(made, { recursive: true, force: true })
    throw unwritable(target, error)
  }
}

/**
 * Makes a folder and those that it lies in; the result is the first that was not there. Node's own way of doing this goes
 * round for ever where the system says that a folder does not exist whose parent does, as `/proc` has it.
 */
async function makeFolder(path: string): Promise<string | undefined> {
  try {
    await mkdir(path)
    return path
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return undefined
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    const made = await makeFolder(dirname(path))
    if (made === undefined) throw error
    await mkdir(path)
    return made
  }
}

async function move({ target, root, changed, stale, staging }: Plan): Promise<void> {
  try {
    for (const { path } of changed) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await rename(join(staging, path), join(root, path))
    }
    for (const path of stale) await rm(join(root, path))
  } catch (error) {
    throw unwritable(target, error)
  }
}

function unwritable({ dir }: Target, error: unknown): GeneratorError {
  if (error instanceof GeneratorError) return error
  return new GeneratorError(dir, `cannot be written to: ${systemReason(error)}`)
}

async function changedFiles({ dir, files }: Target, root: string): Promise<OutputFile[]> {
  const changed: OutputFile[] = []
  for (const file of files) {
    const old = await contentOf(join(root, file.path))
    if (old === file.content) continue
    if (old !== undefined && old !== '' && !mark.test(old.slice(0, headBytes))) {
      throw new GeneratorError(
        join(dir, file.path),
        'is in the way and was not generated; move it, or choose another folder',
      )
    }
    changed.push(file)
  }
  return changed
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A schema that is gone must not leave its file behind; a file that we did not write is none of our business. */
async function staleFiles({ files }: Target, root: string): Promise<string[]> {
  const wanted = new Set(files.map(({ path }) => path))
  const stale: string[] = []
  for (const path of [...(await namesIn(root, '')), ...(await namesIn(root, 'schema/'))]) {
    if (!wanted.has(path) && ours.test(path) && mark.test(await headOf(join(root, path)))) stale.push(path)
  }
  return stale.sort()
}

async function namesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map(({ name }) => folder + name)
}

async function headOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
