/**
 * Exactly one answer for each request: with the id of the request, or without one when it had none. Whatever else comes
 * is a push, and has no id.
 */
import { operations, pushes } from '../../../generated/operations.ts'
import type { ServerFrame } from '../../../generated/types.ts'
import { violation } from '../../../generated/validators.js'

/** A request as far as its answer is concerned; `type` and `data` are what stood there, whether or not it made sense. */
export interface Asked {
  readonly id: string | undefined
  readonly type: string | undefined
  readonly data: unknown
}

export type Answer =
  | { readonly kind: 'answer'; readonly to: Asked }
  | { readonly kind: 'push' }
  | { readonly kind: 'wrong'; readonly problem: string }

type Reply = (typeof operations)[keyof typeof operations]['reply']
const requestOf: ReadonlyMap<string, string> = new Map(
  Object.entries(operations).map(([name, { reply }]) => [reply, name]),
)
/** What the server does unasked and tells as if it had been asked. */
const unasked: ReadonlySet<string> = new Set<Reply>(['connect_ack', 'join_channel_ack', 'leave_channel_ack'])
const pushNames: ReadonlySet<string> = new Set(pushes)
const push: Answer = { kind: 'push' }

export class Answers {
  readonly #named = new Map<string, Asked[]>()
  #nameless: Asked[] = []

  /** A text frame was sent: what it owes us follows from what can be read of it. */
  sent(text: string): void {
    const asked = readAsked(text)
    if (asked.id === undefined) this.#nameless.push(asked)
    else this.#named.set(asked.id, [...(this.#named.get(asked.id) ?? []), asked])
  }

  /** Something was sent that is no text; it is answered by an `error` without an id. */
  sentBinary(): void {
    this.#nameless.push({ id: undefined, type: undefined, data: undefined })
  }

  received(frame: ServerFrame): Answer {
    const { type } = frame
    const id = 'id' in frame ? frame.id : undefined
    if (id !== undefined) return this.#named.has(id) ? this.#answer(id, type) : unknownId(type, id)
    if (type !== 'error' && pushNames.has(type)) return push
    const at = this.#nameless.findIndex((asked) => type === 'error' || asked.type === requestOf.get(type))
    const [to] = at === -1 ? [] : this.#nameless.splice(at, 1)
    if (to !== undefined) return { kind: 'answer', to }
    // An error without an id is about the connection.
    if (type === 'error' || unasked.has(type)) return push
    return wrong(`${type} came without an id, though every request that is unanswered has one`)
  }

  #answer(id: string, type: string): Answer {
    const waiting = this.#named.get(id) ?? []
    const at = waiting.findIndex((asked) => type === 'error' || asked.type === requestOf.get(type))
    const [to] = at === -1 ? [] : waiting.splice(at, 1)
    if (to === undefined) return wrong(`${type} has the id ${JSON.stringify(id)}, which is that of another request`)
    if (waiting.length === 0) this.#named.delete(id)
    return { kind: 'answer', to }
  }

  get unanswered(): readonly Asked[] {
    return [...this.#named.values()].flat().concat(this.#nameless)
  }
}

function unknownId(type: string, id: string): Answer {
  return wrong(
    pushNames.has(type) && type !== 'error'
      ? `${type} has the id ${JSON.stringify(id)}: a push has none`
      : `${type} has the id ${JSON.stringify(id)}, and no request of this id is unanswered: each is answered exactly once`,
  )
}

function wrong(problem: string): Answer {
  return { kind: 'wrong', problem }
}

function readAsked(text: string): Asked {
  try {
    const { id, type, data } = Object(JSON.parse(text)) as Record<string, unknown>
    return {
      id: typeof id === 'string' && violation('request_id', id) === undefined ? id : undefined,
      type: typeof type === 'string' ? type : undefined,
      data,
    }
  } catch {
    return { id: undefined, type: undefined, data: undefined }
  }
}
