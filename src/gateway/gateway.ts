/** All connections of a server: who is let in, who is there, and how they are told to go. */

import { protocol } from '../../generated/operations.ts'
import type { Principal } from '../auth/auth.ts'
import { Alarms } from '../clock/alarms.ts'
import { problem } from '../http/problem.ts'
import { faultText } from '../log/fault.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Admission, Peer, PeerHandlers, Upgrade } from '../transport/transport.ts'
import { askWho } from './authentication.ts'
import { GatewayConnection, type Surroundings } from './connection.ts'
import { currentMoment } from './moment.ts'
import { Tally } from './tally.ts'

export interface GatewayLimits {
  readonly maxConnections: number
  readonly maxConnectionsPerAddress: number
  readonly maxOpeningConnections: number
  readonly maxOpeningConnectionsPerAddress: number
}

export interface GatewayOptions {
  readonly surroundings: Omit<Surroundings, 'moment' | 'alarms' | 'opened'>
  readonly limits: GatewayLimits
  readonly originAllowed: (origin: string, host: string | undefined) => boolean
  readonly newId: () => string
}

/** What an admitted upgrade hands to the opened connection. */
export interface Ticket {
  readonly address: string
  readonly principal: Principal | undefined
}

export class Gateway implements PeerHandlers<Ticket> {
  readonly #options: GatewayOptions
  readonly #surroundings: Surroundings
  readonly #connections = new Map<Peer, GatewayConnection>()
  readonly #opening = new Set<GatewayConnection>()
  readonly #perAddress = new Tally()
  /** Of those that have not connected yet, admitted or open. */
  readonly #openingPerAddress = new Tally()
  /** Admitted, but not opened yet. */
  #admitted = 0
  #draining = false

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#surroundings = {
      ...options.surroundings,
      moment: currentMoment(options.surroundings.clock),
      alarms: new Alarms(options.surroundings.clock),
      opened: (connection) => this.#leaveOpening(connection),
    }
  }

  get size(): number {
    return this.#connections.size
  }

  /** How many have not connected yet. */
  get opening(): number {
    return this.#opening.size
  }

  /** How many bytes wait for peers that read slowly. */
  get backlogBytes(): number {
    let bytes = 0
    for (const peer of this.#connections.keys()) bytes += peer.backlog()
    return bytes
  }

  get draining(): boolean {
    return this.#draining
  }

  // ---- the transport calls these ----

  upgrade(request: Upgrade): Admission<Ticket> | Promise<Admission<Ticket>> {
    const refused = this.#refuse(request)
    if (refused !== undefined) return refused
    const { address, subprotocols, token } = request
    const subprotocol = subprotocols.find((offered) => offered === protocol.subprotocol)
    this.#admit(address)
    if (token === undefined) return { admit: true, context: { address, principal: undefined }, subprotocol }
    return this.#recognise(address, token, subprotocol)
  }

  abandoned({ address }: Ticket): void {
    this.#dismiss(address)
  }

  open(peer: Peer, { address, principal }: Ticket): void {
    this.#admitted--
    const connection = new GatewayConnection(this.#options.newId(), address, peer, this.#surroundings)
    this.#connections.set(peer, connection)
    this.#opening.add(connection)
    this.#meter.connections++
    this.#meter.connectionsTotal++
    if (principal !== undefined) connection.recognised(principal)
  }

  text(peer: Peer, frame: string): void {
    const connection = this.#connections.get(peer)
    try {
      connection?.text(frame)
    } catch (error) {
      // A bug, which one connection pays for: what state it is in cannot be said any more.
      this.#options.surroundings.log.error({ error: faultText(error) }, 'a frame could not be handled')
      connection?.end('internal', 'Something failed in the server.')
    }
  }

  binary(peer: Peer): void {
    this.#connections.get(peer)?.binary()
  }

  oversized(peer: Peer): void {
    this.#connections.get(peer)?.end('frame_too_big', 'The frame is larger than the limit.')
  }

  dropped(peer: Peer): void {
    this.#connections.get(peer)?.end('too_slow', 'Frames were missed: resume.')
  }

  closed(peer: Peer, code: number): void {
    const connection = this.#connections.get(peer)
    if (connection === undefined) return
    this.#connections.delete(peer)
    this.#leaveOpening(connection)
    this.#meter.connections--
    this.#perAddress.remove(connection.address)
    connection.gone(code)
  }

  // ---- the server calls these ----

  /** From here on nobody is let in. */
  drain(): void {
    this.#draining = true
  }

  /** Tells everyone to come back later, each at another time within the jitter. */
  farewell(reason: string, jitterMs: number, random: () => number): void {
    for (const connection of this.#connections.values()) {
      if (connection.state === 'closed') continue
      connection.push({ type: 'going_away', data: { reason, reconnect_after_ms: Math.floor(random() * jitterMs) } })
    }
  }

  /** How many requests have not been answered. */
  get pending(): number {
    let pending = 0
    for (const connection of this.#connections.values()) pending += connection.pending
    return pending
  }

  endAll(): void {
    for (const connection of [...this.#connections.values()])
      connection.end('going_away', 'The server is shutting down.')
  }

  // ---- admission ----

  get #meter(): Meter {
    return this.#options.surroundings.meter
  }

  #refuse({ address, origin, host, subprotocols }: Upgrade): Admission<Ticket> | undefined {
    const { limits, originAllowed } = this.#options
    if (this.#draining) return this.#turnAway('unavailable', 'The server is shutting down.', 503, 5)
    if (origin !== undefined && !originAllowed(origin, host))
      return this.#turnAway('forbidden', 'This origin is not allowed to connect; see `allowed_origins`.', 403)
    if (subprotocols.length > 0 && !subprotocols.some((offered) => offered === protocol.subprotocol)) {
      return this.#turnAway(
        'unknown_event',
        `None of the subprotocols is known: offer ${protocol.subprotocol}, or none.`,
        400,
      )
    }
    if (this.#connections.size + this.#admitted >= limits.maxConnections)
      return this.#turnAway('unavailable', 'The server is full.', 503, 5)
    if (this.#opening.size + this.#admitted >= limits.maxOpeningConnections)
      return this.#turnAway('unavailable', 'Too many connections are being opened.', 503, 1)
    if (this.#openingPerAddress.of(address) >= limits.maxOpeningConnectionsPerAddress)
      return this.#turnAway('unavailable', 'Too many connections are being opened from this address.', 503, 1)
    if (this.#perAddress.of(address) >= limits.maxConnectionsPerAddress)
      return this.#turnAway('unavailable', 'Too many connections from this address.', 503, 5)
    return undefined
  }

  #turnAway(
    code: Parameters<typeof problem>[0],
    message: string,
    status: number,
    retryAfter?: number,
  ): Admission<Ticket> {
    this.#meter.refusedUpgrades++
    const answer = problem(code, message, {
      status,
      ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    })
    return { admit: false, answer }
  }

  async #recognise(address: string, token: string, subprotocol: string | undefined): Promise<Admission<Ticket>> {
    const { authenticator, log } = this.#options.surroundings
    const verdict = await askWho(authenticator, { token })
    if (verdict.ok) return { admit: true, context: { address, principal: verdict.principal }, subprotocol }
    this.#dismiss(address)
    log.warn({ reason: verdict.reason, code: verdict.code, address }, 'authentication failed at the upgrade')
    return verdict.code === 'unavailable'
      ? this.#turnAway('unavailable', verdict.message, 503, 5)
      : this.#turnAway(verdict.code, verdict.message, 401)
  }

  #admit(address: string): void {
    this.#admitted++
    this.#perAddress.add(address)
    this.#openingPerAddress.add(address)
  }

  /** An admitted upgrade that comes to nothing. */
  #dismiss(address: string): void {
    this.#admitted--
    this.#perAddress.remove(address)
    this.#openingPerAddress.remove(address)
  }

  #leaveOpening(connection: GatewayConnection): void {
    if (this.#opening.delete(connection)) this.#openingPerAddress.remove(connection.address)
  }
}
