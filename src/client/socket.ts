/** As much of a WebSocket as is used here: what browsers have, and the `ws` package. */

/** The handlers are assigned; that they are `unknown` here lets every implementation fit, however it types its events. */
export interface Socket {
  readonly readyState: number
  onopen: unknown
  onmessage: unknown
  onclose: unknown
  onerror: unknown
  send(text: string): void
  close(code?: number, reason?: string): void
}

export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => Socket
