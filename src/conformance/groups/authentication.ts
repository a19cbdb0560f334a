/** Tokens: at the upgrade, at connect, refreshed, expired; and what they allow. */
import type { Group } from '../case.ts'
import { check, fail, has, same, show } from '../failure.ts'
import type { Peer } from '../peer.ts'
import type { Users } from '../target.ts'
import { claimsFor, nowInSeconds, signToken, unsignedToken } from '../tokens.ts'
import type { World } from '../world.ts'

const anchor = 'the-session'

/** Refused with an error first, so that the client learns why, and then closed. */
async function refusedAtConnect(world: World, data: unknown, code: 'unauthorized' | 'token_expired'): Promise<void> {
  const peer = await world.peer()
  await peer.refusal(code, 'connect', data)
  await peer.closedAs('unauthorized')
}

/** Opened by the token of the upgrade alone. */
async function opened(world: World, peer: Peer, user: string): Promise<void> {
  const [welcome] = await peer.wait('connect_ack')
  has(welcome?.data, { user_id: user }, 'connect_ack')
  check(welcome !== undefined && !('id' in welcome), 'connect_ack without an id', () => show(welcome))
  await peer.refusal('already_connected', 'connect', await world.credentials(user))
}

function secretUsers({ target: { users } }: World): Extract<Users, { kind: 'secret' }> {
  return users.kind === 'secret'
    ? users
    : fail('the secret of the tokens', 'the case does not say that it needs `mint`')
}

/** A token that cannot be right. */
const nonsense = ['nonsense', 'a.b.c', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl', ' ']

export const authentication: Group = {
  name: 'authentication',
  about: 'tokens, their time, and the rights in them',
  cases: [
    {
      id: 'authentication-01',
      sentence: 'connect with a good token opens the connection as the subject of the token.',
      reference: 'event-connect',
      needs: ['tokens'],
      run: async (world) => {
        const user = world.user('alice')
        same(world.terms(await world.as(user)).user_id, user, 'user_id')
        const both = await world.peer()
        await both.request('connect', { token: await world.token(user), user_id: user })
      },
    },
    {
      id: 'authentication-02',
      sentence:
        'A token in the header Authorization of the upgrade opens the connection by itself: connect_ack comes unasked.',
      reference: anchor,
      needs: ['tokens'],
      run: async (world) => {
        const user = world.user('alice')
        await opened(world, await world.peer({ headers: { Authorization: `Bearer ${await world.token(user)}` } }), user)
      },
    },
    {
      id: 'authentication-03',
      sentence: 'So does one in the query, as access_token.',
      reference: anchor,
      needs: ['tokens'],
      run: async (world) => {
        const user = world.user('alice')
        await opened(world, await world.peer({ query: { access_token: await world.token(user) } }), user)
      },
    },
    {
      id: 'authentication-04',
      sentence: 'A bad token at the upgrade is answered with 401, in the header as in the query.',
      reference: 'transport',
      needs: ['tokens'],
      run: async (world) => {
        for (const token of [...nonsense.slice(0, 3), '']) {
          same(
            (await world.upgrade({ headers: { Authorization: `Bearer ${token}` } })).status,
            401,
            `the status for ${show(token)}`,
          )
          same(
            (await world.upgrade({ query: { access_token: token } })).status,
            401,
            `the status for ${show(token)} in the query`,
          )
        }
      },
    },
    {
      id: 'authentication-05',
      sentence: 'A bad token in connect is answered with unauthorized, and then the connection closes with 4401.',
      reference: 'close-4401',
      needs: ['tokens'],
      run: async (world) => {
        for (const token of nonsense) await refusedAtConnect(world, { token }, 'unauthorized')
      },
    },
    {
      id: 'authentication-06',
      sentence: 'Where tokens are needed, a user_id alone is refused.',
      reference: 'event-connect',
      needs: ['tokens'],
      run: (world) => refusedAtConnect(world, { user_id: world.user('alice') }, 'unauthorized'),
    },
    {
      id: 'authentication-07',
      sentence: 'A user_id that is not the subject of the token is refused.',
      reference: 'event-connect',
      needs: ['tokens'],
      run: async (world) => {
        const token = await world.token(world.user('alice'))
        await refusedAtConnect(world, { token, user_id: world.unique('mallory') }, 'unauthorized')
      },
    },
    {
      id: 'authentication-08',
      sentence: 'expires_at tells when the token expires, and is missing when it does not.',
      reference: 'event-connect_ack',
      needs: ['mint'],
      run: async (world) => {
        const user = world.user('alice')
        const exp = nowInSeconds() + 600
        const peer = await world.peer()
        const terms = await peer.request('connect', { token: await world.token(user, { exp }) })
        same(terms.expires_at, new Date(exp * 1000).toISOString(), 'expires_at')
        const eternal = await world.peer()
        const other = await eternal.request('connect', { token: await world.token(user, { exp: undefined }) })
        same(other.expires_at, undefined, 'expires_at')
      },
    },
    {
      id: 'authentication-09',
      sentence: 'An expired token is answered with token_expired, then 4401; at the upgrade with 401.',
      reference: 'error-token_expired',
      needs: ['mint'],
      run: async (world) => {
        const token = await world.token(world.user('alice'), { exp: nowInSeconds() - 600 })
        await refusedAtConnect(world, { token }, 'token_expired')
        same((await world.upgrade({ query: { access_token: token } })).status, 401, 'the status')
      },
    },
    {
      id: 'authentication-10',
      sentence: 'A token that nobody signed, or somebody else, or that says too little, is refused.',
      reference: 'error-unauthorized',
      needs: ['mint'],
      run: async (world) => {
        const users = secretUsers(world)
        const user = world.user('alice')
        const claims = claimsFor(users, user)
        const [header = '', body = '', signature = ''] = (await world.token(user)).split('.')
        const other = Buffer.from(JSON.stringify({ ...claims, sub: 'root' })).toString('base64url')
        const bad: Record<string, string> = {
          'alg: none': unsignedToken(claims),
          'no signature': `${header}.${body}.`,
          'a signature of something else': `${header}.${other}.${signature}`,
          'another key': signToken({ claims, secret: `${users.secret}!` }),
          'an empty key': signToken({ claims, secret: '' }),
          'another algorithm in the header': signToken({ claims, secret: users.secret, header: { alg: 'RS256' } }),
          'no subject': await world.token(user, { sub: undefined }),
          'a subject that is no user id': await world.token(user, { sub: 'no spaces' }),
          'a subject that is a list': await world.token(user, { sub: [user] }),
          'not valid yet': await world.token(user, { nbf: nowInSeconds() + 3600 }),
          'an unknown critical header': signToken({
            claims,
            secret: users.secret,
            header: { crit: ['b64'], b64: false },
          }),
          'four parts': `${header}.${body}.${signature}.${signature}`,
        }
        for (const [what, token] of Object.entries(bad)) {
          const peer = await world.peer({ name: what })
          await peer.refusal('unauthorized', 'connect', { token })
          await peer.closedAs('unauthorized')
        }
      },
    },
    {
      id: 'authentication-11',
      sentence: 'refresh with a new token of the same user is acknowledged with its time.',
      reference: 'event-refresh',
      needs: ['mint'],
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.as(user)
        const exp = nowInSeconds() + 7200
        const refreshed = await peer.request('refresh', { token: await world.token(user, { exp }) })
        same(refreshed.expires_at, new Date(exp * 1000).toISOString(), 'expires_at')
        const eternal = await peer.request('refresh', { token: await world.token(user, { exp: undefined }) })
        same(eternal.expires_at, undefined, 'expires_at')
      },
    },
    {
      id: 'authentication-12',
      sentence: 'A refused refresh costs nothing: another user’s token, a bad one, an expired one.',
      reference: 'event-refresh',
      needs: ['mint'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peer = await world.member(user, room)
        await peer.refusal('unauthorized', 'refresh', { token: await world.token(world.user('mallory')) })
        await peer.refusal('unauthorized', 'refresh', { token: 'nonsense' })
        await peer.refusal('token_expired', 'refresh', {
          token: await world.token(user, { exp: nowInSeconds() - 600 }),
        })
        await peer.request('send_message', { content: 'still alice' })
        const [message] = await peer.waitForMessages(room, 1)
        has(message, { user_id: user }, 'the message')
      },
    },
    {
      id: 'authentication-13',
      sentence: 'A token that was good and was sent twice refreshes as well.',
      reference: 'event-refresh',
      needs: ['tokens'],
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.as(user)
        await peer.request('refresh', { token: await world.token(user) })
        await peer.fence()
      },
    },
    {
      id: 'authentication-14',
      sentence:
        'After the token has expired, requests are answered with token_expired while pushes and heartbeats go on, and refresh brings everything back.',
      reference: 'error-token_expired',
      needs: ['mint', 'settings'],
      settings: { token_grace_ms: 20_000, jwt_clock_tolerance_ms: 0 },
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const other = await world.member(world.user('bob'), room)
        const peer = await world.peer({ name: 'alice' })
        const exp = nowInSeconds() + 3
        await peer.request('connect', { token: await world.token(user, { exp }) })
        await peer.request('join_channel', { channel_id: room })
        await new Promise((resolve) => setTimeout(resolve, exp * 1000 - Date.now() + 20))
        await peer.refusal('token_expired', 'send_message', { content: 'x' })
        await peer.refusal('token_expired', 'history', { channel_id: room })
        await peer.refusal('token_expired', 'leave_channel', { channel_id: room })
        await peer.request('heartbeat')
        await other.request('send_message', { content: 'for all' })
        await peer.waitForMessages(room, 1)
        await peer.request('refresh', { token: await world.token(user) })
        await peer.request('send_message', { channel_id: room, content: 'back' })
      },
    },
    {
      id: 'authentication-15',
      sentence: 'A token that is not refreshed within the time of grace closes the connection with 4419.',
      reference: 'close-4419',
      needs: ['mint', 'settings'],
      settings: { token_grace_ms: 500, jwt_clock_tolerance_ms: 0 },
      run: async (world) => {
        const peer = await world.peer()
        const exp = nowInSeconds() + 3
        await peer.request('connect', { token: await world.token(world.user('alice'), { exp }) })
        await peer.closedAs('token_expired', 30_000)
        check(Date.now() >= exp * 1000 + 450, 'not before the grace was over', `it was closed at ${Date.now()}`)
      },
    },
    {
      id: 'authentication-16',
      sentence: 'A refresh in time keeps the connection open when the first token is over.',
      reference: 'event-refresh',
      needs: ['mint', 'settings'],
      settings: { token_grace_ms: 500, jwt_clock_tolerance_ms: 0 },
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.peer()
        const exp = nowInSeconds() + 3
        await peer.request('connect', { token: await world.token(user, { exp }) })
        const other = await world.peer({ name: 'without refresh' })
        await other.request('connect', { token: await world.token(user, { exp }) })
        await peer.request('refresh', { token: await world.token(user) })
        // By then it would have been closed as well.
        await other.closedAs('token_expired', 30_000)
        await peer.request('join_channel', { channel_id: world.channel() })
      },
    },
    {
      id: 'authentication-17',
      sentence: 'A token that names channels allows what it names, and nothing else.',
      reference: 'channels-and-presence',
      needs: ['mint'],
      run: async (world) => {
        const [open, closed, mute] = [world.channel('open'), world.channel('closed'), world.channel('mute')]
        const peer = await world.peer()
        const rights = { join: [open, mute], send: [open] }
        await peer.request('connect', { token: await world.token(world.user('alice'), { pactwire: rights }) })
        await peer.request('join_channel', { channel_id: open })
        await peer.request('send_message', { content: 'allowed' })
        await peer.refusal('forbidden', 'join_channel', { channel_id: closed })
        await peer.refusal('forbidden', 'presence', { channel_id: closed })
        await peer.request('join_channel', { channel_id: mute })
        await peer.refusal('forbidden', 'send_message', { channel_id: mute, content: 'not allowed' })
        await peer.refusal('forbidden', 'send_direct', { to: world.user('bob'), content: 'not allowed' })
      },
    },
    {
      id: 'authentication-18',
      sentence:
        'The rights of a refreshed token hold at once: what it no longer allows is left, and leave_channel_ack says so.',
      reference: anchor,
      needs: ['mint'],
      run: async (world) => {
        const user = world.user('alice')
        const [kept, lost] = [world.channel('kept'), world.channel('lost')]
        const peer = await world.peer()
        await peer.request('connect', { token: await world.token(user, { pactwire: { join: [kept, lost] } }) })
        for (const channel_id of [kept, lost]) await peer.request('join_channel', { channel_id })
        await peer.request('refresh', { token: await world.token(user, { pactwire: { join: [kept] } }) })
        const [left] = await peer.wait('leave_channel_ack')
        has(left?.data, { channel_id: lost }, 'leave_channel_ack')
        check(left !== undefined && !('id' in left), 'leave_channel_ack without an id', () => show(left))
        const bob = await world.member(world.user('bob'), lost)
        await bob.request('join_channel', { channel_id: kept })
        await bob.request('send_message', { channel_id: lost, content: 'not for alice' })
        await bob.request('send_message', { channel_id: kept, content: 'for alice' })
        await peer.waitForMessages(kept, 1)
        await peer.fence()
        same(peer.messages(lost), [], 'what came of the channel that was left')
      },
    },
  ],
}
