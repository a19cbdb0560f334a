/**
 * The newest snapshot of the database that is known to be on the disk as a whole. LMDB itself commits without waiting for
 * the disk, so that after a loss of power its newest pages may be there, or not, or some of them. But pages of this
 * snapshot are not written over as long as it is pinned: what it begins with is written down here, in two places by turns,
 * and the file begins there again. See docs/STORE.md.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { fileProblem, StoreError } from '../error.ts'
import { checksumOf } from './checksum.ts'
import { type Meta, metaBytes, parseMeta } from './meta.ts'

/** How files are synced; a test has another, which may lose power. */
export interface Disk {
  datasync(file: FileHandle, which: 'messages' | 'synced'): Promise<void>
}

export const realDisk: Disk = { datasync: (file) => file.datasync() }

const mark = 'PWSYNC1\n'
const sumAt = 16 + metaBytes
const placeBytes = sumAt + 4
/** So far apart that no disk writes both at once. */
const places = [0, 4096] as const

export class SyncedFile {
  readonly #file: FileHandle
  readonly #disk: Disk
  #turn: number

  private constructor(file: FileHandle, disk: Disk, turn: number) {
    this.#file = file
    this.#disk = disk
    this.#turn = turn
  }

  static async open(path: string, disk: Disk): Promise<{ readonly file: SyncedFile; readonly meta: Meta | undefined }> {
    try {
      const handle = await open(path, 'a+', 0o600).then(async (made) => {
        await made.close()
        return open(path, 'r+')
      })
      const found = await readNewest(handle)
      return { file: new SyncedFile(handle, disk, found?.turn ?? 0), meta: found?.meta }
    } catch (error) {
      throw fileProblem(path, error)
    }
  }

  /** Resolves when a loss of power leads back to this snapshot; all that it consists of must have been synced before. */
  async write(meta: Meta): Promise<void> {
    this.#turn++
    const bytes = Buffer.alloc(placeBytes)
    bytes.write(mark, 0, 'latin1')
    bytes.writeDoubleLE(this.#turn, 8)
    meta.bytes.copy(bytes, 16)
    bytes.writeUInt32LE(checksumOf(bytes.subarray(0, sumAt), 0), sumAt)
    await this.#file.write(bytes, 0, bytes.length, places[this.#turn % 2 === 0 ? 0 : 1])
    await this.#disk.datasync(this.#file, 'synced')
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

/** For those who only look. */
export async function readSynced(path: string): Promise<Meta | undefined> {
  try {
    const handle = await open(path, 'r')
    try {
      return (await readNewest(handle))?.meta
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fileProblem(path, error)
  }
}

async function readNewest(handle: FileHandle): Promise<{ turn: number; meta: Meta } | undefined> {
  let newest: { turn: number; meta: Meta } | undefined
  for (const place of places) {
    const bytes = Buffer.alloc(placeBytes)
    await handle.read(bytes, 0, placeBytes, place)
    const right =
      bytes.toString('latin1', 0, mark.length) === mark &&
      bytes.readUInt32LE(sumAt) === checksumOf(bytes.subarray(0, sumAt), 0)
    const meta = right ? parseMeta(bytes.subarray(16, sumAt)) : undefined
    if (meta !== undefined && (newest === undefined || bytes.readDoubleLE(8) > newest.turn))
      newest = { turn: bytes.readDoubleLE(8), meta }
  }
  return newest
}

export function noSyncedSnapshot(path: string): StoreError {
  return new StoreError(
    `${path}: is damaged, and after a loss of power nothing else says what of the database can be relied on; restore the folder from a backup`,
  )
}
