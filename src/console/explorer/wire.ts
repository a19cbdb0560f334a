/**
 * The explorer’s own connection: a bare WebSocket, so that wrong frames can be sent as well. What goes over it is
 * gathered for a moment before it is shown: a busy channel brings more frames than a page can draw one by one.
 */
import { createStore, type Store } from '../chat/state/store.ts'
import { socketUrl } from '../shell/account.ts'
import { emptyLog, type Frame, type FrameLog, forgotWaiting, keptFrames, logged } from './log/frame-log.ts'

export type SocketState = { readonly state: 'closed' | 'opening' | 'open' }

export interface WireState {
  readonly socket: SocketState
  readonly log: FrameLog
}

type WireAction =
  | { readonly type: 'socket'; readonly socket: SocketState }
  | { readonly type: 'frames'; readonly frames: readonly Frame[]; readonly repliesTo: RepliesTo }
  | { readonly type: 'cleared' }

type RepliesTo = (type: string) => readonly string[]

const gatherMs = 40

export class Wire {
  readonly store: Store<WireState, WireAction> = createStore(reduce, { socket: { state: 'closed' }, log: emptyLog })
  /** From the contract, once it is there. */
  repliesTo: RepliesTo = () => []
  #socket: WebSocket | undefined
  #gathered: Frame[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #id = 0

  newId(): string {
    this.#id++
    return String(this.#id)
  }

  /** Opens the socket; resolves when it is open, or false when it could not be opened. */
  open(): Promise<boolean> {
    this.close()
    const socket = new WebSocket(socketUrl())
    this.#socket = socket
    this.#is('opening')
    return new Promise((resolve) => {
      socket.onopen = () => {
        if (socket !== this.#socket) return
        this.#is('open')
        this.#note(`Open: ${socket.url}`)
        resolve(true)
      }
      socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#log('received', String(data))
      socket.onclose = ({ code, reason, wasClean }) => {
        resolve(false)
        if (socket !== this.#socket) return
        this.#note(`Closed: ${code}${reason === '' ? '' : ` ${reason}`}${wasClean ? '' : ' (without a goodbye)'}`)
        this.#socket = undefined
        this.#is('closed')
      }
    })
  }

  close(): void {
    const socket = this.#socket
    if (socket === undefined) return
    this.#socket = undefined
    socket.close(1000)
    this.#note('Closed by you.')
    this.#is('closed')
  }

  /** Whatever the text is. False when there is no connection. */
  send(text: string): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(text)
    this.#log('sent', text)
    this.#show()
    return true
  }

  clear(): void {
    this.#show()
    this.store.dispatch({ type: 'cleared' })
  }

  #is(state: SocketState['state']): void {
    this.#show()
    this.store.dispatch({ type: 'socket', socket: { state } })
  }

  #note(text: string): void {
    this.#log('note', text)
  }

  #log(direction: Frame['direction'], text: string): void {
    this.#gathered.push({ direction, text, time: Date.now(), elapsedMs: performance.now() })
    if (this.#gathered.length >= keptFrames) this.#show()
    this.#timer ??= setTimeout(() => this.#show(), gatherMs)
  }

  #show(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const frames = this.#gathered
    this.#gathered = []
    if (frames.length > 0) this.store.dispatch({ type: 'frames', frames, repliesTo: this.repliesTo })
  }
}

function reduce(state: WireState, action: WireAction): WireState {
  switch (action.type) {
    case 'socket':
      return { socket: action.socket, log: action.socket.state === 'opening' ? forgotWaiting(state.log) : state.log }
    case 'frames':
      return { ...state, log: logged(state.log, action.frames, action.repliesTo) }
    case 'cleared':
      return { ...state, log: { ...state.log, entries: [] } }
  }
}
