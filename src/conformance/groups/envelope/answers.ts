/** Answers: one to each request, with its id; and what an error says. */
import { protocol, pushes } from '../../../../generated/operations.ts'
import type { Case } from '../../case.ts'
import { requestNames } from '../../contract.ts'
import { check, has, same, show } from '../../failure.ts'

const anchor = 'the-envelope'

export const answers: readonly Case[] = [
  {
    id: 'envelope-01',
    sentence: 'The answer repeats the id of the request, which has 1 to 64 characters of any sort.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      for (const id of ['1', 'x'.repeat(64), '𝄞'.repeat(64), ' ', '"\\\n\u0000', 'é́'])
        await peer.answerTo(peer.begin('heartbeat', undefined, id))
    },
  },
  {
    id: 'envelope-03',
    sentence: 'A request without an id is answered without one, whether it is done or refused.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const room = world.channel()
      peer.say({ type: 'heartbeat' })
      const [beat] = await peer.wait('heartbeat_ack')
      check(beat !== undefined && !('id' in beat), 'no id', () => show(beat))
      peer.say({ type: 'join_channel', data: { channel_id: room } })
      await peer.wait('join_channel_ack')
      peer.say({ type: 'presence', data: {} })
      const [error] = await peer.wait('error')
      check(error !== undefined && !('id' in error), 'no id', () => show(error))
    },
  },
  {
    id: 'envelope-18',
    sentence: 'Every request gets exactly one answer, also when many are sent without waiting.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const room = world.channel()
      const texts = Array.from({ length: 40 }, (_, at) => {
        const id = `p${at}`
        if (at % 4 === 0) return JSON.stringify({ type: 'heartbeat', id })
        if (at % 4 === 1) return JSON.stringify({ type: 'join_channel', id, data: { channel_id: room } })
        if (at % 4 === 2) return JSON.stringify({ type: 'send_message', id, data: { content: `${at}` } })
        return JSON.stringify({ type: 'nothing', id })
      })
      peer.texts(texts)
      for (const at of texts.keys()) await peer.answerTo(`p${at}`)
      // A second answer would have come before this one.
      await peer.fence()
    },
  },
  {
    id: 'envelope-19',
    sentence: 'Requests that share an id are answered once each.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      peer.texts(Array.from({ length: 5 }, () => JSON.stringify({ type: 'heartbeat', id: 'again' })))
      await peer.wait('heartbeat_ack', 5)
      await peer.fence()
      same(peer.all('heartbeat_ack').length, 6, 'the number of answers, the last heartbeat’s included')
    },
  },
  {
    id: 'envelope-20',
    sentence: 'Requests take effect in the order in which they were sent: connect, join and send may leave in one go.',
    reference: 'what-comes-in-which-order',
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const peer = await world.peer()
      const say = (id: string, type: string, data: unknown) => JSON.stringify({ type, id, data })
      peer.texts([
        say('a', 'connect', await world.credentials(user)),
        say('b', 'join_channel', { channel_id: room }),
        say('c', 'send_message', { content: 'in' }),
        say('d', 'leave_channel', { channel_id: room }),
        say('e', 'send_message', { channel_id: room, content: 'out' }),
      ])
      for (const id of ['a', 'b', 'c', 'd']) {
        const { type } = await peer.answerTo(id)
        check(type !== 'error', `${id} to be done`, `it was refused`)
      }
      await peer.refused('not_joined', 'e', 'the message after leaving')
    },
  },
  {
    id: 'envelope-21',
    sentence: 'Pushes have no id, whatever the id of the request that caused them.',
    reference: anchor,
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      peer.say({ type: 'send_message', id: 'mine', data: { content: 'x' } })
      await peer.answerTo('mine')
      const [message] = await peer.wait('new_message')
      check(message !== undefined && !('id' in message), 'new_message without an id', () => show(message))
    },
  },
  {
    id: 'envelope-22',
    sentence: 'An error says by its code whether trying again helps, in words what is wrong, and does no harm.',
    reference: 'event-error',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const error = await peer.refusal('not_joined', 'send_message', { channel_id: world.channel(), content: 'x' })
      has(error, { code: 'not_joined', retryable: false }, 'the error')
      check(error.message.length > 10, 'a message for a person', () => show(error.message))
      await peer.fence()
    },
  },
  {
    id: 'envelope-24',
    sentence: 'The protocol names itself and its version, and the server shows the schema of every event.',
    reference: 'route-get_schema',
    run: async (world) => {
      same(protocol.subprotocol, 'pactwire.v1', 'the subprotocol')
      for (const file of [...requestNames, ...pushes].map((name) => `${name}.json`)) {
        const answer = await world.api.send('get_schema', { params: { file } })
        same(answer.status, 200, `the status of ${file}`)
        has(answer.json, { $id: file }, file)
      }
      await world.api.refusal('get_schema', 'not_found', { params: { file: 'no_such_event.json' } })
    },
  },
]
