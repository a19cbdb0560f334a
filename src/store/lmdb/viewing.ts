/** Looks at a store that no server uses, without changing anything and without LMDB: a damaged one can be looked at, too. */
import { setImmediate } from 'node:timers/promises'
import { StoreError } from '../error.ts'
import { readBootId } from './boot.ts'
import { type Complain, type Content, contents } from './contents.ts'
import { type Description, exists, type Folder, folderAt, format, readDescription } from './folder.ts'
import type { Subject } from './keys.ts'
import { takeLock } from './lock.ts'
import type { Meta } from './meta.ts'
import { find } from './opening.ts'
import { PageFile } from './pages.ts'
import { readSynced } from './synced.ts'

export interface View {
  readonly folder: Folder
  readonly description: Description
  readonly file: PageFile
  /** Where the next start would begin. */
  readonly meta: Meta
  /** What that start would say about it. */
  readonly note: string | undefined
}

/** How far something is, from 0 to 1. */
export type Progress = (share: number) => void

export async function viewStore<T>(
  dir: string,
  look: (view: View) => Promise<T>,
  /** Does with less: what describes the messages may be missing or damaged. */
  salvage = false,
): Promise<T> {
  const folder = folderAt(dir)
  const problem = missing(folder, salvage)
  if (problem !== undefined) throw new StoreError(problem)
  const lock = await takeLock(folder.dir)
  try {
    const flushed = exists(folder.synced) ? await readSynced(folder.synced) : undefined
    const start = salvage ? await salvageable(folder, flushed) : await startOf(folder, flushed)
    const file = new PageFile(folder.messages)
    try {
      return await look({ folder, file, ...start })
    } finally {
      file.close()
    }
  } finally {
    await lock.release()
  }
}

function missing({ dir, store, messages }: Folder, salvage: boolean): string | undefined {
  const hint = 'name the folder of a store with --data-dir'
  if (!exists(dir)) return `${dir}: does not exist; ${hint}`
  const [described, kept] = [exists(store), exists(messages)]
  if (!described && !kept) return `${dir}: holds no store; ${hint}`
  if (!kept) return `${messages}: is missing; restore it from a backup`
  return described || salvage
    ? undefined
    : `${store}: is missing; restore it from a backup, or save what is left: pactwire store export --salvage`
}

async function startOf(folder: Folder, flushed: Meta | undefined) {
  const description = await readDescription(folder)
  if (description === undefined) throw new StoreError(`${folder.store}: is missing; restore it from a backup`)
  const { meta, note } = find(folder, description, await readBootId(), flushed)
  return { description, meta, note }
}

const unknown: Description = { format, state: 'open', boot: null, generation: 0, fsyncGeneration: 0 }

/** As the next start would begin, or else with the best that there is. */
async function salvageable(folder: Folder, flushed: Meta | undefined) {
  try {
    return await startOf(folder, flushed)
  } catch (error) {
    if (flushed === undefined) return { description: unknown, meta: newestIn(folder), note: undefined }
    if (!(error instanceof StoreError)) throw error
    return { description: unknown, meta: flushed, note: undefined }
  }
}

function newestIn({ messages }: Folder): Meta {
  const file = new PageFile(messages)
  try {
    return file.newest()
  } finally {
    file.close()
  }
}

const restEveryMs = 50

/** Everything of some kinds, in order; rests now and then, and tells how far it is. */
export async function* records<K extends Subject['kind']>(
  { file, meta }: View,
  kinds: readonly K[],
  complain: Complain,
  progress: Progress = () => undefined,
): AsyncGenerator<Content & { readonly subject: Extract<Subject, { kind: K }> }> {
  const total = Math.max(1, meta.main.entries)
  let count = 0
  let rested = performance.now()
  for (const page of contents(file, meta, complain)) {
    count += page.length
    for (const content of page) if (isOf(content, kinds)) yield content
    if (performance.now() - rested < restEveryMs) continue
    progress(Math.min(1, count / total))
    await setImmediate()
    rested = performance.now()
  }
}

function isOf<K extends Subject['kind']>(
  content: Content,
  kinds: readonly K[],
): content is Content & { readonly subject: Extract<Subject, { kind: K }> } {
  return (kinds as readonly string[]).includes(content.subject.kind)
}
