/** Wrong answers of the HTTP API. */
import type { Mutant } from './mutant.ts'
import type { HttpMessage, Wrongness } from './proxy.ts'

type Body = Record<string, unknown>

/** Rewrites JSON bodies of answers to paths that match. */
function answers(path: RegExp, change: (body: Body) => unknown): () => Wrongness {
  return () => ({
    answers: (answer, asked) =>
      path.test(asked.path) && answer.body.startsWith('{')
        ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Body)) }
        : answer,
  })
}

function failures(change: (answer: HttpMessage) => HttpMessage): () => Wrongness {
  return () => ({ answers: (answer) => (answer.status >= 400 ? change(answer) : answer) })
}

export const apis: readonly Mutant[] = [
  {
    name: 'errors of the API are plain JSON',
    caughtBy: ['http-04', 'http-20'],
    begin: failures((answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/json' } })),
  },
  {
    name: 'a problem whose status is another',
    caughtBy: ['http-20'],
    begin: failures((answer) => ({ ...answer, status: 400 })),
  },
  {
    name: 'rate_limited without Retry-After',
    caughtBy: ['http-03'],
    begin: failures(({ headers: { 'retry-after': _, ...headers }, ...answer }) => ({ ...answer, headers })),
  },
  {
    name: 'Idempotency-Key is ignored',
    caughtBy: ['http-06', 'http-09'],
    begin: () => ({
      asks: ({ headers: { 'idempotency-key': _, ...headers }, ...asked }) => ({ ...asked, headers }),
    }),
  },
  {
    name: 'keys are not asked for',
    caughtBy: ['http-01', 'http-02'],
    begin: () => ({
      asks: (asked) => ({
        ...asked,
        headers: { ...asked.headers, authorization: 'Bearer the-api-key-of-the-conformance-tests' },
      }),
    }),
  },
  {
    name: 'channels are listed in no order',
    caughtBy: ['http-11'],
    begin: answers(/\/channels\?/, (body) => ({ ...body, channels: (body['channels'] as unknown[]).toReversed() })),
  },
  {
    name: 'the list of members ends too early',
    caughtBy: ['http-12'],
    begin: answers(/\/members\?/, ({ next: _, ...body }) => body),
  },
  {
    name: 'everyone is online',
    caughtBy: ['http-13'],
    begin: answers(/\/members\//, (body) => ('online' in body ? { ...body, online: true } : body)),
  },
  {
    name: 'stats that do not count',
    caughtBy: ['http-16'],
    begin: answers(/\/stats/, (body) => ({ ...body, messages: 5 })),
  },
  {
    name: 'a body that is not as its schema says',
    caughtBy: ['http-05'],
    begin: answers(/\/messages/, ({ timestamp: _, ...body }) => body),
  },
  {
    name: 'ready while shutting down',
    caughtBy: ['shutdown-03'],
    begin: () => ({
      answers: (answer, { path }) =>
        path === '/readyz'
          ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' }
          : answer,
    }),
  },
  {
    name: 'nobody is disconnected',
    caughtBy: ['http-14'],
    begin: () => ({
      asks: (asked) =>
        asked.path.endsWith('/disconnect') ? { ...asked, path: '/api/v1/users/nobody-at-all/disconnect' } : asked,
    }),
  },
  {
    name: 'other types of body are taken',
    caughtBy: ['http-19'],
    begin: () => ({
      asks: (asked) => ({ ...asked, headers: { ...asked.headers, 'content-type': 'application/json' } }),
    }),
  },
  {
    name: 'the body wins over Idempotency-Key',
    caughtBy: ['http-07'],
    begin: () => ({
      asks: (asked) => {
        const { 'idempotency-key': _, ...headers } = asked.headers
        return asked.body.includes('client_message_id') ? { ...asked, headers } : asked
      },
    }),
  },
  {
    name: 'the limit of a page is not looked at',
    caughtBy: ['http-10', 'http-11'],
    begin: () => ({ asks: (asked) => ({ ...asked, path: asked.path.replace(/([?&])limit=\d+&?/, '$1') }) }),
  },
  {
    name: 'health in plain words',
    caughtBy: ['http-17'],
    begin: () => ({
      answers: (answer, { path }) =>
        path === '/livez' ? { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' } : answer,
    }),
  },
  {
    name: 'a document that leaves an event out',
    caughtBy: ['http-18'],
    begin: () => ({
      answers: (answer, { path }) =>
        path === '/asyncapi.json' ? { ...answer, body: answer.body.replaceAll('presence_ack', 'presence_is') } : answer,
    }),
  },
  {
    name: 'a plus in a path is a space',
    caughtBy: ['http-21'],
    begin: () => ({ asks: (asked) => ({ ...asked, path: asked.path.replaceAll('%2B', '%20') }) }),
  },
  {
    name: 'a schema for everything',
    caughtBy: ['http-22', 'envelope-24'],
    begin: () => ({
      answers: (answer, { path }) =>
        path.startsWith('/schema/')
          ? { status: 200, headers: { 'content-type': 'application/schema+json' }, body: '{}' }
          : answer,
    }),
  },
  {
    name: 'a page of the history by HTTP that is not that of the socket',
    caughtBy: ['http-23'],
    begin: answers(/\/messages$/, (body) =>
      'messages' in body ? { ...body, messages: (body['messages'] as unknown[]).slice(1), has_more: true } : body,
    ),
  },
]
