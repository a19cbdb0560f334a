/**
 * One connection: feeds what happens on the socket to the session and carries out what the session says. All state of
 * the life cycle is in the session; what stands here are the things that the effects are done to.
 */

import { closeCodes, operations, peerCloses } from '../../generated/operations.ts'
import type { ClientFrame, ConnectAck, ServerFrame } from '../../generated/types.ts'
import type { Authenticator, Principal } from '../auth/auth.ts'
import type { Alarms, Sleeper } from '../clock/alarms.ts'
import type { Clock } from '../clock/clock.ts'
import type { Attachment } from '../hub/attachment.ts'
import type { Connection } from '../hub/connection.ts'
import { timestamp } from '../hub/frames.ts'
import type { Hub } from '../hub/hub.ts'
import { faultText } from '../log/fault.ts'
import type { Logger } from '../log/log.ts'
import type { Meter } from '../metrics/meter.ts'
import { type Bucket, type BucketLimit, fullBucket, takeMany } from '../protocol/bucket.ts'
import type { Codec } from '../protocol/codec.ts'
import { errorFrame, type Failure, Refused } from '../protocol/failure.ts'
import {
  type CloseName,
  type Effect,
  type Moment,
  openSession,
  type Session,
  type SessionEvent,
  type SessionPolicy,
  step,
  wakeAfter,
} from '../protocol/session.ts'
import { StoreUnavailable } from '../store/store.ts'
import type { Peer } from '../transport/transport.ts'
import { askWho } from './authentication.ts'
import { type Handler, type HandlerContext, handlers, type Performed } from './handlers.ts'
import type { UserLimits } from './user-limits.ts'

/** What all connections of a server share. */
export interface Surroundings {
  readonly hub: Hub
  readonly authenticator: Authenticator
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly codec: Codec
  readonly policy: SessionPolicy
  /** How many bytes of frames a connection may send. */
  readonly bytes: BucketLimit
  readonly userLimits: UserLimits
  readonly terms: Pick<ConnectAck['data'], 'heartbeat_interval_ms' | 'limits'>
  readonly moment: Moment
  readonly alarms: Alarms
  /** The connection is no longer one that has still to connect. */
  readonly opened: (connection: GatewayConnection) => void
}

/** The peer closed, with or without saying so: its right, and no news. */
const farewells: ReadonlySet<number> = new Set([peerCloses.normal, peerCloses.leaving, peerCloses.no_code])

export class GatewayConnection implements Connection, Sleeper {
  readonly id: string
  readonly address: string
  alarm = -1
  readonly #peer: Peer
  readonly #around: Surroundings
  #session: Session
  #bytes: Bucket = fullBucket
  #attachment: Attachment | undefined
  #principal: Principal | undefined

  constructor(id: string, address: string, peer: Peer, around: Surroundings) {
    this.id = id
    this.address = address
    this.#peer = peer
    this.#around = around
    const { moment } = around
    this.#session = openSession(moment)
    this.#setAlarm()
  }

  /** `opening`, `open` or `closed`. */
  get state(): Session['state'] {
    return this.#session.state
  }

  /** How many requests have not been answered. */
  get pending(): number {
    return this.#session.state === 'closed' ? 0 : this.#session.pending
  }

  // ---- what happens to it ----

  text(text: string): void {
    const { codec, meter } = this.#around
    const bytes = Buffer.byteLength(text)
    meter.bytesIn += bytes
    const waitMs = this.#takeBytes(bytes)
    if (waitMs > 0) {
      meter.framesIn.add('refused')
      const failure: Failure = {
        code: 'rate_limited',
        message: `Too many bytes: wait ${waitMs} ms.`,
        retryAfterMs: waitMs,
      }
      // It is not read, and answered by its name all the same.
      this.#happen({ type: 'refused', id: codec.idOf(text), failure })
      return
    }
    const decoded = codec.decode(text)
    if (decoded.kind === 'request') {
      meter.framesIn.add(decoded.frame.type)
      const wait = this.#attachment === undefined ? 0 : this.#around.userLimits.take(this.#attachment.user)
      if (wait > 0)
        this.#happen({
          type: 'refused',
          id: decoded.frame.id,
          failure: {
            code: 'rate_limited',
            message: `Too many requests of this user: wait ${wait} ms.`,
            retryAfterMs: wait,
          },
        })
      else this.#happen({ type: 'request', frame: decoded.frame })
      return
    }
    meter.framesIn.add('refused')
    this.#happen({ type: 'refused', id: decoded.id, failure: decoded.failure })
  }

  binary(): void {
    this.#around.meter.framesIn.add('refused')
    this.#happen({
      type: 'refused',
      id: undefined,
      failure: { code: 'unsupported_frame', message: 'Frames must be text: one JSON object, UTF-8.' },
    })
  }

  /** The upgrade brought a token that is good. */
  recognised(principal: Principal): void {
    this.#principal = principal
    this.#happen({ type: 'recognised', identity: principal })
  }

  end(close: CloseName, reason = ''): void {
    this.#happen({ type: 'end', close, reason })
  }

  gone(code: number): void {
    const abnormal = this.#session.state !== 'closed' && !farewells.has(code)
    if (abnormal)
      this.#around.log.info({ connection: this.id, code, user: this.#attachment?.user.id }, 'connection lost')
    this.#happen({ type: 'gone' })
  }

  /** The session has asked to be woken now. */
  wake(): void {
    this.#happen({ type: 'tick' })
  }

  // ---- how the hub reaches it ----

  push(frame: ServerFrame): void {
    this.#send(frame)
  }

  subscribe(topic: string): void {
    this.#peer.subscribe(topic)
  }

  unsubscribe(topic: string): void {
    this.#peer.unsubscribe(topic)
  }

  // ---- the session and its effects ----

  /** 0, or how many milliseconds to wait. */
  #takeBytes(bytes: number): number {
    const { bucket, waitMs } = takeMany(this.#bytes, this.#around.bytes, bytes, this.#around.clock.elapsed())
    this.#bytes = bucket
    return waitMs
  }

  #happen(event: SessionEvent): void {
    const before = this.#session
    const { session, effects } = step(before, event, this.#around.policy, this.#around.moment)
    this.#session = session
    if (session.state !== before.state || event.type === 'authenticated' || event.type === 'tick') this.#setAlarm()
    for (const effect of effects) this.#carryOut(effect)
  }

  #setAlarm(): void {
    const { alarms, policy, moment } = this.#around
    const wait = wakeAfter(this.#session, policy, moment)
    if (wait === undefined) alarms.cancel(this)
    else alarms.set(this, wait)
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'authenticate':
        void this.#authenticate(effect)
        return
      case 'attach':
        void this.#attach(effect.id)
        return
      case 'refreshed':
        if (this.#attachment !== undefined && this.#principal !== undefined)
          this.#around.hub.renew(this.#attachment, this.#principal)
        this.#send({ type: 'refresh_ack', ...named(effect.id), data: expiry(effect.identity.expiresAt) })
        return
      case 'perform':
        this.#perform(effect.frame, effect.exclusive)
        return
      case 'fail':
        this.#fail(effect.id, effect.failure)
        return
      case 'close':
        this.#close(effect.close, effect.reason)
        return
      case 'detach':
        if (this.#attachment === undefined) return
        // A connection that breaks may be back at once; one that was told to go will not.
        this.#around.hub.detach(this.#attachment, departureOf(this.#session))
        this.#around.userLimits.went(this.#attachment.user)
        return
    }
  }

  async #authenticate({ purpose, id, token, userId }: Extract<Effect, { type: 'authenticate' }>): Promise<void> {
    const verdict = await askWho(this.#around.authenticator, {
      ...(token === undefined ? {} : { token }),
      ...(userId === undefined ? {} : { userId }),
    })
    if (this.#session.state === 'closed') return
    if (!verdict.ok) {
      this.#around.log.warn(
        { connection: this.id, reason: verdict.reason, code: verdict.code, address: this.address },
        'authentication failed',
      )
      this.#happen({ type: 'rejected', purpose, id, failure: { code: verdict.code, message: verdict.message } })
      return
    }
    const { principal } = verdict
    const same = this.#attachment === undefined || this.#attachment.user.id === principal.userId
    if (same) this.#principal = principal
    this.#happen({ type: 'authenticated', purpose, id, identity: principal })
  }

  async #attach(id: string | undefined): Promise<void> {
    const { hub, clock, terms } = this.#around
    const principal = this.#principal
    if (principal === undefined) return
    try {
      await hub.attach(
        this,
        principal,
        () => this.#session.state !== 'closed',
        (attachment, welcome) => {
          this.#attachment = attachment
          this.#around.userLimits.came(attachment.user)
          this.#send({
            type: 'connect_ack',
            ...named(id),
            data: {
              status: 'success',
              message: `Connected as ${principal.userId}.`,
              user_id: principal.userId,
              connection_id: this.id,
              server_time: timestamp(clock.now()),
              ...expiry(principal.expiresAt),
              ...terms,
              ...welcome,
            },
          })
          this.#around.log.info({ connection: this.id, user: principal.userId, address: this.address }, 'connected')
        },
      )
    } catch (error) {
      this.#happen({ type: 'not_attached', id, failure: this.#failureOf(error, 'connect') })
      return
    }
    if (this.#session.state === 'closed') return
    this.#around.opened(this)
    this.#happen({ type: 'attached', id, identity: principal })
  }

  #perform(frame: ClientFrame, exclusive: boolean): void {
    const attachment = this.#attachment
    if (attachment === undefined) return
    const { hub, clock } = this.#around
    void this.#run(frame, { hub, clock, attachment }, exclusive)
  }

  async #run(frame: ClientFrame, context: HandlerContext, exclusive: boolean): Promise<void> {
    const { type, id } = frame
    let answered = false
    const reply = (data: unknown): void => {
      answered = true
      const { reply: answer } = operations[type]
      // Two ways of writing, because spreading an id in that may be missing is slow.
      this.#send((id === undefined ? { type: answer, data } : { type: answer, id, data }) as ServerFrame)
    }
    try {
      // The table is typed by the name of the event; here the name is only known at run time.
      const handler = handlers[type as Performed] as Handler<Performed>
      await handler(frame.data as never, context, reply as never)
    } catch (error) {
      if (answered)
        this.#around.log.error(
          { connection: this.id, event: type, error: String(error) },
          'a request failed after its answer',
        )
      else this.#fail(id, this.#failureOf(error, type))
    }
    this.#happen({ type: 'settled', exclusive })
  }

  #failureOf(error: unknown, event: string): Failure {
    if (error instanceof Refused) return error.failure
    if (error instanceof StoreUnavailable)
      return { code: 'unavailable', message: error.message, retryAfterMs: error.retryAfterMs }
    this.#around.log.error({ connection: this.id, event, error: faultText(error) }, 'a request failed')
    return {
      code: 'internal',
      message: 'Something failed in the server. Try again; the log of the server says more.',
      retryAfterMs: 1000,
    }
  }

  #fail(id: string | undefined, failure: Failure): void {
    this.#around.meter.errors.add(failure.code)
    this.#send(errorFrame(id, failure))
  }

  #send(frame: ServerFrame): void {
    const { codec, meter } = this.#around
    const isRecovery = frame.type === 'join_channel_ack' && frame.data.messages.length > 0
    const text = isRecovery ? codec.encodeRecovery(frame) : codec.encode(frame)
    meter.published(frame.type, text, 1)
    this.#peer.send(text)
  }

  #close(name: CloseName, reason: string): void {
    const { code } = closeCodes[name]
    this.#around.meter.closes.add(String(code))
    this.#around.log.info(
      { connection: this.id, code, name, user: this.#attachment?.user.id, address: this.address },
      'connection closed by the server',
    )
    this.#peer.close(code, reason)
  }
}

function departureOf(session: Session): 'left' | 'lost' {
  return session.state === 'closed' && session.close === 'kicked' ? 'left' : 'lost'
}

function named(id: string | undefined): { id?: string } {
  return id === undefined ? {} : { id }
}

function expiry(expiresAt: number | undefined): { expires_at?: string } {
  return expiresAt === undefined ? {} : { expires_at: timestamp(Math.min(expiresAt, 253_402_300_799_999)) }
}
