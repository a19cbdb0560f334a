/**
 * Socket.IO 4 with a room for each channel, on its own engine or, with the argument `uws`, on uWebSockets.js. At its best:
 * WebSockets only, no compression, no page served, and the request of the handshake let go of, as its documentation says.
 */

import { App } from 'uWebSockets.js'
import { Server, type Socket } from 'socket.io'
import { announce, httpServer, listen } from './listening.ts'

type Done = (answer: unknown) => void

const io = new Server({
  transports: ['websocket'],
  allowUpgrades: false,
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 1024 * 1024,
})
let messages = 0

io.on('connection', (socket: Socket) => {
  const user = String((socket.handshake.auth as { user?: unknown }).user ?? '')
  void socket.join(`@${user}`)
  socket.on('join', (channel: string, done: Done) => {
    void socket.join(channel)
    done({ channel_id: channel })
  })
  socket.on('message', ({ channel_id, content }: { channel_id: string; content: string }, done: Done) => {
    if (!socket.rooms.has(channel_id)) return done({ code: 'not_joined' })
    const message_id = `m-${++messages}`
    const timestamp = new Date().toISOString()
    io.to(channel_id).emit('new_message', { channel_id, message_id, user_id: user, content, timestamp })
    done({ channel_id, message_id, timestamp })
  })
  socket.on('direct', ({ to, content }: { to: string; content: string }, done: Done) => {
    const message_id = `m-${++messages}`
    const timestamp = new Date().toISOString()
    io.to([`@${to}`, `@${user}`]).emit('direct_message', { message_id, from: user, to, content, timestamp })
    done({ message_id, timestamp })
  })
})

if (process.argv[2] === 'uws') {
  const app = App()
  io.attachApp(app as never)
  app.listen('127.0.0.1', 0, (socket) => {
    if (socket === false) throw new Error('the port is taken')
    void import('uWebSockets.js').then(({ us_socket_local_port }) => announce(us_socket_local_port(socket)))
  })
} else {
  const server = httpServer()
  io.attach(server)
  listen(server)
}
io.engine.on('connection', (connection: { request: unknown }) => {
  connection.request = null
})
