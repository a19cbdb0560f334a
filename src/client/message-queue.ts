/** Messages between the connection, which does not wait, and a loop that takes them one by one. Bounded. */
import type { Position } from '../../generated/types.ts'
import { behind, positionOf } from './cursor.ts'
import { MessagesLostError } from './errors.ts'

type Result<M> = IteratorResult<M, undefined>

interface Waiter<M> {
  readonly resolve: (result: Result<M>) => void
  readonly reject: (error: unknown) => void
}

export type QueueEnd = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown }

export const done: QueueEnd = { kind: 'done' }

export function failed(error: unknown): QueueEnd {
  return { kind: 'failed', error }
}

export class MessageQueue<M extends Position> implements AsyncIterableIterator<M, undefined> {
  readonly #most: number
  readonly #ended: () => void
  #items: { readonly message: M; readonly counted: boolean }[] = []
  #counted = 0
  /** Waits for what comes before everything that it holds. */
  #held: boolean
  #last: Position | undefined
  #end: QueueEnd | undefined
  #waiters: Waiter<M>[] = []

  constructor(most: number, held: boolean, ended: () => void) {
    this.#most = most
    this.#held = held
    this.#ended = ended
  }

  /** What a held queue has waited for. */
  begin(since: Position, batch: readonly M[]): void {
    const later = this.#items
    this.#items = []
    this.#counted = 0
    this.#held = false
    this.#last = since
    for (const message of batch) this.push(message, false)
    for (const { message } of later) this.push(message, true)
  }

  /** A batch is about to come. One may be as large as it is, but a loop that reads none of them must not pile them up. */
  brace(top: Position): void {
    if (this.#items.length > this.#most)
      this.end(failed(new MessagesLostError('the loop is too slow', this.#last, positionOf(top))))
  }

  /** What came in one batch is there already, however large it is: only what comes one by one is counted. */
  push(message: M, counted: boolean): void {
    if (this.#end !== undefined || (this.#last !== undefined && behind(message, this.#last))) return
    if (counted && this.#counted >= this.#most) {
      this.end(failed(new MessagesLostError('the loop is too slow', this.#last, positionOf(message))))
      return
    }
    this.#last = positionOf(message)
    this.#items.push({ message, counted })
    if (counted) this.#counted++
    this.#serve()
  }

  /** After what waits already. */
  end(end: QueueEnd): void {
    if (this.#end !== undefined) return
    this.#end = end
    this.#held = false
    this.#ended()
    this.#serve()
  }

  next(): Promise<Result<M>> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject })
      this.#serve()
    })
  }

  async return(): Promise<Result<M>> {
    this.#items = []
    this.end(done)
    this.#end = done
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #serve(): void {
    while (!this.#held && this.#waiters.length > 0) {
      const item = this.#items.shift()
      if (item === undefined && this.#end === undefined) return
      const waiter = this.#waiters.shift()
      if (item !== undefined) {
        if (item.counted) this.#counted--
        waiter?.resolve({ done: false, value: item.message })
      } else if (this.#end?.kind === 'failed') {
        waiter?.reject(this.#end.error)
        this.#end = done
      } else waiter?.resolve({ done: true, value: undefined })
    }
  }
}
