/**
 * The hub that people write with `ws`: a Set of sockets for each channel. At its best: a message is written as JSON once,
 * made into bytes once, and those bytes go to everyone; no compression, nothing tracked that is not needed.
 */
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { httpServer, listen } from './listening.ts'

interface Request {
  readonly type: string
  readonly id?: string
  readonly data: {
    readonly user_id?: string
    readonly channel_id?: string
    readonly to?: string
    readonly content?: string
  }
}

const asText = { binary: false, compress: false }
const channels = new Map<string, Set<WebSocket>>()
let messages = 0

function join(channel: string, socket: WebSocket, joined: Set<string>): void {
  const members = channels.get(channel)
  if (members === undefined) channels.set(channel, new Set([socket]))
  else members.add(socket)
  joined.add(channel)
}

function publish(channel: string, bytes: Buffer): void {
  for (const socket of channels.get(channel) ?? []) if (socket.readyState === socket.OPEN) socket.send(bytes, asText)
}

function accept(socket: WebSocket): void {
  let user = ''
  const joined = new Set<string>()
  const answer = (type: string, id: string | undefined, data: unknown): void =>
    socket.send(JSON.stringify({ type, id, data }), asText)
  socket.on('message', (bytes: RawData) => {
    const { type, id, data } = JSON.parse(String(bytes)) as Request
    switch (type) {
      case 'connect':
        user = data.user_id ?? ''
        join(`@${user}`, socket, joined)
        return answer('connect_ack', id, { user_id: user })
      case 'join_channel':
        join(data.channel_id ?? '', socket, joined)
        return answer('join_channel_ack', id, { channel_id: data.channel_id })
      case 'send_message': {
        const channel = data.channel_id ?? ''
        if (!joined.has(channel)) return answer('error', id, { code: 'not_joined' })
        const message_id = `m-${++messages}`
        const timestamp = new Date().toISOString()
        const message = { channel_id: channel, message_id, user_id: user, content: data.content, timestamp }
        publish(channel, Buffer.from(JSON.stringify({ type: 'new_message', data: message })))
        return answer('send_message_ack', id, { channel_id: channel, message_id, timestamp })
      }
      case 'send_direct': {
        const message_id = `m-${++messages}`
        const timestamp = new Date().toISOString()
        const message = { message_id, from: user, to: data.to, content: data.content, timestamp }
        const frame = Buffer.from(JSON.stringify({ type: 'direct_message', data: message }))
        publish(`@${data.to}`, frame)
        publish(`@${user}`, frame)
        return answer('send_direct_ack', id, { message_id, timestamp })
      }
    }
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    for (const channel of joined) {
      const members = channels.get(channel)
      members?.delete(socket)
      if (members?.size === 0) channels.delete(channel)
    }
  })
}

const server = httpServer()
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: 1024 * 1024,
})
sockets.on('connection', accept)
listen(server)
