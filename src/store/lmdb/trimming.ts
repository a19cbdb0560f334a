/** Removes what is past its time, the oldest first, a few at a time and beside the messages that are written anyway. */
import type { Retention } from '../store.ts'
import type { Ages } from './ages.ts'
import type { HeadWriter } from './head-writer.ts'
import type { Stream } from './stream.ts'
import type { Writer } from './writer.ts'

export interface TrimmingOptions {
  readonly writer: Writer
  readonly headWriter: HeadWriter
  readonly ages: Ages
  readonly retentionOf: (stream: string) => Retention
}

/** How many messages one transaction removes from one stream. */
const portion = 500
/** How many may be too many, of a stream that is written to: to look, and to remove them, costs less together. */
const lookEvery = 64

export class Trimming {
  readonly #options: TrimmingOptions

  constructor(options: TrimmingOptions) {
    this.#options = options
  }

  /** Where what is kept begins, as of now; what lies before it is for nobody. */
  cut(stream: Stream): number {
    const { entries, ageMs } = this.#options.retentionOf(stream.name)
    stream.first = Math.max(stream.first, entries === 0 ? stream.shown + 1 : stream.shown - entries + 1)
    if (ageMs > 0) this.#options.ages.cut(stream, ageMs)
    return stream.first
  }

  appended(stream: Stream): void {
    if (stream.committed % lookEvery === 0) this.trim(stream)
  }

  /** Removes what is past its time, as far as it is on the disk. */
  trim(stream: Stream): void {
    if (stream.trimming || this.cut(stream) <= stream.oldest || stream.oldest > stream.committed) return
    const { headWriter, writer } = this.#options
    stream.trimming = true
    stream.pins++
    let end = stream.oldest
    const done = (): void => {
      stream.trimming = false
      stream.pins--
    }
    writer.add({
      weight: 0,
      write: (database) => {
        const { oldest, prefix } = stream
        end = Math.min(stream.first, oldest + portion, stream.committed + 1)
        // The last message says how far the offsets have been given: without it, the head has to.
        if (end > stream.committed) headWriter.put(database, stream)
        for (let offset = oldest; offset < end; offset++) database.remove({ prefix, offset })
      },
      committed: () => {
        stream.oldest = Math.max(stream.oldest, end)
        headWriter.committed(stream)
        done()
        this.trim(stream)
      },
      failed: () => {
        headWriter.failed(stream)
        done()
      },
      refuse: done,
    })
  }
}
