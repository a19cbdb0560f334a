/** The request that asks for a WebSocket: what is wrong with it, and what it says. */
import type { HttpAnswer, Upgrade } from './transport.ts'

/** By lower-case name; an absent header is `undefined` or empty. */
export type Headers = (name: string) => string | undefined

const maxTokenLength = 8192

/** Why this is not a WebSocket handshake that can be accepted (RFC 6455, 4.2.1), or nothing. */
export function handshakeProblem(method: string, header: Headers): HttpAnswer | undefined {
  if (method !== 'GET' || !lists(header('upgrade'), 'websocket')) {
    return plain(426, 'This is a WebSocket endpoint: connect with a WebSocket client.', { Upgrade: 'websocket' })
  }
  if (header('sec-websocket-version') !== '13') {
    const headers = { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
    return plain(426, 'Only version 13 of the WebSocket protocol is spoken here.', headers)
  }
  if (!lists(header('connection'), 'upgrade')) return plain(400, 'The header "Connection: Upgrade" is missing.')
  if (!/^[A-Za-z0-9+/]{22}==$/.test(header('sec-websocket-key') ?? '')) {
    return plain(400, 'The header Sec-WebSocket-Key is missing or malformed.')
  }
  return undefined
}

/** Reads what the gate wants to know; an answer when it cannot be read. */
export function readUpgrade(address: string, query: string, header: Headers): Upgrade | HttpAnswer {
  const token = bearer(header('authorization')) ?? queryValue(query, 'access_token')
  if (token !== undefined && token.length > maxTokenLength) {
    return plain(400, `The token is longer than ${maxTokenLength} characters.`)
  }
  return {
    address,
    origin: header('origin') || undefined,
    host: header('host') || undefined,
    token,
    subprotocols: items(header('sec-websocket-protocol')),
  }
}

/** Answers that the transport gives by itself, for people who look at them with a terminal. */
export function plain(status: number, text: string, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: `${text}\n` }
}

function lists(header: string | undefined, wanted: string): boolean {
  return items(header).some((item) => item.toLowerCase() === wanted)
}

function items(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** An empty token is a token, and a wrong one: whoever sends it means to be let in and should hear why not. */
function bearer(header: string | undefined): string | undefined {
  const match = /^bearer(?:[ \t]+(.*))?$/i.exec(header ?? '')
  return match === null ? undefined : (match[1] ?? '').trim()
}

function queryValue(query: string, name: string): string | undefined {
  const pair = query.split('&').find((part) => part === name || part.startsWith(`${name}=`))
  if (pair === undefined) return undefined
  const raw = pair.slice(name.length + 1)
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
