/** Who may use the HTTP API: keys, and what is answered without one. */
import { routes } from '../../../../generated/operations.ts'
import { problemOf } from '../../api.ts'
import type { Case } from '../../case.ts'
import { apiRouteNames, type RouteName } from '../../contract.ts'
import { check } from '../../failure.ts'

const anchor = 'the-http-api'

/** Something for each part of a path, so that only what the case is about is wrong. */
const params = { channel_id: 'room', user_id: 'alice', file: 'send_message.json' }
const bodyOf = (name: RouteName): { body?: unknown } => (routes[name].body ? { body: { content: 'x' } } : {})

export const keys: readonly Case[] = [
  {
    id: 'http-01',
    sentence: 'Every route of the API without a key is refused with unauthorized.',
    reference: anchor,
    run: async (world) => {
      for (const name of apiRouteNames) {
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
]
