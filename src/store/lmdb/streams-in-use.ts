/**
 * Streams in memory, so many at most: the longest unused is forgotten, roughly. A hand goes round them; who was used since
 * it came by is passed over once. (Taking the first of a Map and putting it back at the end would be simpler, but V8 looks
 * through all that was ever taken from its front before it finds the first.)
 */
import type { Stream } from './stream.ts'

export class StreamsInUse {
  readonly #most: number
  readonly #streams = new Map<string, Stream>()
  #hand = this.#streams.values()

  constructor(most: number) {
    this.#most = most
  }

  get(name: string): Stream | undefined {
    return this.#streams.get(name)
  }

  has(name: string): boolean {
    return this.#streams.has(name)
  }

  add(stream: Stream): void {
    this.#streams.set(stream.name, stream)
  }

  remove(name: string): void {
    this.#streams.delete(name)
  }

  all(): Iterable<Stream> {
    return this.#streams.values()
  }

  /** Until there is room for one more, unless all of them have to stay. */
  makeRoom(): void {
    // Everybody may have been used: then one is forgotten on the second round.
    for (let tries = this.#streams.size * 2; this.#streams.size >= this.#most && tries > 0; tries--) {
      const { value: stream, done } = this.#hand.next()
      if (done === true) this.#hand = this.#streams.values()
      else if (stream.pins === 0 && !stream.usedAgain) this.#streams.delete(stream.name)
      else stream.usedAgain = false
    }
  }
}
