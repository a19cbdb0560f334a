/**
 * From a folder to a database that can be relied on: nobody else has it, its files are whole, and it begins where nothing
 * is missing. Says which streams cannot be vouched for. See docs/STORE.md.
 */

import { readSync } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { fileProblem, StoreError } from '../error.ts'
import { syncFolder } from '../whole-file.ts'
import { type Complain, checkBranches, contents } from './contents.ts'
import { type Database, openDatabase } from './database.ts'
import { type Description, exists, type Folder, format, readDescription, writeDescription } from './folder.ts'
import { type Meta, metaBytes, newestMeta, rewound } from './meta.ts'
import { PageFile } from './pages.ts'
import { type Disk, noSyncedSnapshot, SyncedFile } from './synced.ts'

export interface OpeningOptions {
  readonly folder: Folder
  readonly boot: string | undefined
  readonly disk: Disk
  readonly log: (line: string) => void
  /** A database up to this size is looked through as a whole. */
  readonly checkBytes: number
}

export interface OpenFiles {
  readonly database: Database
  readonly messages: FileHandle
  readonly synced: SyncedFile
  readonly generation: number
  readonly fsyncGeneration: number
}

/** The folder is locked already. */
export async function openFiles(options: OpeningOptions): Promise<OpenFiles> {
  const { folder, boot, disk, log } = options
  const description = (await readDescription(folder)) ?? (await create(options))
  if (!exists(folder.messages)) {
    throw new StoreError(
      `${folder.messages}: is missing, but ${folder.store} describes it; restore it from a backup, or delete ${folder.store} to start anew`,
    )
  }
  const { file: synced, meta: flushed } = await SyncedFile.open(folder.synced, disk)
  const messages = await open(folder.messages, 'r+').catch((error: unknown) => {
    throw fileProblem(folder.messages, error)
  })
  try {
    const finding = find(folder, description, boot, flushed)
    if (finding.note !== undefined) log(`${folder.dir}: ${finding.note}`)
    await check(options, finding.meta)
    if (finding.rewind) await rewind(messages, finding.meta)
    await disk.datasync(messages, 'messages')
    await synced.write(finding.meta)
    const { generation, fsyncGeneration } = finding
    await writeDescription(folder, { format, state: 'open', boot: boot ?? null, generation, fsyncGeneration })
    return { database: openDatabase(folder.messages), messages, synced, generation, fsyncGeneration }
  } catch (error) {
    await messages.close()
    await synced.close()
    throw error
  }
}

export interface Finding {
  /** Where the database is to begin. */
  readonly meta: Meta
  /** What was written later is not to be relied on. */
  readonly rewind: boolean
  readonly generation: number
  readonly fsyncGeneration: number
  readonly note: string | undefined
}

/** Which snapshot holds, and what it can vouch for. */
export function find(
  folder: Folder,
  description: Description,
  boot: string | undefined,
  flushed: Meta | undefined,
): Finding {
  const { generation, fsyncGeneration } = description
  const file = new PageFile(folder.messages)
  try {
    if (description.state === 'open' && (boot === undefined || description.boot !== boot)) {
      if (flushed === undefined) throw noSyncedSnapshot(folder.synced)
      const what = description.boot === null && boot !== undefined ? 'the disk failed' : 'the machine went down'
      const note = `${what} while the store was open: streams that may lack their last messages begin a new epoch`
      return { meta: flushed, rewind: true, generation: generation + 1, fsyncGeneration, note }
    }
    const meta = file.newest()
    if (description.state === 'clean' && meta.transaction !== description.transaction) {
      const note = `${folder.messages} is not the one that was left here: all streams begin a new epoch`
      return { meta, rewind: false, generation: generation + 1, fsyncGeneration: fsyncGeneration + 1, note }
    }
    // The process may have died, but what it had handed to the system is still there.
    return { meta, rewind: false, generation, fsyncGeneration, note: undefined }
  } finally {
    file.close()
  }
}

/** Nothing was ever stored here; or its making was interrupted, and is begun again. */
async function create({ folder, disk }: OpeningOptions): Promise<Description> {
  await discardUnfinished(folder)
  const database = openDatabase(folder.messages)
  await database.close()
  const messages = await open(folder.messages, 'r+')
  const { file: synced } = await SyncedFile.open(folder.synced, disk)
  try {
    const meta = newestOf(messages, folder.messages)
    await disk.datasync(messages, 'messages')
    await synced.write(meta)
    await syncFolder(folder.dir)
    const description = {
      format,
      state: 'clean',
      transaction: meta.transaction,
      generation: 1,
      fsyncGeneration: 1,
    } as const
    await writeDescription(folder, description)
    return description
  } catch (error) {
    throw fileProblem(folder.dir, error)
  } finally {
    await messages.close()
    await synced.close()
  }
}

async function discardUnfinished(folder: Folder): Promise<void> {
  if (exists(folder.messages)) {
    const file = new PageFile(folder.messages)
    try {
      const begun = file.bytes > 0 && file.newest().main.root !== undefined
      if (begun)
        throw new StoreError(
          `${folder.store}: is missing, but ${folder.messages} holds messages; restore it from a backup of this folder`,
        )
    } finally {
      file.close()
    }
  }
  for (const path of [folder.messages, `${folder.messages}-lock`, folder.synced]) if (exists(path)) await unlink(path)
}

export function newestOf(messages: FileHandle, path: string): Meta {
  return newestMeta(path, (at, length) => {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(messages.fd, bytes, 0, length, at))
  })
}

const mostComplaints = 3
const restEveryMs = 20

/** Before LMDB sees it. */
async function check({ folder, checkBytes }: OpeningOptions, meta: Meta): Promise<void> {
  const file = new PageFile(folder.messages)
  const complaints: string[] = []
  let count = 0
  const complain: Complain = (line) => {
    if (count++ < mostComplaints) complaints.push(line.replace(`${folder.messages}: `, ''))
  }
  try {
    if (file.bytes > checkBytes) checkBranches(file, meta, complain)
    else await drain(contents(file, meta, complain))
  } finally {
    file.close()
  }
  if (count === 0) return
  const more = count > mostComplaints ? `, and ${count - mostComplaints} more` : ''
  throw new StoreError(
    `${folder.messages}: is damaged (${complaints.join('; ')}${more}); restore the folder from a backup, or save what is left: pactwire store export --salvage`,
  )
}

async function drain(steps: Iterable<unknown>): Promise<void> {
  let rested = performance.now()
  for (const _ of steps) {
    if (performance.now() - rested < restEveryMs) continue
    await new Promise((resolve) => setImmediate(resolve))
    rested = performance.now()
  }
}

async function rewind(messages: FileHandle, meta: Meta): Promise<void> {
  const [first, second] = rewound(meta)
  await messages.write(first, 0, metaBytes, 0)
  await messages.write(second, 0, metaBytes, meta.pageSize)
}
