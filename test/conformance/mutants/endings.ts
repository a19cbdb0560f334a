/** Wrong closes, upgrades, tokens and limits; and a shutdown that takes everyone by surprise. */
import { nowInSeconds, signToken } from '../../../src/conformance/tokens.ts'
import { closes, dataOf, hears, type Mutant, nameless, refuses, says, withData, without } from './mutant.ts'

const header = (name: string) => new RegExp(`\\r\\n${name}: [^\\r]*`, 'i')

export const endings: readonly Mutant[] = [
  { name: '4401 told as another code', caughtBy: ['session-13', 'authentication-05'], begin: closes(4401, 4400) },
  { name: 'a refused token, and the connection stays', caughtBy: ['session-13'], begin: closes(4401, undefined) },
  { name: 'a refused token, and no reason why', caughtBy: ['session-13'], begin: refuses('unauthorized', () => []) },
  { name: 'a code that the contract does not have', caughtBy: ['http-14'], begin: closes(4403, 4444) },
  { name: 'a kicked user stays', caughtBy: ['http-14', 'presence-11'], begin: closes(4403, undefined) },
  { name: '4400 told as a fault of WebSocket', caughtBy: ['limits-09'], begin: closes(4400, 1002) },
  { name: 'a flood is told as too many bad frames', caughtBy: ['limits-08'], begin: closes(4429, 4400) },
  {
    name: '1009 told as a fault of WebSocket',
    caughtBy: ['limits-01', 'limits-02', 'limits-03', 'limits-05'],
    begin: closes(1009, 1002),
  },
  {
    name: 'frames over the limit are ignored',
    caughtBy: ['limits-01'],
    begin: () => ({ hears: (_message, bytes) => bytes <= 2000 }),
  },
  {
    name: 'a limit that is not the one that holds',
    caughtBy: ['limits-01', 'limits-18'],
    begin: says('connect_ack', (frame) =>
      withData(frame, { limits: { ...(dataOf(frame)['limits'] as object), max_frame_bytes: 1_000_000 } }),
    ),
  },
  {
    name: 'one channel more than the limit',
    caughtBy: ['limits-10'],
    begin: says('connect_ack', (frame) =>
      withData(frame, { limits: { ...(dataOf(frame)['limits'] as object), max_channels: 2 } }),
    ),
  },
  ...[
    { name: 'more levels are told than are read', caughtBy: ['limits-22'], limit: { max_frame_depth: 500 } },
    { name: 'fewer members are told than are read', caughtBy: ['limits-23'], limit: { max_frame_members: 50 } },
    { name: 'bytes are told without a limit', caughtBy: ['limits-21'], limit: { byte_burst: 1_000_000_000 } },
  ].map(({ limit, ...mutant }) => ({
    ...mutant,
    begin: says('connect_ack', (frame) =>
      withData(frame, { limits: { ...(dataOf(frame)['limits'] as object), ...limit } }),
    ),
  })),
  {
    name: 'too many bytes are refused without a name',
    caughtBy: ['limits-21'],
    begin: refuses('rate_limited', nameless),
  },
  {
    name: 'the subprotocol is not chosen',
    caughtBy: ['framing-02'],
    begin: () => ({ answersUpgrade: (head) => head.replace(header('sec-websocket-protocol'), '') }),
  },
  {
    name: 'any subprotocol is taken',
    caughtBy: ['framing-04'],
    begin: () => ({ asksUpgrade: (head) => head.replace(header('sec-websocket-protocol'), '') }),
  },
  {
    name: 'a subprotocol that was not offered is chosen',
    caughtBy: ['framing-03'],
    begin: () => ({
      answersUpgrade: (head) =>
        header('sec-websocket-protocol').test(head)
          ? head
          : head.replace('\r\n', '\r\nSec-WebSocket-Protocol: pactwire.v1\r\n'),
    }),
  },
  {
    name: 'Sec-WebSocket-Accept of another key',
    caughtBy: ['framing-01'],
    begin: () => ({ answersUpgrade: (head) => head.replace(/(sec-websocket-accept: )./i, '$1_') }),
  },
  {
    name: 'pages of any origin are let in',
    caughtBy: ['framing-09'],
    begin: () => ({ asksUpgrade: (head) => head.replace(/origin: null/i, 'Origin: https://app.example') }),
  },
  {
    name: '403 in place of 401 at the upgrade',
    caughtBy: ['authentication-04'],
    begin: () => ({ answersUpgrade: (head) => head.replace('HTTP/1.1 401', 'HTTP/1.1 403') }),
  },
  {
    name: 'a full server without Retry-After',
    caughtBy: ['limits-14', 'limits-19'],
    begin: () => ({ answersUpgrade: (head) => head.replace(header('retry-after'), '') }),
  },
  {
    name: 'a pong with another payload',
    caughtBy: ['framing-13'],
    begin: () => ({ control: (frame) => (frame.opcode === 10 ? { ...frame, payload: Buffer.from('pong') } : frame) }),
  },
  { name: 'frames of the server are masked', caughtBy: ['session-01'], begin: () => ({ masksToClient: true }) },
  {
    name: 'user_id is not compared with the token',
    caughtBy: ['authentication-07'],
    begin: hears('connect', (frame) => (dataOf(frame)['token'] === undefined ? frame : without(frame, 'user_id'))),
  },
  {
    name: 'anybody’s token refreshes',
    caughtBy: ['authentication-12'],
    begin: refuses('unauthorized', (frame) =>
      frame.id === undefined ? frame : { type: 'refresh_ack', id: frame.id, data: {} },
    ),
  },
  {
    name: 'expires_at is not told',
    caughtBy: ['authentication-08', 'authentication-11'],
    begin: () => ({
      toClient: (frame) => [without(frame, 'expires_at')].map((data) => ('data' in frame ? data : frame)),
    }),
  },
  {
    name: 'the connection that a token at the upgrade opens is not welcomed',
    caughtBy: ['authentication-02', 'authentication-03'],
    begin: says('connect_ack', (frame) => (frame.id === undefined ? [] : frame)),
  },
  { name: 'a shutdown without going_away', caughtBy: ['shutdown-01'], begin: says('going_away', () => []) },
  {
    name: 'everyone is to come back at the same time',
    caughtBy: ['shutdown-01'],
    begin: says('going_away', (frame) => withData(frame, { reconnect_after_ms: 1000 })),
  },
  { name: 'a shutdown told as a good end', caughtBy: ['shutdown-01'], begin: closes(1001, 1000) },
  {
    name: 'limits are told as rights',
    caughtBy: ['limits-10', 'limits-12', 'limits-13', 'limits-16'],
    begin: refuses('limit_exceeded', (frame) => withData(frame, { code: 'forbidden' })),
  },
  {
    name: 'a server that can take no more says that it is for good',
    caughtBy: ['limits-17', 'session-17'],
    begin: refuses('unavailable', (frame) => withData(frame, { code: 'forbidden', retryable: false })),
  },
  {
    name: 'a failure of the server is told as wrong data',
    caughtBy: ['session-15'],
    begin: refuses('internal', (frame) => withData(frame, { code: 'not_joined', retryable: false })),
  },
  { name: 'a bug with one connection is told as a kick', caughtBy: ['session-16'], begin: closes(4500, 4403) },
  {
    name: 'an expired token is told as a bad one',
    caughtBy: ['authentication-09', 'authentication-12'],
    begin: refuses('token_expired', (frame) => withData(frame, { code: 'unauthorized' })),
  },
  {
    name: 'whoever it is, is root',
    caughtBy: ['authentication-01', 'session-01'],
    begin: says('connect_ack', (frame) =>
      withData(frame, { user_id: 'root', inbox: { ...(dataOf(frame)['inbox'] as object), channel_id: '@root' } }),
    ),
  },
  { name: 'what nobody signed is believed', caughtBy: ['authentication-10'], begin: resigned((claims) => claims) },
  {
    name: 'tokens never expire',
    caughtBy: ['authentication-09', 'authentication-14'],
    begin: resigned((claims) => ({ ...claims, exp: nowInSeconds() + 3600 })),
  },
  {
    name: 'the rights of a token are not looked at',
    caughtBy: ['authentication-17', 'authentication-18'],
    begin: resigned(({ pactwire: _, ...claims }) => claims),
  },
  {
    name: 'nobody is told what a new token takes away',
    caughtBy: ['authentication-18'],
    begin: says('leave_channel_ack', (frame) => (frame.id === undefined ? [] : frame)),
  },
]

/** Believes what a token says, whoever signed it, and changes it as the mutant likes. */
function resigned(change: (claims: Record<string, unknown>) => Record<string, unknown>): Mutant['begin'] {
  return () => ({
    toServer: (frame) => {
      const { token } = dataOf(frame)
      const claims = claimsOf(token)
      return [claims === undefined ? frame : withData(frame, { token: signToken({ claims: change(claims), secret }) })]
    },
  })
}

const secret = 'the-shared-secret-of-the-conformance-tests'

function claimsOf(token: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
