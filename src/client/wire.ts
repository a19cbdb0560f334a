/**
 * The generic client: a connection that is kept, requests on it and what comes unasked, for any contract that has
 * descriptors. What is said at the beginning, and what pushes mean, is the business of the dialect on top of it.
 */
import { type CloseStops, stops } from './close-policy.ts'
import { ClosedError, InvalidFrameError, type PactwireError, textOf } from './errors.ts'
import { type Frame, receive } from './frame.ts'
import { type Life, type LifeEffect, type LifeEvent, type LifePolicy, type Occasion, step, unborn } from './life.ts'
import { Link } from './link.ts'
import { type Allowance, type Ask, lost, type Replies, Requests, type Unanswered } from './requests.ts'
import type { WebSocketConstructor } from './socket.ts'
import type { Surroundings } from './surroundings.ts'
import type { Validator } from './validator.ts'

/** What the generator writes of a contract, as far as the wire goes by it. */
export interface Descriptors {
  readonly subprotocol: string | null
  readonly replies: Replies
  readonly closeStops: CloseStops
}

export interface Dialect {
  /** Get ready what the greeting needs, then call `done`, now or later. Aborted when it is no longer needed. */
  prepare(occasion: Occasion, signal: AbortSignal, done: (error?: PactwireError) => void): void
  /** The socket is open: introduce yourself, then call `welcomed` or `refused`. */
  greet(): void
  /** Ask for anything that the server answers. */
  probe(): void
  push(frame: Frame): void
  /** The life has changed, and everything that follows from it has been done. */
  changed(life: Life): void
  /** An open connection is gone. */
  dropped(): void
  ended(): void
  fault(error: PactwireError): void
  /** Whether closing with this code is cured by preparing anew. */
  cured(closeCode: number): boolean
}

export interface WireOptions {
  readonly url: string
  readonly descriptors: Descriptors
  readonly WebSocket: WebSocketConstructor
  readonly surroundings: Surroundings
  readonly policy: LifePolicy
  readonly validator: Validator | undefined
}

export class Wire {
  readonly #options: WireOptions
  readonly #dialect: Dialect
  readonly #requests: Requests
  readonly #timers = new Map<string, () => void>()
  #life: Life = unborn
  #link: Link | undefined
  #preparing: AbortController | undefined
  #heardAt = 0
  #unwatch: (() => void) | undefined
  #events: LifeEvent[] = []
  #busy = false

  constructor(options: WireOptions, dialect: Dialect) {
    this.#options = options
    this.#dialect = dialect
    this.#requests = new Requests(options.descriptors.replies, options.surroundings, (text) => this.#link?.send(text))
  }

  get life(): Life {
    return this.#life
  }

  start(asked: boolean): void {
    this.#unwatch ??= this.#options.surroundings.watch((happening) => this.#happen({ type: 'world', happening }))
    this.#happen({ type: 'start', asked })
  }

  stop(): void {
    this.#happen({ type: 'stop' })
  }

  ask(ask: Ask): () => void {
    if (this.#life.state === 'closed') {
      ask.settled({ ok: false, error: this.closedError(ask.name, 'not_sent') })
      return () => undefined
    }
    return this.#requests.ask(ask)
  }

  /** At once, whatever else waits: for greetings and probes. */
  now(ask: Ask): void {
    this.#requests.now(ask)
  }

  welcomed(heartbeatMs: number | undefined, allowance: Allowance): void {
    this.#requests.open(allowance)
    this.#happen({ type: 'welcomed', heartbeatMs })
  }

  /** Lets go what waits for the connection: after whatever must come first. */
  flow(): void {
    this.#requests.flow()
  }

  refused(error: PactwireError, renew: boolean, retryAfterMs = 0): void {
    const verdict = renew ? 'renew' : error.retryable ? 'retry' : 'stop'
    this.#happen({ type: 'failed', verdict, error, retryAfterMs })
  }

  goingAway(afterMs: number): void {
    this.#happen({ type: 'going_away', afterMs })
  }

  /** Why nothing can be done any more. */
  readonly closedError: Unanswered = (what, outcome) => {
    const life = this.#life
    if (life.state !== 'closed') return lost(what, outcome)
    return new ClosedError(what, life.reason, outcome, life.code, life.error)
  }

  /** One event after the other, also when the effects of one bring about the next. */
  #happen(event: LifeEvent): void {
    this.#events.push(event)
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) this.#step(next)
    } finally {
      this.#busy = false
    }
  }

  #step(event: LifeEvent): void {
    const before = this.#life
    const { surroundings, policy } = this.#options
    const elapsed = surroundings.elapsed()
    const { life, effects } = step(before, event, policy, {
      elapsed,
      random: surroundings.random(),
      online: surroundings.online(),
      hidden: surroundings.hidden(),
      quietMs: elapsed - this.#heardAt,
    })
    this.#life = life
    for (const effect of effects) this.#perform(effect)
    if (life !== before) this.#dialect.changed(life)
  }

  #perform(effect: LifeEffect): void {
    switch (effect.type) {
      case 'prepare':
        this.#prepare(effect.occasion)
        return
      case 'dial':
        this.#dial()
        return
      case 'greet':
        this.#dialect.greet()
        return
      case 'probe':
        this.#dialect.probe()
        return
      case 'hang_up':
        this.#preparing?.abort()
        this.#preparing = undefined
        this.#link?.letGo(effect.dead)
        this.#link = undefined
        this.#requests.lost(this.#life.state === 'closed' ? this.closedError : lost)
        return
      case 'dropped':
        this.#dialect.dropped()
        return
      case 'ended':
        this.#unwatch?.()
        this.#unwatch = undefined
        this.#requests.end(this.closedError)
        this.#dialect.ended()
        return
      case 'timer':
        this.#timers.get(effect.name)?.()
        this.#timers.set(
          effect.name,
          this.#options.surroundings.after(effect.ms, () => this.#happen({ type: 'timer', name: effect.name })),
        )
        return
      case 'cancel_timers':
        for (const cancel of this.#timers.values()) cancel()
        this.#timers.clear()
    }
  }

  #prepare(occasion: Occasion): void {
    const preparing = new AbortController()
    this.#preparing = preparing
    this.#dialect.prepare(occasion, preparing.signal, (error) => {
      if (this.#preparing !== preparing) return
      this.#preparing = undefined
      if (error === undefined) this.#happen({ type: 'prepared' })
      else this.refused(error, false)
    })
  }

  #dial(): void {
    const { WebSocket, url, descriptors } = this.#options
    // A link that has been let go of says nothing more: whatever comes is of the current one.
    this.#link = new Link(WebSocket, url, descriptors.subprotocol, {
      opened: () => {
        this.#heardAt = this.#options.surroundings.elapsed()
        this.#happen({ type: 'dialled' })
      },
      received: (text) => this.#received(text),
      closed: (code, reason) => {
        const verdict = this.#dialect.cured(code) ? 'renew' : stops(code, descriptors.closeStops) ? 'stop' : 'retry'
        this.#happen({ type: 'lost', verdict, code, reason })
      },
    })
  }

  #received(text: unknown): void {
    this.#heardAt = this.#options.surroundings.elapsed()
    const { frame, fault } = receive(text, this.#options.validator)
    try {
      if (fault !== undefined) {
        this.#dialect.fault(fault)
        this.#requests.broken(frame?.id, fault)
      } else if (frame !== undefined && !this.#requests.answered(frame) && frame.id === undefined)
        this.#dialect.push(frame)
    } catch (cause) {
      // Where frames are trusted to be as their types say, one that is not must not take the client with it.
      this.#dialect.fault(new InvalidFrameError(`The server sent what cannot be handled: ${textOf(cause)}`))
    }
  }
}
