/**
 * Where the application stands in a stream, and what to do with what the server says of it: hand it over, drop it, or ask
 * again. No I/O. Whatever the server does, right or wrong, each message is handed over once and in order, or `reset` is told.
 */
import type { JoinChannelAck, Position, StoredMessage } from '../../generated/types.ts'
import type { Reset, ResetReason } from './surface.ts'

export interface CursorEvents<M> {
  deliver(message: M): void
  reset(reset: Reset): void
  /** Join (again) with the position as it is. */
  rejoin(): void
}

/**
 * `off`: what comes is not for us. `joining`: what comes is covered by the answer to the join that is under way. `live`:
 * what comes is what follows.
 */
export type Feed = 'off' | 'joining' | 'live'

type Ack = Pick<JoinChannelAck['data'], 'epoch' | 'offset' | 'recovered' | 'messages'>

export class Cursor<M extends StoredMessage> {
  readonly #events: CursorEvents<M>
  #position: Position | undefined
  #feed: Feed = 'off'
  /** The highest place that the server has shown while its answer was awaited. */
  #seen: Position | undefined
  /** Whether the join that is under way is the second one to fetch what is missing. */
  #insisting = false
  /** Counts what puts an end to a delivery under way: a listener may leave in the middle of it. */
  #turn = 0

  constructor(events: CursorEvents<M>) {
    this.#events = events
  }

  get position(): Position | undefined {
    return this.#position
  }

  get feed(): Feed {
    return this.#feed
  }

  /** The server’s live feed begins after this position without a join of ours: it does so by itself for members. */
  attached(top: Position): void {
    this.#turn++
    this.#position ??= positionOf(top)
    if (same(this.#position, top)) this.#feed = 'live'
    else this.#ask()
  }

  /** A join is on its way. */
  joining(): void {
    this.#turn++
    this.#feed = 'joining'
    this.#seen = undefined
    this.#insisting = false
  }

  /** The answer to a join that was asked with `since`. */
  joined(since: Position | undefined, ack: Ack): void {
    if (this.#feed !== 'joining') return
    this.#feed = 'live'
    const turn = ++this.#turn
    if (since === undefined) this.#position = positionOf(ack)
    else if (!ack.recovered) this.#reset(ack, ack.epoch === since.epoch ? 'not_recovered' : 'new_epoch')
    else if (whole(since, ack)) {
      for (const message of ack.messages) if (this.#turn === turn) this.#next(message as M)
    } else this.#reset(ack, 'gap')
    if (this.#turn === turn) this.#compare(ack)
  }

  message(message: M): void {
    if (this.#feed === 'joining' && !behind(message, this.#seen)) this.#seen = positionOf(message)
    if (this.#feed !== 'live' || this.#position === undefined || behind(message, this.#position)) return
    if (follows(message, this.#position)) this.#next(message)
    else {
      // Something is missing, or this is another life of the stream: the server is asked for what lies between.
      this.#ask()
      this.#seen = positionOf(message)
    }
  }

  /** The application says where it stands, whatever has been handed to it before. */
  rewind(since: Position): void {
    this.off()
    this.#position = positionOf(since)
  }

  /** The connection is gone, or the join was refused; the position stays. */
  off(): void {
    this.#turn++
    this.#feed = 'off'
  }

  forget(): void {
    this.off()
    this.#position = undefined
  }

  #ask(): void {
    this.joining()
    this.#events.rejoin()
  }

  #next(message: M): void {
    if (this.#position !== undefined && behind(message, this.#position)) return
    this.#position = positionOf(message)
    this.#events.deliver(message)
  }

  #reset(top: Position, why: ResetReason): void {
    const had = this.#position
    this.#position = positionOf(top)
    this.#events.reset({ had, top: this.#position, why })
  }

  /** The answer covers what came before it. One that does not is asked for once more; then the gap is told. */
  #compare(ack: Position): void {
    const seen = this.#seen
    this.#seen = undefined
    if (seen === undefined || seen.epoch !== ack.epoch || seen.offset <= ack.offset) return
    if (this.#insisting) {
      this.#insisting = false
      this.#reset(seen, 'gap')
      return
    }
    this.#ask()
    this.#seen = seen
    this.#insisting = true
  }
}

export function positionOf({ epoch, offset }: Position): Position {
  return { epoch, offset }
}

export function same(a: Position, b: Position): boolean {
  return a.epoch === b.epoch && a.offset === b.offset
}

export function behind(a: Position, b: Position | undefined): boolean {
  return b !== undefined && a.epoch === b.epoch && a.offset <= b.offset
}

function follows(a: Position, b: Position): boolean {
  return a.epoch === b.epoch && a.offset === b.offset + 1
}

/** Whether an answer holds exactly what it promises: everything after `since`, up to its own place. */
function whole(since: Position, { epoch, offset, messages }: Ack): boolean {
  return (
    epoch === since.epoch &&
    messages.length === offset - since.offset &&
    messages.every((message, at) => message.epoch === epoch && message.offset === since.offset + 1 + at)
  )
}
