/** What is there for operators and for machines: figures, health, documents, the page. */
import { operations, pushes, routes } from '../../../../generated/operations.ts'
import { problemOf } from '../../api.ts'
import type { Case } from '../../case.ts'
import { apiRouteNames } from '../../contract.ts'
import { check, has, same, show } from '../../failure.ts'

export const operators: readonly Case[] = [
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
      for (const name of apiRouteNames)
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
]
