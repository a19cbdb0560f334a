/**
 * A client that keeps sending through every crash: what was not acknowledged is sent again under the same client message
 * id, until it is. It keeps the books that a test compares with what the server has in the end.
 */
import WebSocket from 'ws'
import type { ServerFrame } from '../../generated/types.ts'
import { refuseServerFrame } from '../../generated/validators.js'

export interface Acknowledged {
  readonly channel: string
  readonly epoch: string
  readonly offset: number
  readonly messageId: string
}

export class Loader {
  readonly user: string
  readonly acknowledged = new Map<string, Acknowledged>()
  /** Sent when the connection broke: whether they were stored is not known until they are sent again. */
  unknown = 0
  duplicates = 0
  readonly #url: string
  readonly #channels: readonly string[]
  readonly #inFlight: number
  readonly #pending = new Map<string, string>()
  #socket: WebSocket | undefined
  #next = 0
  #sending = true
  #joined = 0
  readonly problems: string[] = []

  constructor(url: string, user: string, channels: readonly string[], inFlight: number) {
    this.#url = url
    this.user = user
    this.#channels = channels
    this.#inFlight = inFlight
  }

  start(): void {
    this.#connect()
  }

  /** No new messages; what is under way is sent until it is acknowledged. */
  finish(): void {
    this.#sending = false
  }

  get idle(): boolean {
    return !this.#sending && this.#pending.size === 0
  }

  stop(): void {
    this.#sending = false
    this.#socket?.removeAllListeners('close')
    this.#socket?.terminate()
  }

  #connect(): void {
    this.#joined = 0
    const socket = new WebSocket(this.#url, { perMessageDeflate: false })
    this.#socket = socket
    socket.on('error', () => undefined)
    socket.on('close', () => {
      // A connection that never came to sending broke off nothing.
      if (this.#joined === this.#channels.length) this.unknown += this.#pending.size
      setTimeout(() => this.#connect(), 20)
    })
    socket.on('open', () => this.#send('connect', 'connect', { user_id: this.user }))
    socket.on('message', (bytes) => this.#receive(checkedFrame(bytes, this.problems)))
  }

  #send(type: string, id: string, data: unknown): void {
    this.#socket?.send(JSON.stringify({ type, id, data }))
  }

  #receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'connect_ack':
        for (const channel_id of this.#channels) this.#send('join_channel', 'join', { channel_id })
        return
      case 'join_channel_ack':
        this.#joined++
        if (this.#joined < this.#channels.length) return
        for (const [id, channel] of this.#pending) this.#say(id, channel)
        this.#fill()
        return
      case 'send_message_ack': {
        const id = frame.id ?? ''
        const { channel_id: channel, epoch, offset, message_id: messageId, duplicate } = frame.data
        if (!this.#pending.delete(id)) this.problems.push(`${id} was acknowledged twice`)
        if (duplicate) this.duplicates++
        this.acknowledged.set(id, { channel, epoch, offset, messageId })
        this.#fill()
        return
      }
      case 'error': {
        const { id = '', data } = frame
        const channel = this.#pending.get(id)
        if (data.retryable && channel !== undefined) setTimeout(() => this.#say(id, channel), data.retry_after_ms ?? 50)
        else this.problems.push(`${id}: ${data.code}: ${data.message}`)
      }
    }
  }

  #fill(): void {
    while (this.#sending && this.#pending.size < this.#inFlight) {
      const channel = this.#channels[this.#next % this.#channels.length] ?? ''
      const id = `${this.user}-${++this.#next}`
      this.#pending.set(id, channel)
      this.#say(id, channel)
    }
  }

  #say(id: string, channel_id: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#send('send_message', id, { channel_id, content: `content of ${id}`, client_message_id: id })
  }
}

/** A client that only listens, resumes after every crash, and writes down what it sees at which place. */
export class Witness {
  readonly #url: string
  readonly #channels: readonly string[]
  readonly #positions = new Map<string, { epoch: string; offset: number }>()
  /** By channel, epoch and offset: the client message id. */
  readonly seen = new Map<string, string>()
  readonly problems: string[] = []
  recovered = 0
  reloaded = 0
  #socket: WebSocket | undefined

  constructor(url: string, channels: readonly string[]) {
    this.#url = url
    this.#channels = channels
  }

  start(): void {
    const socket = new WebSocket(this.#url, { perMessageDeflate: false })
    this.#socket = socket
    const send = (type: string, data: unknown) => socket.send(JSON.stringify({ type, data }))
    socket.on('error', () => undefined)
    socket.on('close', () => setTimeout(() => this.start(), 20))
    socket.on('open', () => send('connect', { user_id: 'witness' }))
    socket.on('message', (bytes) => {
      const frame = checkedFrame(bytes, this.problems)
      if (frame.type === 'connect_ack') {
        for (const channel_id of this.#channels) send('join_channel', { channel_id, ...this.#since(channel_id) })
      } else if (frame.type === 'join_channel_ack') {
        const { channel_id: channel, epoch, offset, recovered, messages } = frame.data
        if (recovered) {
          this.recovered++
          for (const message of messages) this.#see(channel, message.epoch, message.offset, message.client_message_id)
          const position = this.#positions.get(channel)
          if (position?.offset !== offset)
            this.problems.push(`${channel}: recovered up to ${position?.offset}, and told ${offset}`)
        } else {
          if (this.#positions.has(channel)) this.reloaded++
          this.#positions.set(channel, { epoch, offset })
        }
      } else if (frame.type === 'new_message') {
        const { channel_id, epoch, offset, client_message_id } = frame.data
        this.#see(channel_id, epoch, offset, client_message_id)
      } else if (frame.type === 'error') this.problems.push(`${frame.data.code}: ${frame.data.message}`)
    })
  }

  stop(): void {
    this.#socket?.removeAllListeners('close')
    this.#socket?.terminate()
  }

  position(channel: string): number {
    return this.#positions.get(channel)?.offset ?? 0
  }

  #since(channel: string): { since?: { epoch: string; offset: number } } {
    const since = this.#positions.get(channel)
    return since === undefined ? {} : { since }
  }

  #see(channel: string, epoch: string, offset: number, id: string | undefined): void {
    const position = this.#positions.get(channel)
    if (position === undefined || position.epoch !== epoch || position.offset + 1 !== offset) {
      this.problems.push(`${channel}: ${epoch}/${offset} after ${position?.epoch}/${position?.offset}`)
    }
    this.#positions.set(channel, { epoch, offset })
    const key = `${channel} ${epoch} ${offset}`
    const before = this.seen.get(key)
    if (before !== undefined && before !== id) this.problems.push(`${key} was ${before} and is ${id}`)
    this.seen.set(key, id ?? '')
  }
}

function checkedFrame(bytes: WebSocket.RawData, problems: string[]): ServerFrame {
  const frame: unknown = JSON.parse(String(bytes))
  const refusal = refuseServerFrame(frame)
  if (refusal !== undefined) problems.push(`a frame is not as its schema says: ${JSON.stringify(refusal)}`)
  return frame as ServerFrame
}
