/** LMDB, as far as it is used here, with the settings that the rest relies on. See docs/STORE.md. */
import { open } from 'lmdb'
import { fileProblem } from '../error.ts'
import { keyEncoder, type StoreKey } from './keys.ts'

export interface Range {
  readonly start: StoreKey
  /** Not included. */
  readonly end: StoreKey
  readonly reverse?: boolean
  readonly limit?: number
}

export interface Row {
  readonly key: Buffer
  /** Valid until the next read of any kind. */
  readonly value: Buffer
}

export interface Snapshot {
  done(): void
}

export interface Database {
  /** In a batch only; all puts and removals of one batch are kept, or none is. */
  put(key: StoreKey, value: Uint8Array): unknown
  remove(key: StoreKey): unknown
  batch(action: () => void): Promise<boolean>
  /** Valid until the next read of any kind. */
  getBinaryFast(key: StoreKey): Buffer | undefined
  getRange(range: Range): Iterable<Row>
  /** What is to be seen now stays in the file until it is done with. */
  useReadTransaction(): Snapshot
  transactionSync(action: () => void): unknown
  readerCheck(): number
  readerList(): string
  close(): Promise<void>
}

/** Address space only: the file grows as it is needed. Smaller where the system has not got so much. */
const mapSizes = [2 ** 38, 2 ** 35, 2 ** 32, 2 ** 30]

const binary = { encode: (value: Uint8Array) => value, decode: (bytes: Buffer) => bytes, copyBuffers: true }

export function openDatabase(path: string): Database {
  let problem: unknown
  for (const mapSize of mapSizes) {
    try {
      const options = {
        path,
        mapSize,
        noSubdir: true,
        // LMDB never syncs by itself: a thread of ours does, and pins what has been synced. See synced.ts.
        noSync: true,
        overlappingSync: false,
        // With this, lmdb makes a promise of its own for each batch that nobody could handle the failure of.
        eventTurnBatching: false,
        keyEncoder,
        encoder: binary,
        maxReaders: 32,
        permissionsMode: 0o600,
      }
      return open(options) as unknown as Database
    } catch (error) {
      problem = error
      if (!(error instanceof Error && /memory|ENOMEM/i.test(error.message))) break
    }
  }
  throw fileProblem(path, problem)
}
