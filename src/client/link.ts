/** One WebSocket, from its making to its end. Once it has been let go of, nothing more is heard of it. */

import { peerCloses } from '../../generated/operations.ts'
import { textOf } from './errors.ts'
import type { Socket, WebSocketConstructor } from './socket.ts'

export interface LinkEvents {
  opened(): void
  received(text: unknown): void
  closed(code: number, reason: string): void
}

const nothing = (): void => undefined

export class Link {
  #socket: Socket | undefined

  constructor(WebSocket: WebSocketConstructor, url: string, subprotocol: string | null, events: LinkEvents) {
    let socket: Socket
    try {
      socket = new WebSocket(url, subprotocol === null ? [] : [subprotocol])
    } catch (error) {
      // A page that may not connect to this address, for instance.
      events.closed(peerCloses.lost, textOf(error))
      return
    }
    this.#socket = socket
    socket.onopen = () => events.opened()
    socket.onmessage = (event: { readonly data: unknown }) => events.received(event.data)
    // A close follows each error, and says as much.
    socket.onerror = nothing
    socket.onclose = (event: { readonly code?: number; readonly reason?: string }) => {
      this.#forget()
      events.closed(event.code ?? peerCloses.lost, event.reason ?? '')
    }
  }

  send(text: string): void {
    try {
      this.#socket?.send(text)
    } catch {
      // It is closing: `closed` comes.
    }
  }

  letGo(dead: boolean): void {
    const socket = this.#socket as (Socket & { terminate?: () => void }) | undefined
    this.#forget()
    try {
      if (dead && socket?.terminate !== undefined) socket.terminate()
      else socket?.close(peerCloses.normal)
    } catch {
      // It never came to be.
    }
  }

  #forget(): void {
    const socket = this.#socket
    this.#socket = undefined
    if (socket === undefined) return
    socket.onopen = nothing
    socket.onmessage = nothing
    socket.onclose = nothing
  }
}
