/**
 * Messages under way: paced, counted, and some of them timed. Every client counts what is delivered to it; only a sample
 * of them looks for the stamp and records how long the message took.
 */
import type { Client } from './client.ts'
import type { FrameKind } from './dialect.ts'
import { Histogram } from './histogram.ts'
import { type Pace, Schedule } from './pace.ts'
import type { Sender } from './sender.ts'
import { findStamp, readStamp } from './stamp.ts'

/** Messages that were meant to leave in this time are timed. */
interface Window {
  readonly from: number
  readonly to: number
}

/** So many times what may be in flight may be on the way back to the sender itself. */
const aheadTimes = 4

export class Traffic {
  deliveries = 0
  answers = 0
  /** From when a message was meant to leave to when a member has it. */
  latency = new Histogram()
  /** To when its sender has the answer. */
  answering = new Histogram()
  /** By how much messages of an open pace left late. */
  late = new Histogram()
  readonly refusals = new Map<string, number>()
  readonly lost: string[] = []
  readonly #senders: readonly Sender[]
  readonly #pace: Pace
  readonly #origin = performance.now()
  #window: Window = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  #timer: NodeJS.Timeout | undefined
  #sending = false

  constructor(senders: readonly Sender[], pace: Pace) {
    this.#senders = senders
    this.#pace = pace
    for (const sender of senders) if (pace.kind === 'closed') this.#loop(sender, pace)
  }

  get sent(): number {
    return this.#senders.reduce((sum, { sent }) => sum + sent, 0)
  }

  get refused(): number {
    return [...this.refusals.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Since an arbitrary beginning. */
  micros(): number {
    return (performance.now() - this.#origin) * 1000
  }

  // ---- who gets messages ----

  /** Counts what is delivered. Not for senders of a closed pace, who listen already. */
  count(client: Client): void {
    client.onClose = (reason) => this.lost.push(reason)
    client.count(this)
    client.onFrame = (kind, bytes, start, end) => {
      if (kind === 'delivery') this.deliveries++
      else this.#odd(kind, bytes, start, end)
    }
  }

  /** Counts, and records how long each message took. */
  time(client: Client): void {
    client.onClose = (reason) => this.lost.push(reason)
    let guess = 0
    client.onFrame = (kind, bytes, start, end) => {
      if (kind !== 'delivery') return this.#odd(kind, bytes, start, end)
      this.deliveries++
      const at = findStamp(bytes, start, end, guess)
      if (at === -1) return
      guess = at - start
      this.#record(this.latency, readStamp(bytes, at).micros)
    }
  }

  #record(histogram: Histogram, micros: number): void {
    if (micros >= this.#window.from && micros < this.#window.to) histogram.record(this.micros() - micros)
  }

  #odd(kind: FrameKind, bytes: Buffer, start: number, end: number): void {
    if (kind === 'answer') this.answers++
    else if (kind === 'error') this.#refused(bytes, start, end)
  }

  #refused(bytes: Buffer, start: number, end: number): void {
    const code = /"code":"(\w{1,40})"/.exec(bytes.toString('utf8', start, end))?.[1] ?? 'error'
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
  }

  // ---- who sends ----

  start(): void {
    this.#sending = true
    if (this.#pace.kind === 'open') this.#follow(new Schedule(this.#pace.perSecond), this.micros())
    else for (const sender of this.#senders) this.#send(sender, this.#pace.inFlight)
  }

  stop(): void {
    this.#sending = false
    clearTimeout(this.#timer)
  }

  /** What is meant to leave from now on is timed, and what was timed before is forgotten. */
  begin(): void {
    this.latency = new Histogram()
    this.answering = new Histogram()
    this.late = new Histogram()
    this.#window = { from: this.micros(), to: Number.POSITIVE_INFINITY }
  }

  /** What is meant to leave from now on is not timed any more. */
  end(): void {
    this.#window = { ...this.#window, to: this.micros() }
  }

  /** Sends all that is due, whoever’s turn it is, and sleeps until the next is. */
  #follow(schedule: Schedule, begun: number): void {
    const tick = (): void => {
      if (!this.#sending) return
      for (;;) {
        const now = this.micros()
        const turn = schedule.given
        const due = schedule.take(now - begun)
        if (due === undefined) break
        const meant = begun + due
        if (meant >= this.#window.from && meant < this.#window.to) this.late.record(now - meant)
        const sender = this.#senders[turn % this.#senders.length]
        sender?.client.write(sender.next(meant))
      }
      this.#timer = setTimeout(tick, Math.max(1, (schedule.dueAt - (this.micros() - begun)) / 1000))
    }
    tick()
  }

  /** In one piece, as somebody who has so much to say at once would. */
  #send(sender: Sender, messages: number): void {
    if (!this.#sending || messages <= 0) return
    const now = this.micros()
    const frames = Array.from({ length: messages }, () => sender.next(now))
    sender.client.write(messages === 1 ? (frames[0] ?? Buffer.alloc(0)) : Buffer.concat(frames))
  }

  /** Sends one more for each that has come back; those that came together leave together. */
  #loop(sender: Sender, { until, inFlight }: Extract<Pace, { kind: 'closed' }>): void {
    const { client } = sender
    client.onClose = (reason) => this.lost.push(reason)
    let owed = 0
    let returned = 0
    let guess = 0
    client.onFrame = (kind, bytes, start, end) => {
      if (kind === 'delivery') {
        this.deliveries++
        const at = findStamp(bytes, start, end, guess)
        if (at === -1) return
        guess = at - start
        const stamp = readStamp(bytes, at)
        this.#record(this.latency, stamp.micros)
        if (stamp.sender !== sender.number) return
        returned++
        if (until === 'delivery') owed++
      } else if (kind === 'answer') {
        this.answers++
        // Answers to requests of one kind come in the order of the requests.
        const meant = sender.unanswered.shift()
        if (meant !== undefined) this.#record(this.answering, meant)
        if (until === 'answer') owed++
      } else this.#odd(kind, bytes, start, end)
    }
    client.onRead = () => {
      // Whoever is answered at once could otherwise run away from what has been delivered, and fill every queue there is.
      const room = aheadTimes * inFlight - (sender.sent - returned)
      const due = Math.min(owed, room)
      owed -= due
      this.#send(sender, due)
    }
  }
}
