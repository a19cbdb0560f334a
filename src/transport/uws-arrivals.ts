/** Sockets that uWebSockets.js has just made of requests, until somebody sits in them. */
import type { Socket } from './uws-binary.ts'

/**
 * An upgrade that is decided on after its request has to be wrapped in `res.cork`. When that is over, uWebSockets.js looks
 * at the state of the request, whether its connection is to be closed. It would not if it saw that there is a WebSocket now,
 * but it goes by the address, and that stays where an allocator shrinks a block in its place, as glibc does. So it reads
 * memory that it has given back: as it was, or somebody else’s by then, whose bits can say “close” (1006, without a word).
 * V8 takes blocks of that size when it compiles a function and when it collects garbage, so one start of a server in four
 * lost some of the first who came with a token. (Mended in uWebSockets since.)
 *
 * Hence nothing of ours runs meanwhile. `open` only notes the socket, by a function of the engine, which is never compiled;
 * all else is done when `cork` is over. What is left is a garbage collection that begins within this microsecond.
 */
export class Arrivals<U> {
  readonly #sockets: Socket<U>[] = []
  /** For `open`. */
  readonly note: (ws: Socket<U>) => void = this.#sockets.push.bind(this.#sockets)

  /** The connection has ended before anybody came. */
  forget(ws: Socket<U>): void {
    const at = this.#sockets.indexOf(ws)
    if (at !== -1) this.#sockets.splice(at, 1)
  }

  /** Those that have come since. */
  take(): Socket<U>[] {
    return this.#sockets.splice(0)
  }
}
