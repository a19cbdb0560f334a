/**
 * The port between sockets and everything else. An adapter turns bytes on a network (or in memory) into these calls and
 * back; it knows nothing of sessions, channels or JSON.
 */

/** `queued`: the peer reads slowly and the frame waits. `dropped`: it was not taken, and no later frame will be. */
export type SendResult = 'sent' | 'queued' | 'dropped'

/** One accepted connection, from `open` to `closed`. Calls after `closed` do nothing. */
export interface Peer {
  /** As text, or as the UTF-8 of one, which may be written over after the call. */
  send(frame: string | Uint8Array): SendResult
  /** From here on, what is published under this topic goes to this peer too; nothing published before does. */
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  /**
   * Says goodbye with a code and closes. Nothing is sent after it. What is queued before it still goes out, within a
   * limit of time. `closed` is called once, before or soon after this returns.
   */
  close(code: number, reason: string): void
  /** How many bytes wait to be sent. */
  backlog(): number
}

/** What is known when somebody asks to be let in. Nothing of it lives longer than the call unless copied. */
export interface Upgrade {
  /** Where it comes from: the address of the peer, or what a trusted proxy says of it. */
  readonly address: string
  readonly origin: string | undefined
  readonly host: string | undefined
  /** From `Authorization: Bearer`, or from `access_token` in the query. */
  readonly token: string | undefined
  readonly subprotocols: readonly string[]
}

export type Admission<C> =
  | { readonly admit: true /** Handed to `open`. */; readonly context: C; readonly subprotocol: string | undefined }
  | { readonly admit: false; readonly answer: HttpAnswer }

/** Adapters call these. None of them throws. */
export interface PeerHandlers<C> {
  /** Decides at once or after a while (a token may have to be checked); the adapter copes with a peer that leaves meanwhile. */
  upgrade(request: Upgrade): Admission<C> | Promise<Admission<C>>
  /** An admission whose peer was gone before it could be opened: what `upgrade` counted must be counted back. */
  abandoned(context: C): void
  open(peer: Peer, context: C): void
  /** A text frame: well-formed UTF-8, no longer than the limit. */
  text(peer: Peer, frame: string): void
  binary(peer: Peer): void
  /** A frame longer than the limit came; the adapter has not closed the peer yet. */
  oversized(peer: Peer): void
  /** More waits for this peer than may, and a frame was or would be dropped: nothing more is sent to it, `close` is awaited. */
  dropped(peer: Peer): void
  /** Once per opened peer, whoever closed it. `code` is 1006 when the connection just broke. */
  closed(peer: Peer, code: number): void
}

export interface HttpRequest {
  readonly method: string
  /** Without the query, percent-encoded as it came. */
  readonly path: string
  readonly query: string
  readonly address: string
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined
  /** The whole body, or `too_large` when it was longer than the limit; rejects when the client leaves before it has come. */
  readonly body: () => Promise<Uint8Array | 'too_large'>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Left out of the answer to a HEAD and of a 304, which tell its length; there is none with a 204. */
  readonly body: string | Uint8Array
}

/** Never rejects. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>

export interface Listening {
  readonly address: string
  readonly port: number
}

export interface Transport {
  /** One frame to every peer that is subscribed to the topic, in the order of calls. */
  publish(topic: string, frame: string): void
  listen(): Promise<Listening>
  /** No new connections or requests from here on; those that are open stay. */
  stopListening(): void
  /** Ends whatever is still open, at once. */
  destroy(): void
}

export interface TransportLimits {
  /**
   * A longer frame is answered with 1009. Over sockets that holds up to 128 KiB over the limit; what is longer still ends
   * the connection without a close frame (1006), because nothing of it is kept in memory.
   */
  readonly maxFrameBytes: number
  readonly maxBacklogBytes: number
  readonly maxHttpBodyBytes: number
  /** A peer from which nothing comes for twice as long is closed, and pinged in time to answer. */
  readonly heartbeatIntervalMs: number
}
