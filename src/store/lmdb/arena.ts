/**
 * The memory in which the values of one transaction wait until LMDB has taken them: a few large pieces that are used
 * again and again, instead of a buffer for each value.
 */

/** LMDB takes the bytes from `start` up to `end`, where these are set. */
export interface Piece extends Buffer {
  start: number
  end: number
}

interface Chunk {
  readonly bytes: Piece
  readonly view: DataView
}

const chunkBytes = 256 * 1024
/** What is kept for the next transaction. */
const keptChunks = 4

export class Arena {
  #chunks: Chunk[] = [newChunk(chunkBytes)]
  #current = 0
  #used = 0

  /** Room for so many bytes, at a multiple of eight; `start` and `end` of the piece say where. */
  reserve(bytes: number): Chunk {
    let chunk = this.#chunks[this.#current]
    if (chunk === undefined || this.#used + bytes > chunk.bytes.length) {
      this.#current++
      this.#used = 0
      chunk = newChunk(Math.max(chunkBytes, bytes))
      const next = this.#chunks[this.#current]
      if (next !== undefined && next.bytes.length >= bytes) chunk = next
      else this.#chunks.splice(this.#current, 0, chunk)
    }
    chunk.bytes.start = this.#used
    chunk.bytes.end = this.#used + bytes
    this.#used = (this.#used + bytes + 7) & ~7
    return chunk
  }

  /** LMDB has taken everything. */
  reset(): void {
    this.#current = 0
    this.#used = 0
    this.#chunks = this.#chunks.filter(({ bytes }) => bytes.length === chunkBytes).slice(0, keptChunks)
  }
}

function newChunk(size: number): Chunk {
  const bytes = Object.assign(Buffer.allocUnsafeSlow(size), { start: 0, end: 0 })
  return { bytes, view: new DataView(bytes.buffer) }
}
