/** Requests that ask for a WebSocket: heard, decided on, and either opened or answered. */
import { clientAddress } from './address.ts'
import { handshakeProblem, plain, readUpgrade } from './handshake.ts'
import type { Admission, PeerHandlers } from './transport.ts'
import type { HttpRequest, HttpResponse, SocketContext } from './uws-binary.ts'
import type { Expected, Seat } from './uws-peer.ts'
import { Reply } from './uws-reply.ts'

export interface Gate<C> {
  readonly handlers: Pick<PeerHandlers<C>, 'upgrade' | 'abandoned'>
  readonly trusted: (address: string) => boolean
  readonly isStopping: () => boolean
  readonly onFault: (error: unknown) => void
  /** Opens the peers of the sockets that an upgrade has made. */
  readonly arrived: () => void
}

interface Asker {
  readonly reply: Reply
  readonly key: string
  readonly context: SocketContext
}

const stopping = plain(503, 'The server is stopping.', { 'Retry-After': '1' })
const broken = plain(500, 'Something went wrong.')

/** Never throws: an exception that reaches uWebSockets.js ends the process. */
export function takeUpgrade<C>(gate: Gate<C>, res: HttpResponse, req: HttpRequest, context: SocketContext): void {
  const reply = new Reply(res, () => {})
  try {
    const header = (name: string): string => req.getHeader(name)
    const problem = gate.isStopping() ? stopping : handshakeProblem('GET', header)
    if (problem !== undefined) {
      reply.answer(problem, 'GET', true)
      return
    }
    const direct = Buffer.from(res.getRemoteAddressAsText()).toString()
    const address = clientAddress(direct, () => forwardedFor(req), gate.trusted)
    const upgrade = readUpgrade(address, req.getQuery() ?? '', header)
    if ('status' in upgrade) {
      reply.answer(upgrade, 'GET', true)
      return
    }
    const asker: Asker = { reply, key: header('sec-websocket-key'), context }
    const admission = gate.handlers.upgrade(upgrade)
    if (admission instanceof Promise) void later(gate, asker, admission)
    else decide(gate, asker, admission)
  } catch (error) {
    gate.onFault(error)
    reply.answer(broken, 'GET', true)
  }
}

async function later<C>(gate: Gate<C>, asker: Asker, pending: Promise<Admission<C>>): Promise<void> {
  try {
    decide(gate, asker, await pending)
  } catch (error) {
    gate.onFault(error)
    asker.reply.answer(broken, 'GET', true)
  }
}

function decide<C>(gate: Gate<C>, asker: Asker, admission: Admission<C>): void {
  const { reply, key, context } = asker
  if (!admission.admit) {
    reply.answer(admission.answer, 'GET', true)
    return
  }
  const expected: Expected<C> = { context: admission.context, arrived: false }
  const seat: Seat<C> = { occupant: expected }
  try {
    if (gate.isStopping()) reply.answer(stopping, 'GET', true)
    else reply.upgrade(seat, key, admission.subprotocol, context)
    gate.arrived()
  } finally {
    if (!expected.arrived) gate.handlers.abandoned(admission.context)
  }
}

/** All lines of the header: a client can send one of its own before the one that a proxy adds. */
function forwardedFor(req: HttpRequest): string | undefined {
  const lines: string[] = []
  req.forEach((name, value) => {
    if (name === 'x-forwarded-for') lines.push(value)
  })
  return lines.length === 0 ? undefined : lines.join(',')
}
