/** Requests of the HTTP API that are no good, and how each is refused. */
import { problemOf } from '../../api.ts'
import type { Case } from '../../case.ts'
import type { RouteName } from '../../contract.ts'
import { check, same, show } from '../../failure.ts'

const anchor = 'the-http-api'

const json = { 'content-type': 'application/json' }

export const requests: readonly Case[] = [
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
]
