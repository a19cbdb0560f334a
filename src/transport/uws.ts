/** The transport over real sockets, by uWebSockets.js. */
import type { Clock } from '../clock/clock.ts'
import type { HttpHandler, Listening, PeerHandlers, Transport, TransportLimits } from './transport.ts'
import { Arrivals } from './uws-arrivals.ts'
import { type App, type ListenSocket, loadUws, type Socket, type UwsBinary } from './uws-binary.ts'
import { Fanout } from './uws-fanout.ts'
import { type Gate, takeUpgrade } from './uws-gate.ts'
import { type HttpRoute, takeRequest } from './uws-http.ts'
import { checkTls, openDoor, type TlsFiles } from './uws-listen.ts'
import { type PeerHouse, type Seat, UwsPeer } from './uws-peer.ts'

export interface UwsOptions<C> {
  readonly host: string
  /** 0 takes any that is free; `listen` says which. */
  readonly port: number
  readonly tls?: TlsFiles | undefined
  /** Where WebSockets are: `/ws`. Every other path goes to `http`. */
  readonly path: string
  readonly limits: TransportLimits
  readonly handlers: PeerHandlers<C>
  readonly http: HttpHandler
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: (address: string) => boolean
  readonly clock: Clock
  /** A handler threw although none may; the connection it was about may be of no use any more. */
  readonly onFault: (error: unknown) => void
  /** How long a goodbye waits for a peer that reads slowly. */
  readonly closeLimitMs?: number
}

/**
 * uWebSockets.js ends a connection without a word (1006) as soon as the header of a frame announces more than its own
 * limit. Ours is checked here, so that the peer is told 1009; only who goes beyond it by more than this is cut off. A
 * trade: the larger it is, the more mistakes get an explanation, and the more memory each stranger can hold with a frame
 * that it never finishes, which is the limit and this together.
 */
const oversizeBytes = 128 * 1024

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

type Door =
  | { readonly kind: 'new' | 'stopped' | 'destroyed' }
  | { readonly kind: 'listening'; readonly socket: ListenSocket }

export async function createUwsTransport<C>(options: UwsOptions<C>): Promise<Transport> {
  const binary = await loadUws()
  if (options.tls !== undefined) await checkTls(options.tls)
  return new UwsTransport(binary, options)
}

class UwsTransport<C> implements Transport {
  readonly #binary: UwsBinary
  readonly #options: UwsOptions<C>
  readonly #app: App
  readonly #fanout: Fanout
  #door: Door = { kind: 'new' }

  constructor(binary: UwsBinary, options: UwsOptions<C>) {
    this.#binary = binary
    this.#options = options
    const { tls, handlers } = options
    this.#app =
      tls === undefined ? binary.App() : binary.SSLApp({ key_file_name: tls.keyFile, cert_file_name: tls.certFile })
    this.#fanout = new Fanout(this.#app, options.limits.maxBacklogBytes, (peer) =>
      this.#guard(() => handlers.dropped(peer)),
    )
    this.#routeWebSockets()
    this.#routeRequests()
  }

  publish(topic: string, frame: string): void {
    this.#fanout.publish(topic, frame)
  }

  async listen(): Promise<Listening> {
    const { host, port } = this.#options
    const { socket, ...listening } = await openDoor(this.#binary, this.#app, host, port)
    if (this.#door.kind === 'new') this.#door = { kind: 'listening', socket }
    else this.#binary.us_listen_socket_close(socket)
    return listening
  }

  stopListening(): void {
    if (this.#door.kind === 'listening') this.#binary.us_listen_socket_close(this.#door.socket)
    if (this.#door.kind !== 'destroyed') this.#door = { kind: 'stopped' }
  }

  destroy(): void {
    if (this.#door.kind === 'destroyed') return
    this.#door = { kind: 'destroyed' }
    this.#app.close()
  }

  #isStopping(): boolean {
    return this.#door.kind === 'stopped' || this.#door.kind === 'destroyed'
  }

  #routeWebSockets(): void {
    const { path, limits, handlers, trustedProxies: trusted, clock, closeLimitMs = 10_000 } = this.#options
    const onFault = (error: unknown): void => this.#fault(error)
    const arrivals = new Arrivals<Seat<C>>()
    const arrived = (): void => {
      for (const ws of arrivals.take()) this.#seat(ws, house)
    }
    const gate: Gate<C> = { handlers, trusted, isStopping: () => this.#isStopping(), onFault, arrived }
    const house: PeerHouse = {
      clock,
      closeLimitMs,
      maxBacklogBytes: limits.maxBacklogBytes,
      entered: (topic, peer) => this.#fanout.enter(topic, peer),
      left: (topic, peer) => this.#fanout.leave(topic, peer),
      fell: (peer) => this.#fanout.fell(peer),
      reportFallen: () => this.#fanout.reportFallen(),
      closed: (peer, code) => this.#guard(() => handlers.closed(peer, code)),
    }
    this.#app.ws<Seat<C>>(path, {
      compression: this.#binary.DISABLED,
      maxPayloadLength: limits.maxFrameBytes + oversizeBytes,
      // None of its own: see uws-fanout.ts.
      maxBackpressure: 0,
      closeOnBackpressureLimit: false,
      idleTimeout: idleSeconds(limits.heartbeatIntervalMs),
      sendPingsAutomatically: true,
      maxLifetime: 0,
      upgrade: (res, req, context) => takeUpgrade(gate, res, req, context),
      open: arrivals.note,
      message: (ws, message, isBinary) => this.#hear(ws, message, isBinary),
      ping: (ws) => this.#guard(() => peerOf(ws)?.pinged()),
      drain: (ws) => this.#guard(() => peerOf(ws)?.drained()),
      close: (ws, code) => {
        const peer = peerOf(ws)
        if (peer === undefined) arrivals.forget(ws)
        else peer.gone(code)
      },
    })
  }

  #seat(ws: Socket<Seat<C>>, house: PeerHouse): void {
    const seat = ws.getUserData()
    const { occupant } = seat
    if (occupant instanceof UwsPeer) return
    const peer = new UwsPeer(ws, house)
    seat.occupant = peer
    occupant.arrived = true
    this.#guard(() => this.#options.handlers.open(peer, occupant.context))
  }

  #routeRequests(): void {
    const { http: handler, path: webSocketPath, limits, trustedProxies: trusted } = this.#options
    const route: HttpRoute = {
      handler,
      maxBodyBytes: limits.maxHttpBodyBytes,
      webSocketPath,
      trusted,
      isStopping: () => this.#isStopping(),
      onFault: (error) => this.#fault(error),
    }
    this.#app.any('/*', (res, req) => takeRequest(route, res, req))
  }

  #hear(ws: Socket<Seat<C>>, message: ArrayBuffer, isBinary: boolean): void {
    const peer = peerOf(ws)
    // Whoever was told goodbye, or has missed a frame, is not listened to any more.
    if (peer?.kind !== 'open') return
    const { handlers, limits } = this.#options
    try {
      if (message.byteLength > limits.maxFrameBytes) handlers.oversized(peer)
      else if (isBinary) handlers.binary(peer)
      // The bytes are gone after this call. uWebSockets.js has checked that they are UTF-8.
      else {
        this.#fanout.heard = peer
        handlers.text(peer, decoder.decode(message))
      }
    } catch (error) {
      this.#fault(error)
    } finally {
      this.#fanout.heard = undefined
    }
  }

  #guard(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#fault(error)
    }
  }

  #fault(error: unknown): void {
    try {
      this.#options.onFault(error)
    } catch {
      // An exception that reaches uWebSockets.js ends the process, and there is nobody left to tell.
    }
  }
}

function peerOf<C>(ws: Socket<Seat<C>>): UwsPeer | undefined {
  const { occupant } = ws.getUserData()
  return occupant instanceof UwsPeer ? occupant : undefined
}

/**
 * uWebSockets.js counts in steps of 4 s, takes 8 to 960, and pings 4 to 16 s before the end of the time. What is sent to
 * a peer does not count as a sign of life; what comes from it does.
 */
function idleSeconds(heartbeatIntervalMs: number): number {
  return Math.min(960, Math.max(8, Math.ceil((2 * heartbeatIntervalMs) / 1000)))
}
