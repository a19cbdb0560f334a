/**
 * The floor: uWebSockets.js alone, publishing the very bytes that it received. It looks at one byte to tell what a frame
 * is, knows nobody’s name, and writes no JSON: less than this no server on this library can do for a message. With the
 * argument `at-once` it publishes each message as it comes, which is what everybody does at first.
 */
import { TextDecoder } from 'node:util'
import { loadUws, type Socket } from '../../../src/transport/uws-binary.ts'
import { announce, tlsFiles } from './listening.ts'

interface Seat {
  topic: string
}

/** In `{"type":"connect"…`, the first letter of the type. */
const typeAt = '{"type":"'.length
const letter = { connect: 'c'.charCodeAt(0), join: 'j'.charCodeAt(0) }
const decoder = new TextDecoder()

const uws = await loadUws()
const tls = tlsFiles()
const app = tls === undefined ? uws.App() : uws.SSLApp({ key_file_name: tls.key, cert_file_name: tls.cert })

const atOnce = process.argv[2] === 'at-once'

/**
 * What came in one turn goes out at its end. uWebSockets.js merges what is published in a turn by itself, but only 32
 * messages of it: the 33rd flushes them, and in a handler, where the socket that is heard holds the one buffer for
 * merging, that is one system call for each message and member.
 */
let waiting: [string, Buffer][] = []
function publish(topic: string, message: ArrayBuffer): void {
  if (atOnce) {
    app.publish(topic, message, false)
    return
  }
  waiting.push([topic, Buffer.from(message.slice(0))])
  if (waiting.length > 1) return
  setImmediate(() => {
    const due = waiting
    waiting = []
    for (const [to, bytes] of due) app.publish(to, bytes, false)
  })
}

app.ws<Seat>('/ws', {
  compression: uws.DISABLED,
  maxPayloadLength: 1024 * 1024,
  maxBackpressure: 64 * 1024 * 1024,
  idleTimeout: 60,
  upgrade: (res, req, context) => {
    res.upgrade<Seat>(
      { topic: '' },
      req.getHeader('sec-websocket-key'),
      req.getHeader('sec-websocket-protocol'),
      req.getHeader('sec-websocket-extensions'),
      context,
    )
  },
  message: (ws: Socket<Seat>, message) => {
    const kind = new Uint8Array(message)[typeAt]
    if (kind === letter.connect) ws.send('{"type":"connect_ack"}')
    else if (kind === letter.join) {
      const { data } = JSON.parse(decoder.decode(message)) as { data: { channel_id: string } }
      ws.getUserData().topic = data.channel_id
      ws.subscribe(data.channel_id)
      ws.send('{"type":"join_channel_ack"}')
    } else publish(ws.getUserData().topic, message)
  },
})
app.listen('127.0.0.1', 0, uws.LIBUS_LISTEN_EXCLUSIVE_PORT, (socket) => {
  if (socket === false) throw new Error('the port is taken')
  announce(uws.us_socket_local_port(socket))
})
