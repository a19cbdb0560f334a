/**
 * A meta page of LMDB: where a snapshot of the database begins. A file has two, written by turns; transaction n writes
 * page n % 2. The layout is that of data version 2, little endian, and everything else is refused.
 */
import { StoreError } from '../error.ts'

export const pageHeaderBytes = 24
/** From the start of a page to the end of its meta block; the rest of the page means nothing. */
export const metaBytes = 168

const magic = 0xbeefc0de
const dataVersion = 2
const metaFlag = 0x08
/** The tree of free pages is ordered by number, that of ours by bytes, and nothing else is in use. */
const freeFlags = 0x08
/** A file without a transaction says in what way it was made. */
const madeFlags = 0x4000
const mainFlags = 0
const noPage = 0xffff_ffff_ffff_ffffn

export interface Tree {
  readonly depth: number
  readonly entries: number
  /** Undefined: the tree is empty. */
  readonly root: number | undefined
}

export interface Meta {
  /** The block as it stands in the file, from the start of the page. */
  readonly bytes: Buffer
  readonly pageSize: number
  readonly free: Tree
  readonly main: Tree
  readonly lastPage: number
  readonly transaction: number
}

/** Undefined when the block is not a meta page that could have been written. */
export function parseMeta(block: Buffer): Meta | undefined {
  if (block.length < metaBytes) return undefined
  const bytes = Buffer.from(block.subarray(0, metaBytes))
  const pageSize = bytes.readUInt32LE(48)
  const transaction = Number(bytes.readBigUInt64LE(152))
  const lastPage = Number(bytes.readBigUInt64LE(144))
  const plausible =
    bytes.readUInt16LE(18) === metaFlag &&
    (bytes.readUInt16LE(52) & ~madeFlags) === freeFlags &&
    bytes.readUInt16LE(100) === mainFlags &&
    bytes.readUInt32LE(24) === magic &&
    (bytes.readUInt32LE(28) & 0xffff) === dataVersion &&
    pageSize >= 512 &&
    pageSize <= 65536 &&
    (pageSize & (pageSize - 1)) === 0 &&
    Number.isSafeInteger(transaction) &&
    Number.isSafeInteger(lastPage * pageSize)
  if (!plausible) return undefined
  return { bytes, pageSize, free: parseTree(bytes, 48), main: parseTree(bytes, 96), lastPage, transaction }
}

function parseTree(bytes: Buffer, at: number): Tree {
  const root = bytes.readBigUInt64LE(at + 40)
  return {
    depth: bytes.readUInt16LE(at + 6),
    entries: Number(bytes.readBigUInt64LE(at + 32)),
    root: root === noPage ? undefined : Number(root),
  }
}

/** The newest snapshot of a file, given how to read from it. */
export function newestMeta(path: string, read: (at: number, length: number) => Buffer): Meta {
  const first = parseMeta(read(0, metaBytes))
  if (first === undefined) throw notOurs(path)
  const second = parseMeta(read(first.pageSize, metaBytes))
  if (second === undefined || second.pageSize !== first.pageSize) throw notOurs(path)
  const newest = first.transaction >= second.transaction ? first : second
  const older = newest === first ? second : first
  // Each writes only its own page, and nothing is skipped: otherwise one of the two numbers is not what was written.
  const whole =
    newest.transaction === 0 ||
    (newest.transaction - older.transaction === 1 && newest.transaction % 2 === (newest === second ? 1 : 0))
  if (!whole && !(newest.transaction === older.transaction && newest.transaction <= 1)) throw notOurs(path)
  return newest
}

function notOurs(path: string): StoreError {
  return new StoreError(
    `${path}: is damaged, or was not written by this version of Pactwire; restore a backup, or move the folder away and start anew`,
  )
}

/** The two meta blocks that make a file begin at a snapshot again, whatever was written after it. */
export function rewound(meta: Meta): readonly [Buffer, Buffer] {
  const blocks = [0, 1].map((page) => {
    const block = Buffer.from(meta.bytes)
    block.writeBigUInt64LE(BigInt(page), 0)
    const own = meta.transaction % 2 === page
    block.writeBigUInt64LE(BigInt(own ? meta.transaction : Math.max(0, meta.transaction - 1)), 152)
    return block
  })
  return [blocks[0] ?? meta.bytes, blocks[1] ?? meta.bytes]
}
