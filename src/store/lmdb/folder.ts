/**
 * The folder of a store and the one file in it that people may read, `store.json`: the format of the rest, and whether
 * everything had been synced when it was left. It is replaced as a whole, and synced, before anything depends on it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileProblem, StoreError } from '../error.ts'
import { writeWhole } from '../whole-file.ts'

/** 2: messages may be events of an application. A folder of format 1 is one without any, and becomes one of format 2. */
export const format = 2
const oldestFormat = 1

export interface Folder {
  readonly dir: string
  /** What describes the rest. */
  readonly store: string
  /** The database, and the snapshot of it that is known to be on the disk. */
  readonly messages: string
  readonly synced: string
}

export type State =
  /**
   * In use, or left without warning, in this run of the machine. Without a run nothing is known of what was not synced:
   * the system does not tell one run from another, or the disk has failed.
   */
  | { readonly state: 'open'; readonly boot: string | null }
  /** Left in order, at this transaction. */
  | { readonly state: 'clean'; readonly transaction: number }

export type Description = State & {
  readonly format: number
  /** How often a tail may have been lost, of streams with `commit`; and how often of any stream. */
  readonly generation: number
  readonly fsyncGeneration: number
}

export function folderAt(dir: string): Folder {
  const path = resolve(dir)
  return {
    dir: path,
    store: join(path, 'store.json'),
    messages: join(path, 'messages.mdb'),
    synced: join(path, 'messages.synced'),
  }
}

/** Makes the folder if there is none, and finds out whether it can be written to. */
export async function prepareFolder({ dir }: Folder): Promise<void> {
  try {
    await make(dir)
    const probe = join(dir, `probe-${randomBytes(6).toString('hex')}`)
    const file = await open(probe, 'wx', 0o600)
    try {
      // As much as the first transaction needs: a full disk is to be found now.
      await file.writeFile(Buffer.alloc(64 * 1024))
      await file.sync()
    } finally {
      await file.close()
      await unlink(probe)
    }
  } catch (error) {
    throw fileProblem(dir, error)
  }
}

/** With what is above it. (Node’s own way of doing so never ends where nothing can be made, as in /proc.) */
async function make(dir: string): Promise<void> {
  if (exists(dir)) return
  if (dirname(dir) !== dir) await make(dirname(dir))
  await mkdir(dir, { mode: 0o700 }).catch((error: unknown) => {
    // Somebody else has made it at the same moment.
    if (!exists(dir)) throw error
  })
}

/** Undefined: there is none. */
export async function readDescription({ store }: Folder): Promise<Description | undefined> {
  let text: string
  try {
    text = await readFile(store, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw fileProblem(store, error)
  }
  const value = parse(text)
  if (value === undefined) throw new StoreError(`${store}: is damaged; restore it from a backup of this folder`)
  if (value.format > format) {
    throw new StoreError(
      `${store}: has format ${value.format}, which a later version of Pactwire wrote; this one reads format ${format}: use the later version`,
    )
  }
  if (value.format < oldestFormat) {
    throw new StoreError(
      `${store}: has format ${value.format}, and this version reads format ${format}: export it with the version that wrote it, then import that here`,
    )
  }
  return value
}

function parse(text: string): Description | undefined {
  try {
    const { sum, ...value } = JSON.parse(text) as Record<string, unknown>
    if (!isDescription(value)) return undefined
    const ours = value.format >= oldestFormat && value.format <= format
    return !ours || sum === sumOf(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A generation that came back would make a lost tail look whole. */
function sumOf(description: Description): string {
  return createHash('sha256').update(JSON.stringify(description)).digest('hex').slice(0, 16)
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false
  const { format: found, state, boot, transaction, generation, fsyncGeneration } = value as Record<string, unknown>
  if (!isCount(found)) return false
  // What a later format has besides is its own affair.
  if (found > format) return true
  const stateIsRight =
    state === 'open' ? boot === null || typeof boot === 'string' : state === 'clean' && isCount(transaction)
  return stateIsRight && isCount(generation) && isCount(fsyncGeneration)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

export async function writeDescription({ store }: Folder, description: Description): Promise<void> {
  try {
    await writeWhole(store, `${JSON.stringify({ ...description, sum: sumOf(description) }, null, 2)}\n`)
  } catch (error) {
    throw fileProblem(store, error)
  }
}

export function exists(path: string): boolean {
  return existsSync(path)
}
