/** The life of a connection: opening, open, closed. */
import { closeCodes, operations } from '../../../generated/operations.ts'
import type { Group } from '../case.ts'
import { exampleOf } from '../contract.ts'
import { check, has, same, show } from '../failure.ts'
import type { RequestName } from '../peer.ts'

const anchor = 'the-session'
const requests = Object.keys(operations) as RequestName[]

export const session: Group = {
  name: 'session',
  about: 'opening, open and closed; heartbeats and time limits',
  cases: [
    {
      id: 'session-01',
      sentence: 'connect opens the connection, and connect_ack tells the terms.',
      reference: 'event-connect',
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.peer()
        const terms = await world.connect(peer, user)
        has(terms, { status: 'success', user_id: user }, 'connect_ack')
        same(terms.inbox.channel_id, `@${user}`, 'the inbox')
        check(Math.abs(Date.parse(terms.server_time) - Date.now()) < 3_600_000, 'the time of now', terms.server_time)
      },
    },
    {
      id: 'session-02',
      sentence: 'Every other request before connect is answered with not_connected, and does no harm.',
      reference: 'error-not_connected',
      run: async (world) => {
        const peer = await world.peer()
        for (const type of requests)
          if (operations[type].session === 'open') await peer.refusal('not_connected', type, exampleOf(type))
        await world.connect(peer, world.user('alice'))
      },
    },
    {
      id: 'session-03',
      sentence: 'A second connect is answered with already_connected, and does no harm.',
      reference: 'error-already_connected',
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peer = await world.member(user, room)
        await peer.refusal('already_connected', 'connect', await world.credentials(user))
        await peer.request('send_message', { content: 'still here' })
        await peer.waitForMessages(room, 1)
      },
    },
    {
      id: 'session-04',
      sentence: 'connect sent twice in one go succeeds once.',
      reference: 'error-already_connected',
      run: async (world) => {
        const peer = await world.peer()
        const data = await world.credentials(world.user('alice'))
        peer.texts(['one', 'two'].map((id) => JSON.stringify({ type: 'connect', id, data })))
        same((await peer.answerTo('one')).type, 'connect_ack', 'the first answer')
        await peer.refused('already_connected', 'two', 'the second connect')
      },
    },
    {
      id: 'session-05',
      sentence: 'A connect that is not as its schema says costs nothing: the next one succeeds.',
      reference: 'event-connect',
      run: async (world) => {
        const peer = await world.peer()
        for (const user_id of ['', 'no spaces', 'a/b', 'x'.repeat(129), 5])
          await peer.refusal('invalid_data', 'connect', { user_id })
        await world.connect(peer, world.user('alice'))
      },
    },
    {
      id: 'session-06',
      sentence: 'A user id has 1 to 128 characters of letters, digits and _.:@+-.',
      reference: 'value-user_id',
      needs: ['users'],
      run: async (world) => {
        for (const start of ['Aa0_.:@+-', '@at', '+plus', '-dash']) {
          const user = `${start}${world.user('x')}`.padEnd(128, 'z')
          const peer = await world.as(user)
          same(world.terms(peer).user_id, user, 'user_id')
        }
      },
    },
    {
      id: 'session-07',
      sentence: 'Each connection has a connection_id of its own, also those of one user.',
      reference: 'event-connect_ack',
      run: async (world) => {
        const user = world.user('alice')
        const peers = await Promise.all(Array.from({ length: 5 }, () => world.as(user)))
        const ids = new Set(peers.map((peer) => world.terms(peer).connection_id))
        same(ids.size, peers.length, 'the number of different ids')
      },
    },
    {
      id: 'session-08',
      sentence: 'heartbeat is answered with the time of the server, which goes on.',
      reference: 'event-heartbeat',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const first = await peer.request('heartbeat')
        const second = await peer.request('heartbeat')
        check(second.server_time >= first.server_time, `a time not before ${first.server_time}`, second.server_time)
      },
    },
    {
      id: 'session-09',
      sentence: 'A connection on which connect does not succeed in time is closed with 4408.',
      reference: 'close-4408',
      settings: { limits: { connect_timeout_ms: 2000 } },
      run: async (world) => {
        const silent = await world.peer({ name: 'silent' })
        const busy = await world.peer({ name: 'busy' })
        await busy.refusal('not_connected', 'heartbeat')
        const user = world.user('alice')
        const late = await world.as(user)
        await Promise.all([silent, busy].map((peer) => peer.closedAs('connect_timeout', 40_000)))
        // Who has connected is not meant.
        await late.fence()
      },
    },
    {
      id: 'session-10',
      sentence: 'What is asked before connect does not make the time longer.',
      reference: 'close-4408',
      settings: { limits: { connect_timeout_ms: 2000 } },
      run: async (world) => {
        const peer = await world.peer()
        const asking = (async () => {
          while (!peer.isClosed) {
            await peer.ask('heartbeat').catch(() => undefined)
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        })()
        await peer.closedAs('connect_timeout', 40_000)
        await asking
      },
    },
    {
      id: 'session-11',
      sentence:
        'The server pings. Who answers, or says anything at all, stays; who is silent for twice the interval is closed.',
      reference: anchor,
      settings: { heartbeat_interval_ms: 4000 },
      run: async (world) => {
        const user = world.user('alice')
        const [silent, polite, talking] = [await world.as(user), await world.as(user), await world.as(user)]
        const interval = world.terms(silent).heartbeat_interval_ms
        if (interval > 10_000) world.skip(`heartbeat_interval_ms is ${interval}: the case would take minutes`)
        silent.answersPings = false
        talking.answersPings = false
        const speaking = (async () => {
          while (!silent.isClosed && !talking.isClosed) {
            await talking.fence()
            await new Promise((resolve) => setTimeout(resolve, interval / 4))
          }
        })()
        const { code } = await silent.end(interval * 4 + 20_000)
        check(
          [1006, 1001, 1002, 1000].includes(code),
          'the silent connection to be ended',
          `it was closed with ${code}`,
        )
        await speaking
        check(polite.pings.length > 0, 'a ping within twice the interval', 'there was none')
        await polite.fence()
        await talking.fence()
      },
    },
    {
      id: 'session-12',
      sentence: 'In development mode a connect with nothing but a user_id is enough.',
      reference: anchor,
      needs: ['development'],
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.peer()
        const terms = await peer.request('connect', { user_id: user })
        has(terms, { user_id: user, expires_at: undefined }, 'connect_ack')
      },
    },
    {
      id: 'session-13',
      sentence: 'A connect that says neither who nor by what token is refused: unauthorized, then 4401.',
      reference: 'close-4401',
      run: async (world) => {
        for (const data of [undefined, {}]) {
          const peer = await world.peer()
          await peer.refusal('unauthorized', 'connect', data)
          await peer.closedAs('unauthorized')
        }
      },
    },
    {
      id: 'session-14',
      sentence: 'A closed connection never opens again: nothing that was sent behind a refused connect is done.',
      reference: anchor,
      run: async (world) => {
        const peer = await world.peer()
        const good = await world.credentials(world.user('alice'))
        peer.texts([
          JSON.stringify({ type: 'connect', id: 'bad', data: {} }),
          JSON.stringify({ type: 'connect', id: 'good', data: good }),
        ])
        await peer.refused('unauthorized', 'bad', 'the connect without anything')
        const { code } = await peer.end()
        same(code, closeCodes.unauthorized.code, 'the close code')
        same(peer.all('connect_ack').length, 0, 'the number of connect_ack')
      },
    },
    {
      id: 'session-15',
      sentence: 'A failure that nobody foresaw is answered with internal, and the connection goes on.',
      reference: 'error-internal',
      needs: ['faults'],
      run: async (world) => {
        const peer = await world.member(world.user('alice'), world.channel())
        world.faults.failNextSend()
        await peer.refusal('internal', 'send_message', { content: 'x' })
        await peer.request('send_message', { content: 'x' })
      },
    },
    {
      id: 'session-16',
      sentence: 'A failure with one connection closes that one with 4500, and nobody else’s.',
      reference: 'close-4500',
      needs: ['faults', 'users'],
      run: async (world) => {
        const [alice, bob] = [await world.as(world.user('alice')), await world.as(world.user('bob'))]
        world.faults.breakNextFrame()
        alice.begin('heartbeat')
        await alice.closedAs('internal')
        await bob.fence()
      },
    },
    {
      id: 'session-17',
      sentence: 'What the server cannot take now is refused with unavailable, and can be tried again.',
      reference: 'error-unavailable',
      needs: ['faults'],
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        const said = { content: 'x', client_message_id: 'the-same' }
        world.faults.refuseNextSend()
        const error = await peer.refusal('unavailable', 'send_message', said)
        check((error.retry_after_ms ?? 0) > 0, 'a time to wait', () => show(error))
        // Nothing was stored: it is no duplicate.
        has(await peer.request('send_message', said), { offset: 1, duplicate: false }, 'send_message_ack')
      },
    },
  ],
}
