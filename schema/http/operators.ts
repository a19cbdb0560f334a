/** The endpoints for operators, machines and browsers: open to everyone. */
import { Type } from '@sinclair/typebox'
import { closed, ref, route } from '../declare.ts'
import { Health } from './bodies.ts'

export const GetLivez = route({
  name: 'get_livez',
  method: 'GET',
  path: '/livez',
  access: 'open',
  description: 'Answers while the process can answer.',
  success: { status: 200, description: 'The process lives.', body: ref(Health) },
  errors: [],
})

export const GetReadyz = route({
  name: 'get_readyz',
  method: 'GET',
  path: '/readyz',
  access: 'open',
  description: 'Answers 200 while new connections are welcome, and 503 while the server is starting or draining.',
  success: { status: 200, description: 'New connections are welcome.', body: ref(Health) },
  errors: ['unavailable'],
})

export const GetMetrics = route({
  name: 'get_metrics',
  method: 'GET',
  path: '/metrics',
  access: 'open',
  description: 'The metrics of the server for Prometheus. On a port of its own when `metrics_port` is configured.',
  success: { status: 200, description: 'The metrics.', type: 'text/plain' },
  errors: [],
})

export const GetAsyncApi = route({
  name: 'get_asyncapi',
  method: 'GET',
  path: '/asyncapi.json',
  access: 'open',
  description: 'This protocol as AsyncAPI 3.0.',
  success: { status: 200, description: 'The document.', type: 'application/json' },
  errors: [],
})

export const GetOpenApi = route({
  name: 'get_openapi',
  method: 'GET',
  path: '/openapi.json',
  access: 'open',
  description: 'The HTTP API as OpenAPI 3.1.',
  success: { status: 200, description: 'The document.', type: 'application/json' },
  errors: [],
})

export const GetSchema = route({
  name: 'get_schema',
  method: 'GET',
  path: '/schema/{file}',
  access: 'open',
  description: 'The JSON Schema of an event, by `<event>.json`, and of everything that it refers to.',
  params: closed({
    file: Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[a-z0-9_]+\\.json$',
      description: 'The event and `.json`.',
    }),
  }),
  example: { params: { file: 'send_message.json' } },
  success: { status: 200, description: 'The schema.', type: 'application/schema+json' },
  errors: ['not_found'],
})

export const GetPage = route({
  name: 'get_page',
  method: 'GET',
  path: '/',
  access: 'open',
  description: 'The page of the server: chat, protocol explorer and live view. There or not by the setting `page`.',
  success: { status: 200, description: 'The page.', type: 'text/html' },
  errors: ['not_found'],
})

export const GetPageFile = route({
  name: 'get_page_file',
  method: 'GET',
  path: '/assets/{file}',
  access: 'open',
  description: 'A file of the page. Its name changes with its content, so that it may be kept for ever.',
  params: closed({
    file: Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+$',
      description: 'The name of the file.',
    }),
  }),
  example: { params: { file: 'index-DxtgG-ye.js' } },
  success: { status: 200, description: 'The file.', type: '*/*' },
  errors: ['not_found'],
})
