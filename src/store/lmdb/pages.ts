/**
 * Walks the pages of an LMDB file without LMDB. LMDB trusts its file: a flipped bit makes it read out of bounds, and the
 * process dies. So that a damaged file ends in a sentence and not in a signal, every page is looked at before LMDB may
 * see it; and what is to be saved from a damaged file is read this way as well.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { fileProblem } from '../error.ts'
import { type Meta, newestMeta, pageHeaderBytes, type Tree } from './meta.ts'

export interface Leaf {
  readonly page: number
  readonly key: Buffer
  readonly value: Buffer
}

/** What is wrong with a page; the rest of the walk goes on without it. */
export type Report = (page: number, problem: string) => void

const branch = 0x01
const leaf = 0x02
const overflow = 0x04
const bigData = 0x01
const nodeHeaderBytes = 8
const maxKeyBytes = 1978
const firstPage = 2
/** As deep as LMDB itself goes. */
const deepest = 32

export class PageFile {
  readonly path: string
  readonly bytes: number
  readonly #fd: number

  constructor(path: string) {
    this.path = path
    try {
      this.#fd = openSync(path, 'r')
      this.bytes = fstatSync(this.#fd).size
    } catch (error) {
      throw fileProblem(path, error)
    }
  }

  /** As much as there is. */
  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    try {
      let done = 0
      while (done < length) {
        const more = readSync(this.#fd, bytes, done, length - done, at + done)
        if (more === 0) break
        done += more
      }
      return bytes.subarray(0, done)
    } catch (error) {
      throw fileProblem(this.path, error)
    }
  }

  newest(): Meta {
    return newestMeta(this.path, (at, length) => this.read(at, length))
  }

  close(): void {
    closeSync(this.#fd)
  }
}

/** Which pages of a snapshot are in use; a page has one place in one tree, or is free. */
export class PageMap {
  readonly #bits: Uint8Array

  constructor(pages: number) {
    this.#bits = new Uint8Array((pages >> 3) + 1)
  }

  /** False when it was taken before. */
  take(page: number): boolean {
    const bit = 1 << (page & 7)
    const byte = this.#bits[page >> 3] ?? 0
    if ((byte & bit) !== 0) return false
    this.#bits[page >> 3] = byte | bit
    return true
  }

  has(page: number): boolean {
    return ((this.#bits[page >> 3] ?? 0) & (1 << (page & 7))) !== 0
  }
}

export interface Trip {
  readonly file: PageFile
  readonly meta: Meta
  readonly tree: Tree
  readonly map: PageMap
  readonly report: Report
  /** `branches` looks at the pages that lead to the leaves only: about one in a hundred. */
  readonly depth: 'leaves' | 'branches'
}

/** The leaves of a tree in the order of their keys, a page at a time. */
export function walk(trip: Trip): Generator<readonly Leaf[]> {
  return new Walk(trip).pages()
}

/** Pages that are free must not be in use: they are written over. */
export function checkFree({ file, meta, map, report }: Omit<Trip, 'tree' | 'depth'>): void {
  for (const leaves of walk({ file, meta, tree: meta.free, map, report, depth: 'leaves' })) {
    for (const { page, value } of leaves) {
      for (const [first, count] of freeRuns(value)) {
        const right = first >= firstPage && count >= 1 && first + count - 1 <= meta.lastPage
        if (!right) report(page, 'lists free pages that do not exist')
        else
          for (let at = 0; at < count; at++)
            if (map.has(first + at)) report(first + at, 'is in use, and listed as free')
      }
    }
  }
}

/** A count, then so many words: a page, or minus the length of a run and its first page, or zero for nothing. */
function* freeRuns(value: Buffer): Generator<readonly [first: number, count: number]> {
  const words = value.length >> 3
  const count = words === 0 ? 0 : Number(value.readBigInt64LE(0))
  if (count < 0 || count >= words) yield [0, 0]
  for (let at = 1; at <= count && at < words; at++) {
    const word = Number(value.readBigInt64LE(at * 8))
    if (word > 0) yield [word, 1]
    else if (word < 0) {
      at++
      yield at < words ? [Number(value.readBigInt64LE(at * 8)), -word] : [0, 0]
    }
  }
}

class Walk {
  readonly #trip: Trip
  readonly #compare: (a: Buffer, b: Buffer) => number
  #last: Buffer | undefined

  constructor(trip: Trip) {
    this.#trip = trip
    // The tree of free pages is ordered by number, all others by bytes.
    this.#compare = trip.tree === trip.meta.free ? compareNumbers : Buffer.compare
  }

  *pages(): Generator<readonly Leaf[]> {
    const { root, depth } = this.#trip.tree
    if (root !== undefined) yield* this.#page(root, depth, undefined, undefined)
  }

  *#page(page: number, height: number, low: Buffer | undefined, high: Buffer | undefined): Generator<readonly Leaf[]> {
    if (height === 1 && this.#trip.depth === 'branches') {
      this.#claim(page)
      return
    }
    const bytes = this.#load(page)
    if (bytes === undefined) return
    const flags = bytes.readUInt16LE(18)
    if (height < 1 || height > deepest || flags !== (height === 1 ? leaf : branch)) {
      this.#trip.report(page, 'is of another kind than its place in the tree demands')
      return
    }
    const nodes = this.#nodes(page, bytes, flags)
    if (nodes === undefined) return
    if (flags === leaf) {
      yield this.#leaves(page, bytes, nodes, low, high)
      return
    }
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]
      if (node === undefined) continue
      const next = nodes[at + 1]
      const upper = next === undefined ? high : next.key
      if (at > 0 && !this.#between(node.key, low, upper)) this.#trip.report(page, 'has keys out of order')
      yield* this.#page(node.child, height - 1, at === 0 ? low : node.key, upper)
    }
  }

  #claim(page: number): boolean {
    const exists = page >= firstPage && page <= this.#trip.meta.lastPage
    if (exists && this.#trip.map.take(page)) return true
    this.#trip.report(page, exists ? 'is used twice' : 'does not exist')
    return false
  }

  #load(page: number): Buffer | undefined {
    const { pageSize, transaction } = this.#trip.meta
    if (!this.#claim(page)) return undefined
    const bytes = this.#trip.file.read(page * pageSize, pageSize)
    if (bytes.length < pageSize) {
      this.#trip.report(page, 'lies behind the end of the file')
      return undefined
    }
    const written = bytes.readBigUInt64LE(8)
    if (bytes.readBigUInt64LE(0) !== BigInt(page) || written > BigInt(transaction) || bytes.readUInt16LE(16) !== 0) {
      this.#trip.report(page, 'has a wrong header')
      return undefined
    }
    return bytes
  }

  #nodes(page: number, bytes: Buffer, flags: number): Node[] | undefined {
    const { pageSize } = this.#trip.meta
    const lower = bytes.readUInt16LE(20)
    const upper = bytes.readUInt16LE(22)
    const room = pageSize - pageHeaderBytes
    const count = lower >> 1
    if (lower % 2 === 1 || lower > upper || upper > room || count < (flags === branch ? 2 : 1)) {
      this.#trip.report(page, 'has a wrong header')
      return undefined
    }
    const nodes: Node[] = []
    let used = 0
    for (let at = 0; at < count; at++) {
      const offset = bytes.readUInt16LE(pageHeaderBytes + at * 2)
      const node = offset % 2 === 1 || offset < upper ? undefined : readNode(bytes, pageHeaderBytes + offset, flags)
      if (node === undefined) {
        this.#trip.report(page, 'has an entry that cannot be')
        return undefined
      }
      used += node.bytes
      nodes.push(node)
    }
    // Entries lie without a gap between them: any other length of one of them shows.
    if (used !== room - upper) {
      this.#trip.report(page, 'has an entry of a wrong length')
      return undefined
    }
    return nodes
  }

  #leaves(
    page: number,
    bytes: Buffer,
    nodes: readonly Node[],
    low: Buffer | undefined,
    high: Buffer | undefined,
  ): Leaf[] {
    const leaves: Leaf[] = []
    for (const { key, value, flags } of nodes) {
      const ordered = this.#last === undefined || this.#compare(this.#last, key) < 0
      if (!ordered || key.length === 0 || !this.#between(key, low, high))
        this.#trip.report(page, 'has keys out of order')
      this.#last = key
      if (flags === 0) leaves.push({ page, key, value: bytes.subarray(value.start, value.end) })
      else {
        const whole =
          flags === bigData ? this.#big(page, bytes.subarray(value.start, value.start + 24), value.size) : undefined
        if (whole !== undefined) leaves.push({ page, key, value: whole })
        else if (flags !== bigData) this.#trip.report(page, 'has an entry of an unknown kind')
      }
    }
    return leaves
  }

  /** A value that has pages of its own. */
  #big(page: number, place: Buffer, size: number): Buffer | undefined {
    const { pageSize, lastPage } = this.#trip.meta
    const first = Number(place.readBigUInt64LE(0))
    const written = place.readBigUInt64LE(8)
    const count = Number(place.readBigUInt64LE(16))
    const wanted = Math.floor((pageHeaderBytes - 1 + size) / pageSize) + 1
    if (count !== wanted || first < firstPage || first + count - 1 > lastPage) {
      this.#trip.report(page, 'has a long value that cannot be')
      return undefined
    }
    for (let at = 0; at < count; at++) {
      if (!this.#trip.map.take(first + at)) {
        this.#trip.report(first + at, 'is used twice')
        return undefined
      }
    }
    const bytes = this.#trip.file.read(first * pageSize, count * pageSize)
    const right =
      bytes.length === count * pageSize &&
      bytes.readBigUInt64LE(0) === BigInt(first) &&
      bytes.readBigUInt64LE(8) === written &&
      bytes.readUInt16LE(18) === overflow &&
      bytes.readUInt32LE(20) === count
    if (!right) {
      this.#trip.report(first, 'is not the long value that it should be')
      return undefined
    }
    return bytes.subarray(pageHeaderBytes, pageHeaderBytes + size)
  }

  #between(key: Buffer, low: Buffer | undefined, high: Buffer | undefined): boolean {
    return (low === undefined || this.#compare(low, key) <= 0) && (high === undefined || this.#compare(key, high) < 0)
  }
}

interface Node {
  readonly key: Buffer
  readonly flags: number
  readonly child: number
  readonly value: { readonly start: number; readonly end: number; readonly size: number }
  /** What it takes in the page. */
  readonly bytes: number
}

function readNode(page: Buffer, at: number, kind: number): Node | undefined {
  if (at + nodeHeaderBytes > page.length) return undefined
  const low = page.readUInt32LE(at)
  const flags = page.readUInt16LE(at + 4)
  const keySize = page.readUInt16LE(at + 6)
  const start = at + nodeHeaderBytes + keySize
  const inline = kind === branch ? 0 : flags === bigData ? 24 : low
  if (keySize > maxKeyBytes || start + inline > page.length) return undefined
  return {
    key: page.subarray(at + nodeHeaderBytes, start),
    flags,
    child: low + flags * 2 ** 32,
    value: { start, end: start + inline, size: low },
    bytes: (nodeHeaderBytes + keySize + inline + 1) & ~1,
  }
}

function compareNumbers(a: Buffer, b: Buffer): number {
  if (a.length !== 8 || b.length !== 8) return a.length - b.length
  const difference = a.readBigUInt64LE(0) - b.readBigUInt64LE(0)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
