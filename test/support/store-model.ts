/**
 * What must hold of a store whatever is done to it, as a ledger of everything that anybody has been shown: a place has one
 * message for ever, nothing that was shown is taken back within its epoch, and what was promised to survive is there.
 */
import type { Appended, Durability, Entry, Page } from '../../src/store/store.ts'

export type Survival = Durability

export interface Promised {
  readonly stream: string
  readonly messageId: string
  readonly content: string
  readonly durability: Survival
}

export class Ledger {
  /** By stream, epoch and offset. */
  readonly #places = new Map<string, string>()
  readonly #tops = new Map<string, number>()
  readonly promises: Promised[] = []
  readonly #answers = new Map<string, Appended>()

  /** Somebody was shown this, by the feed or by a read. */
  saw(entry: Entry): void {
    const place = `${entry.stream} ${entry.epoch} ${entry.offset}`
    const what = JSON.stringify([
      entry.messageId,
      entry.from,
      entry.to,
      entry.content,
      entry.event,
      entry.time,
      entry.clientMessageId,
    ])
    const before = this.#places.get(place)
    if (before !== undefined && before !== what) throw new Error(`${place} was ${before} and is ${what}`)
    this.#places.set(place, what)
    const life = `${entry.stream} ${entry.epoch}`
    this.#tops.set(life, Math.max(this.#tops.get(life) ?? 0, entry.offset))
  }

  acknowledged(promised: Promised): void {
    this.promises.push(promised)
  }

  /** The same message again has the first answer, as long as that is known. */
  answered(key: string, answer: Appended): void {
    const first = this.#answers.get(key)
    if (
      answer.duplicate &&
      first !== undefined &&
      (first.epoch !== answer.epoch || first.offset !== answer.offset || first.messageId !== answer.messageId)
    ) {
      throw new Error(`${key} was answered ${JSON.stringify(first)}, and then ${JSON.stringify(answer)}`)
    }
    if (!answer.duplicate || first === undefined) this.#answers.set(key, answer)
  }

  knows(key: string): boolean {
    return this.#answers.has(key)
  }

  /** All that a stream has now. `lost` says which promises need not hold any more. */
  check(stream: string, { head, entries, first, more }: Page): void {
    const top = this.#tops.get(`${stream} ${head.epoch}`) ?? 0
    if (head.offset < top) throw new Error(`${stream} ${head.epoch} was shown up to ${top} and ends at ${head.offset}`)
    if (more) throw new Error(`${stream}: there is more than everything`)
    for (const [at, entry] of entries.entries()) {
      if (entry.offset !== first + at || entry.epoch !== head.epoch || entry.stream !== stream)
        throw new Error(`${stream}: ${entry.offset} stands at place ${first + at}`)
      this.saw(entry)
    }
    if (first + entries.length !== head.offset + 1)
      throw new Error(`${stream}: ${entries.length} from ${first} do not reach ${head.offset}`)
  }

  /** Whoever was told that a message is kept finds it, unless it is past its time. */
  keptAll(stream: string, { entries, first }: Page, survived: readonly Survival[], most: number): void {
    const found = new Map(entries.map((entry) => [entry.messageId, entry.content]))
    const expected = this.promises.filter(
      (promise) => promise.stream === stream && survived.includes(promise.durability),
    )
    for (const { messageId, content } of expected.slice(-most)) {
      if (found.get(messageId) !== content)
        throw new Error(`${stream} (from ${first}): ${messageId} was promised and is not there`)
    }
  }

  /** After a loss of power: what was only committed may be gone. */
  forget(lost: (promise: Promised) => boolean): void {
    const kept = this.promises.filter((promise) => !lost(promise))
    this.promises.splice(0, this.promises.length, ...kept)
  }
}
