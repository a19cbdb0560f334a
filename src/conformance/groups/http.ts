/** The HTTP API, its keys and its problems; and what is open to everyone. */
import { operations, pushes, routes } from '../../../generated/operations.ts'
import { problemOf } from '../api.ts'
import type { Group } from '../case.ts'
import { type RouteName, routeNames } from '../contract.ts'
import { check, has, same, show } from '../failure.ts'

const anchor = 'the-http-api'
const json = { 'content-type': 'application/json' }

/** Something for each part of a path, so that only what the case is about is wrong. */
const params = { channel_id: 'room', user_id: 'alice', file: 'send_message.json' }
const closed = routeNames.filter((name) => routes[name].access === 'api_key')
const bodyOf = (name: RouteName): { body?: unknown } => (routes[name].body ? { body: { content: 'x' } } : {})

export const http: Group = {
  name: 'http',
  about: 'the HTTP API and the endpoints of operators',
  cases: [
    {
      id: 'http-01',
      sentence: 'Every route of the API without a key is refused with unauthorized.',
      reference: anchor,
      run: async (world) => {
        for (const name of closed) {
          const answer = await world.withKey(undefined).send(name, { params, ...bodyOf(name) })
          // Whoever has asked often without a key is told to stop first.
          if (answer.status !== 429) problemOf(answer, 'unauthorized', name)
        }
      },
    },
    {
      id: 'http-02',
      sentence: 'A wrong key is refused, and so is a right one that is not sent as a bearer token.',
      reference: anchor,
      needs: ['api_key'],
      run: async (world) => {
        const key = world.target.apiKey ?? ''
        for (const authorization of [
          'Bearer wrong-key-wrong-key',
          `Bearer ${key}x`,
          `Bearer ${key.slice(1)}`,
          'Bearer ',
          `Basic ${key}`,
          key,
        ]) {
          const answer = await world.withKey(undefined).send('get_stats', { headers: { authorization } })
          if (answer.status !== 429) problemOf(answer, 'unauthorized', 'get_stats')
        }
        await world.api.ask('get_stats')
      },
    },
    {
      id: 'http-03',
      sentence: 'Wrong keys are answered with rate_limited after a while, and a right key is still taken.',
      reference: 'error-rate_limited',
      needs: ['api_key', 'settings'],
      settings: { limits: { max_connections: 999 } },
      run: async (world) => {
        const stranger = world.withKey('a-wrong-key-of-some-length')
        for (let asked = 0; ; asked++) {
          check(asked < 500, 'rate_limited after so many wrong keys', `${asked} were answered otherwise`)
          const answer = await stranger.send('get_stats', {})
          if (answer.status === 429) break
          problemOf(answer, 'unauthorized', 'get_stats')
        }
        await world.api.ask('get_stats')
      },
    },
    {
      id: 'http-04',
      sentence: 'What stands nowhere is answered with not_found, and so is a method that a path does not take.',
      reference: 'error-not_found',
      needs: ['api_key'],
      run: async (world) => {
        for (const path of ['/api/v1/nothing', '/api/v2/stats', '/api/v1/channels/a/b/c', '/nothing'])
          problemOf(await world.api.call({ method: 'GET', path }), 'not_found', path)
        const method = await world.api.call({ method: 'PATCH', path: '/api/v1/stats' })
        check([404, 405].includes(method.status), '404 or 405', () => show(method.status))
      },
    },
    {
      id: 'http-05',
      sentence: 'A message that is posted comes to everyone in the channel, in nobody’s name or in that of a user.',
      reference: 'route-post_channel_message',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const room = world.channel()
        const b = world.user('bob')
        const alice = await world.member(world.user('alice'), room)
        const first = await world.api.ask('post_channel_message', {
          params: { channel_id: room },
          body: { content: 'one' },
        })
        has(first, { channel_id: room, offset: 1, duplicate: false }, 'the answer')
        await world.api.ask('post_channel_message', {
          params: { channel_id: room },
          body: { content: 'two', user_id: b },
        })
        const [one, two] = await alice.waitForMessages(room, 2)
        has(one, { content: 'one', user_id: undefined, message_id: first.message_id }, 'the first')
        has(two, { content: 'two', user_id: b, offset: 2 }, 'the second')
      },
    },
    {
      id: 'http-06',
      sentence: 'An Idempotency-Key makes a retry safe: the message is stored once, and the first answer comes again.',
      reference: anchor,
      needs: ['api_key'],
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        const call = {
          params: { channel_id: room },
          headers: { 'idempotency-key': 'the-same' },
          body: { content: 'once' },
        }
        const first = await world.api.ask('post_channel_message', call)
        same(first.duplicate, false, 'duplicate')
        same(await world.api.ask('post_channel_message', call), { ...first, duplicate: true }, 'the second answer')
        await world.api.ask('post_channel_message', { params: call.params, body: { content: 'next' } })
        const [message] = await alice.waitForMessages(room, 2)
        same(alice.contents(room), ['once', 'next'], 'what was heard')
        same(message?.client_message_id, 'the-same', 'client_message_id')
      },
    },
    {
      id: 'http-07',
      sentence: 'client_message_id in the body does the same, and the header wins when both are given.',
      reference: 'route-post_channel_message',
      needs: ['api_key'],
      run: async (world) => {
        const route = { params: { channel_id: world.channel() } }
        const first = await world.api.ask('post_channel_message', {
          ...route,
          body: { content: 'x', client_message_id: 'c' },
        })
        const again = await world.api.ask('post_channel_message', {
          ...route,
          body: { content: 'x', client_message_id: 'c' },
        })
        same(again, { ...first, duplicate: true }, 'the second answer')
        const header = await world.api.ask('post_channel_message', {
          ...route,
          headers: { 'idempotency-key': 'h' },
          body: { content: 'y', client_message_id: 'c' },
        })
        same(header.duplicate, false, 'duplicate, with another key in the header')
      },
    },
    {
      id: 'http-08',
      sentence: 'The same id is a duplicate whether the user sent it or the application did in the name of the user.',
      reference: anchor,
      needs: ['api_key', 'users'],
      run: async (world) => {
        const room = world.channel()
        const a = world.user('alice')
        const alice = await world.member(a, room)
        const ack = await alice.request('send_message', { content: 'x', client_message_id: 'shared' })
        const route = { params: { channel_id: room }, headers: { 'idempotency-key': 'shared' } }
        const mine = await world.api.ask('post_channel_message', { ...route, body: { content: 'x', user_id: a } })
        same(mine, { ...ack, duplicate: true }, 'the answer in the name of alice')
        const nobodys = await world.api.ask('post_channel_message', { ...route, body: { content: 'x' } })
        same(nobodys.duplicate, false, 'duplicate in nobody’s name')
      },
    },
    {
      id: 'http-09',
      sentence: 'An Idempotency-Key holds for direct messages too.',
      reference: 'route-post_user_message',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const b = world.user('bob')
        const call = { params: { user_id: b }, headers: { 'idempotency-key': 'k' }, body: { content: 'once' } }
        const first = await world.api.ask('post_user_message', call)
        same(await world.api.ask('post_user_message', call), { ...first, duplicate: true }, 'the second answer')
        same(world.terms(await world.as(b)).inbox.offset, 1, 'the top of the inbox')
      },
    },
    {
      id: 'http-10',
      sentence: 'Messages are read by the same rules as with history, and are the same.',
      reference: 'route-get_channel_messages',
      needs: ['api_key'],
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        for (let at = 1; at <= 7; at++) await alice.request('send_message', { content: `${at}` })
        for (const query of [
          {},
          { after: 2 },
          { after: 2, limit: 3 },
          { before: 5 },
          { before: 5, limit: 2 },
          { limit: 1 },
          { after: 7 },
        ]) {
          const page = await world.api.ask('get_channel_messages', { params: { channel_id: room }, query })
          same(page, await alice.request('history', { channel_id: room, ...query }), `the page for ${show(query)}`)
        }
        const { epoch } = alice.position(room) ?? { epoch: '' }
        const query = { after: 0, epoch: `${epoch}x` }
        const other = await world.api.ask('get_channel_messages', { params: { channel_id: room }, query })
        has(other, { messages: [], epoch, offset: 7 }, 'the page of another epoch')
        const both = { params: { channel_id: room }, query: { after: 1, before: 5 } }
        await world.api.refusal('get_channel_messages', 'invalid_data', both)
      },
    },
    {
      id: 'http-11',
      sentence: 'Channels are listed by id, page by page, and by prefix.',
      reference: 'route-get_channels',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const prefix = world.channel('list')
        const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `${prefix}:${name}`)
        for (const channel_id of ids)
          await world.api.ask('post_channel_message', { params: { channel_id }, body: { content: 'x' } })
        await world.member(world.user('alice'), ids[0] ?? '')
        const seen: string[] = []
        for (let after: string | undefined; ; ) {
          const page = await world.api.ask('get_channels', {
            query: { prefix, limit: 2, ...(after === undefined ? {} : { after }) },
          })
          seen.push(...page.channels.map(({ channel_id }) => channel_id))
          check(page.channels.length <= 2, 'two channels at most', () => show(page))
          if (page.next === undefined) break
          after = page.next
        }
        same(seen, ids, 'the channels of all pages')
        const page = await world.api.ask('get_channels', { query: { prefix } })
        has(page.channels[0], { offset: 1, connections: 1, users: 1 }, 'the first channel')
        has(page.channels[1], { offset: 1, connections: 0, users: 0 }, 'the second channel')
      },
    },
    {
      id: 'http-12',
      sentence: 'Members are listed by user id, page by page, with whether they are connected.',
      reference: 'route-get_channel_members',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const room = world.channel()
        const users = ['a', 'b', 'c'].map((name) => world.user(name))
        for (const user_id of users)
          await world.api.ask('put_channel_member', { params: { channel_id: room, user_id } })
        await world.as(users[1] ?? '')
        const first = await world.api.ask('get_channel_members', { params: { channel_id: room }, query: { limit: 2 } })
        const next = first.next ?? ''
        const second = await world.api.ask('get_channel_members', {
          params: { channel_id: room },
          query: { limit: 2, after: next },
        })
        same(second.next, undefined, 'next on the last page')
        same(
          [...first.members, ...second.members],
          users.map((user_id, at) => ({ channel_id: room, user_id, online: at === 1 })),
          'the members of all pages',
        )
      },
    },
    {
      id: 'http-13',
      sentence: 'A member can be asked for, made and ended, twice as well as once; who is none is not_found.',
      reference: 'route-get_channel_member',
      needs: ['api_key'],
      run: async (world) => {
        const ids = { channel_id: world.channel(), user_id: world.unique('somebody') }
        await world.api.refusal('get_channel_member', 'not_found', { params: ids })
        for (let twice = 0; twice < 2; twice++)
          same(await world.api.ask('put_channel_member', { params: ids }), { ...ids, online: false }, 'the member')
        same(await world.api.ask('get_channel_member', { params: ids }), { ...ids, online: false }, 'the member')
        for (let twice = 0; twice < 2; twice++) await world.api.ask('delete_channel_member', { params: ids })
        await world.api.refusal('get_channel_member', 'not_found', { params: ids })
      },
    },
    {
      id: 'http-14',
      sentence:
        'disconnect closes every connection of the user with 4403 and the reason, and says how many there were.',
      reference: 'route-post_user_disconnect',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const a = world.user('alice')
        const peers = [await world.as(a), await world.as(a)]
        const bob = await world.as(world.user('bob'))
        const answer = await world.api.ask('post_user_disconnect', {
          params: { user_id: a },
          body: { reason: 'Signed out.' },
        })
        same(answer, { user_id: a, connections: 2 }, 'the answer')
        for (const peer of peers) same((await peer.closedAs('kicked')).reason, 'Signed out.', 'the reason')
        await bob.fence()
        const none = await world.api.ask('post_user_disconnect', { params: { user_id: a } })
        same(none, { user_id: a, connections: 0 }, 'the answer when there is none')
      },
    },
    {
      id: 'http-15',
      sentence: 'What a disconnected user sent behind the disconnect is not done.',
      reference: 'close-4403',
      needs: ['api_key', 'users'],
      run: async (world) => {
        const room = world.channel()
        const a = world.user('alice')
        const alice = await world.member(a, room)
        const bob = await world.member(world.user('bob'), room)
        await world.api.ask('post_user_disconnect', { params: { user_id: a } })
        alice.frame({
          opcode: 1,
          payload: JSON.stringify({ type: 'send_message', data: { channel_id: room, content: 'too late' } }),
        })
        await alice.closedAs('kicked')
        await bob.request('send_message', { channel_id: room, content: 'after' })
        await bob.waitForMessages(room, 1)
        same(bob.contents(room), ['after'], 'what was heard')
      },
    },
    {
      id: 'http-16',
      sentence: 'stats counts what is there and what was done.',
      reference: 'route-get_stats',
      needs: ['api_key'],
      run: async (world) => {
        const before = await world.api.ask('get_stats')
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        await alice.request('send_message', { content: 'x' })
        await alice.waitForMessages(room, 1)
        const after = await world.api.ask('get_stats')
        check(after.messages > before.messages, 'more messages than before', () =>
          show([before.messages, after.messages]),
        )
        check(after.deliveries > before.deliveries, 'more deliveries than before', () => show(after))
        check(after.connections >= 1 && after.users >= 1 && after.channels >= 1, 'somebody to be there', () =>
          show(after),
        )
        check(after.uptime_seconds >= before.uptime_seconds, 'time to go on', () => show(after.uptime_seconds))
        same(after.draining, false, 'draining')
      },
    },
    {
      id: 'http-17',
      sentence: 'Health, metrics and the documents of the protocol need no key.',
      reference: 'route-get_livez',
      run: async (world) => {
        const open = world.withKey(undefined)
        const metrics = await open.send('get_metrics', {})
        if (metrics.status === 404) world.skip('the endpoints of operators are on a port of their own')
        check(/^# (?:HELP|TYPE) /m.test(metrics.text), 'metrics for Prometheus', () => metrics.text.slice(0, 200))
        same(await open.ask('get_livez'), { status: 'ok' }, '/livez')
        same(await open.ask('get_readyz'), { status: 'ok' }, '/readyz')
        has(await open.ask('get_asyncapi'), { asyncapi: '3.0.0' }, '/asyncapi.json')
        const openapi = (await open.ask('get_openapi')) as { openapi?: string; paths?: object }
        check(openapi.openapi?.startsWith('3.1') === true, 'OpenAPI 3.1', () => show(openapi.openapi))
        const paths = new Set(Object.keys(openapi.paths ?? {}))
        for (const name of closed)
          check(paths.has(routes[name].path), `${routes[name].path} in /openapi.json`, 'it is not')
      },
    },
    {
      id: 'http-18',
      sentence: 'The AsyncAPI document names every event.',
      reference: 'route-get_asyncapi',
      run: async (world) => {
        const text = JSON.stringify(await world.api.ask('get_asyncapi'))
        for (const name of [
          ...Object.keys(operations),
          ...pushes,
          ...Object.values(operations).map(({ reply }) => reply),
        ])
          check(text.includes(`"${name}"`), `${name} in /asyncapi.json`, 'it is not')
      },
    },
    {
      id: 'http-19',
      sentence: 'A body that is not JSON, or is of another type, is refused: bad_frame, unsupported_frame.',
      reference: 'error-unsupported_frame',
      needs: ['api_key'],
      run: async (world) => {
        const path = `/api/v1/channels/${world.channel()}/messages`
        const authorization = `Bearer ${world.target.apiKey}`
        const post = (body: string | Uint8Array, headers: Record<string, string>) =>
          world.api.call({ method: 'POST', path, headers: { authorization, ...headers }, body })
        problemOf(await post('{"content":', json), 'bad_frame', 'half an object')
        problemOf(await post(Buffer.from('{"content":"\xff"}', 'latin1'), json), 'bad_frame', 'what is not UTF-8')
        problemOf(
          await post('content=x', { 'content-type': 'application/x-www-form-urlencoded' }),
          'unsupported_frame',
          'a form',
        )
        problemOf(await post('', json), 'invalid_data', 'no body')
        problemOf(await post('[]', json), 'invalid_data', 'a list')
        const charset = await post('{"content":"x"}', { 'content-type': 'application/json; charset=utf-8' })
        same(charset.status, 201, 'the status with a charset')
      },
    },
    {
      id: 'http-20',
      sentence: 'What is not as the schema says is refused with invalid_data, and errors names the place.',
      reference: 'value-problem',
      needs: ['api_key'],
      run: async (world) => {
        const here = { channel_id: world.channel() }
        const invalid = async (name: RouteName, parts: Parameters<typeof world.api.send>[1], path: string) => {
          const { errors = [] } = await world.api.refusal(name, 'invalid_data', parts)
          check(
            errors.some((error) => error.path === path),
            `${name} to be refused at ${path}`,
            () => show(errors),
          )
        }
        await invalid('post_channel_message', { params: here, body: {} }, 'body.content')
        await invalid('post_channel_message', { params: here, body: { content: 5 } }, 'body.content')
        await invalid('post_channel_message', { params: here, body: { content: '' } }, 'body.content')
        await invalid('post_channel_message', { params: here, body: { content: 'x', extra: 1 } }, 'body.extra')
        await invalid(
          'post_channel_message',
          { params: { channel_id: 'no space' }, body: { content: 'x' } },
          'params.channel_id',
        )
        await invalid(
          'post_channel_message',
          { params: { channel_id: '@alice' }, body: { content: 'x' } },
          'params.channel_id',
        )
        await invalid('post_user_message', { params: { user_id: 'a b' }, body: { content: 'x' } }, 'params.user_id')
        await invalid('get_channel_messages', { params: here, query: { limit: 0 } }, 'query.limit')
        await invalid('get_channel_messages', { params: here, query: { limit: 'many' } }, 'query.limit')
        await invalid('get_channels', { query: { extra: 'x' } }, 'query.extra')
        await invalid('put_channel_member', { params: { ...here, user_id: 'x'.repeat(129) } }, 'params.user_id')
        await invalid(
          'post_user_disconnect',
          { params: { user_id: 'a' }, body: { reason: 'x'.repeat(101) } },
          'body.reason',
        )
      },
    },
    {
      id: 'http-21',
      sentence: 'Ids in a path are percent-encoded where a path needs it, and come back as they are.',
      reference: anchor,
      needs: ['api_key'],
      run: async (world) => {
        const room = `${world.channel()}:a+b@c.d_e-f`
        const alice = await world.member(world.user('alice'), room)
        const sent = await world.api.ask('post_channel_message', {
          params: { channel_id: room },
          body: { content: 'x' },
        })
        same(sent.channel_id, room, 'channel_id')
        await alice.waitForMessages(room, 1)
        const authorization = `Bearer ${world.target.apiKey}`
        const plain = await world.api.call({
          method: 'GET',
          path: `/api/v1/channels/${room}/messages`,
          headers: { authorization },
        })
        same(plain.status, 200, 'the status when nothing is encoded')
        const bad = await world.api.call({
          method: 'GET',
          path: '/api/v1/channels/%ff/messages',
          headers: { authorization },
        })
        problemOf(bad, 'bad_frame', 'an encoding that is not UTF-8')
      },
    },
    {
      id: 'http-22',
      sentence: 'Every schema that the protocol has is shown with its type, and nothing else is found beside them.',
      reference: 'route-get_schema',
      run: async (world) => {
        await world.api.ask('get_schema', { params: { file: 'problem.json' } })
        for (const file of ['..%2fopenapi.json', '%2e%2e%2fpackage.json', 'send_message', 'SEND_MESSAGE.json', '.json'])
          problemOf(await world.api.call({ method: 'GET', path: `/schema/${file}` }), 'not_found', file)
      },
    },
    {
      id: 'http-23',
      sentence: 'What the socket says and what the HTTP API says of a stream is the same, at the same moment.',
      reference: anchor,
      needs: ['api_key', 'users'],
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        const calls = Array.from({ length: 10 }, (_, at) =>
          world.api.ask('post_channel_message', { params: { channel_id: room }, body: { content: `http ${at}` } }),
        )
        const asked = Array.from({ length: 10 }, (_, at) => alice.request('send_message', { content: `socket ${at}` }))
        const places = [...(await Promise.all(calls)), ...(await Promise.all(asked))].map(({ offset }) => offset)
        same(
          places.sort((a, b) => a - b),
          Array.from({ length: 20 }, (_, at) => at + 1),
          'the offsets of all answers',
        )
        const page = await world.api.ask('get_channel_messages', { params: { channel_id: room } })
        same(page.messages, await alice.waitForMessages(room, 20), 'the messages')
      },
    },
    {
      id: 'http-24',
      sentence: 'The page, where there is one, is shown with its files to everyone, and runs no code but its own.',
      reference: 'route-get_page',
      settings: { page: 'on' },
      run: async (world) => {
        const page = await world.withKey(undefined).send('get_page', {})
        if (page.status !== 200) {
          problemOf(page, 'not_found', 'the page')
          world.skip('the server has no page')
        }
        const policy = page.headers.get('content-security-policy') ?? ''
        check(/default-src 'none'|default-src 'self'/.test(policy), 'a policy for the content of the page', () =>
          show(policy),
        )
        const files = [...page.text.matchAll(/\/assets\/([\w.-]+)/g)].map(([, file = '']) => file)
        check(files.length > 0, 'files of the page', () => page.text.slice(0, 500))
        for (const file of files) await world.withKey(undefined).ask('get_page_file', { params: { file } })
        await world.api.refusal('get_page_file', 'not_found', { params: { file: 'nothing.js' } })
      },
    },
  ],
}
