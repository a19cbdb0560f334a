/**
 * One process at a time. The lock is held in the kernel, by a tiny LMDB file of its own: LMDB keeps a locked byte for
 * each process that reads from a file, and clears those of processes that are gone. So it ends with its process, however
 * that dies, it cannot be fooled by a process number that is used again, and it holds between containers that share a
 * folder. Who comes second sees the first; should two see one another, both give way.
 */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../error.ts'
import { type Database, openDatabase } from './database.ts'
import { PageFile } from './pages.ts'

export interface Lock {
  release(): Promise<void>
}

export const lockFile = 'owner.mdb'

/** LMDB opens a file once per process, so that it cannot tell two stores of one process apart. */
const mine = new Set<string>()

export async function takeLock(dir: string): Promise<Lock> {
  const folder = realpathSync(dir)
  if (mine.has(folder)) throw inUse(dir, 'this process')
  mine.add(folder)
  try {
    const release = await hold(dir)
    return {
      release: async () => {
        await release()
        mine.delete(folder)
      },
    }
  } catch (error) {
    mine.delete(folder)
    throw error
  }
}

async function hold(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, lockFile)
  checkFile(path)
  const database = openDatabase(path)
  database.readerCheck()
  // Before this process is on the list: even a process with the same number, in another container, shows now.
  const others = readersOf(database)
  if (others.length > 0) {
    await database.close()
    throw inUse(dir, `process ${others.join(', ')}`)
  }
  const snapshot = database.useReadTransaction()
  const all = readersOf(database)
  if (all.length !== 1) {
    snapshot.done()
    await database.close()
    throw inUse(dir, `process ${all.filter((pid) => pid !== String(process.pid)).join(', ')}`)
  }
  return async () => {
    snapshot.done()
    await database.close()
  }
}

/** LMDB would read behind the end of a file that has been cut. */
function checkFile(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return
  const file = new PageFile(path)
  try {
    const { pageSize, lastPage, main, free } = file.newest()
    const empty = main.root === undefined && free.root === undefined
    if (!empty || file.bytes < (lastPage + 1) * pageSize) throw new StoreError('is not empty')
  } catch {
    throw new StoreError(`${path}: is damaged; it holds nothing: delete it when no server runs on this folder`)
  } finally {
    file.close()
  }
}

/** A header, then a line for each: process, thread, transaction. */
function readersOf(database: Database): string[] {
  return [...database.readerList().matchAll(/^\s*(\d+)\s+[0-9a-f]+\s+\S+/gm)].map(([, pid]) => pid ?? '')
}

function inUse(dir: string, owner: string): StoreError {
  return new StoreError(`${dir}: is in use by ${owner}; stop that server first, or name another folder with --data-dir`)
}
