/** The frames of the protocol as AsyncAPI 3.0: one channel, which is the connection, and an operation for each event. */
import { type Components, collectComponents } from './components.ts'
import { toDraft07 } from './draft07.ts'
import { toJson } from './json.ts'
import {
  documentsOf,
  type JsonValue,
  type OutputFile,
  type RoleOf,
  type SchemaDocument,
  type SchemaSet,
} from './model.ts'
import { descriptionOf, generatedNote, summaryAndDescription, summaryOf } from './prose.ts'
import { serverOf } from './server.ts'
import { isObject } from './walk.ts'

type Frame = SchemaDocument<RoleOf<'request' | 'reply' | 'push' | 'error'>>
type Protocol = RoleOf<'protocol'>

interface Reference {
  readonly $ref: string
}

export function emitAsyncApi(set: SchemaSet): OutputFile[] {
  const protocol = documentsOf(set, 'protocol')[0]?.role
  const requests = documentsOf(set, 'request')
  const pushes = documentsOf(set, 'push')
  if (protocol === undefined || requests.length + pushes.length === 0) return []

  const replies = documentsOf(set, 'reply')
  const failures = documentsOf(set, 'error')
  const frames: readonly Frame[] = [...requests, ...replies, ...pushes, ...failures]
  const components = collectComponents(set, toDraft07)
  const messages = Object.fromEntries(frames.map((frame) => [frame.name, messageOf(frame, components)]))
  for (const codes of documentsOf(set, 'close_codes')) components.refer(codes)
  const server = serverOf(protocol)

  const document = {
    asyncapi: '3.0.0',
    'x-generated': generatedNote(set),
    info: infoOf(protocol),
    defaultContentType: 'application/json',
    ...(server === undefined
      ? {}
      : { servers: { [protocol.name]: { host: server.host, protocol: server.secure ? 'wss' : 'ws' } } }),
    channels: { [protocol.name]: channelOf(protocol, frames, server !== undefined) },
    operations: {
      ...Object.fromEntries(
        requests.map((request) => {
          const answers = [...replies.filter(({ role }) => role.event === request.role.reply), ...failures]
          return [request.name, receive(request, answers, protocol)]
        }),
      ),
      ...Object.fromEntries([...pushes, ...failures].map((push) => [push.name, send(push, protocol)])),
    },
    components: { messages, schemas: components.schemas() },
  }
  return [{ path: 'asyncapi.json', content: toJson(document) }]
}

function infoOf({ title, version, description, license }: Protocol) {
  return {
    title,
    version,
    description: [
      description,
      "This document speaks from the server's point of view. An operation with `action: receive` is a request: a client sends it, and the server answers it with exactly one of the messages under `reply`. An operation with `action: send` is something that the server sends unasked. A client does the opposite of each.",
    ].join('\n\n'),
    ...(license === undefined
      ? {}
      : {
          license: {
            name: license.name,
            url: `https://spdx.org/licenses/${encodeURIComponent(license.identifier)}.html`,
          },
        }),
  }
}

function channelOf(protocol: Protocol, frames: readonly Frame[], hasServer: boolean) {
  return {
    address: protocol.path,
    title: protocol.title,
    description: 'The WebSocket connection. Every message is one text frame that holds one JSON object.',
    ...(hasServer ? { servers: [{ $ref: `#/servers/${protocol.name}` }] } : {}),
    messages: Object.fromEntries(frames.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: { ws: { method: 'GET', ...subprotocolHeader(protocol), bindingVersion: '0.1.0' } },
  }
}

function subprotocolHeader({ subprotocol }: Protocol) {
  if (subprotocol === undefined) return {}
  const description = 'Optional; when a client offers subprotocols, this must be among them.'
  return {
    headers: {
      type: 'object',
      properties: { 'Sec-WebSocket-Protocol': { type: 'string', const: subprotocol, description } },
    },
  }
}

function messageOf(frame: Frame, components: Components) {
  const { schema, role } = frame
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const examples: readonly JsonValue[] = Array.isArray(schema['examples']) ? schema['examples'] : []
  return {
    name: role.event,
    title: frame.typeName,
    ...summaryAndDescription(descriptionOf(schema)),
    contentType: 'application/json',
    ...('id' in properties ? { correlationId: { location: '$message.payload#/id' } } : {}),
    payload: components.refer(frame),
    ...(examples.length === 0 ? {} : { examples: examples.map((payload) => ({ payload })) }),
  }
}

/** What the client asks: the server receives it and replies on the same connection. */
function receive(request: SchemaDocument<RoleOf<'request'>>, answers: readonly Frame[], protocol: Protocol) {
  const errors = [...new Set([...request.role.errors, ...protocol.everyRequest])]
  return {
    action: 'receive',
    channel: channelReference(protocol),
    ...summaryAndDescription(descriptionOf(request.schema)),
    messages: [messageReference(protocol, request)],
    ...(answers.length === 0
      ? {}
      : {
          reply: {
            channel: channelReference(protocol),
            messages: answers.map((answer) => messageReference(protocol, answer)),
          },
        }),
    'x-session': request.role.session,
    ...(errors.length === 0 ? {} : { 'x-error-codes': errors }),
  }
}

function send(push: Frame, protocol: Protocol) {
  return {
    action: 'send',
    channel: channelReference(protocol),
    summary: summaryOf(descriptionOf(push.schema)),
    messages: [messageReference(protocol, push)],
  }
}

function channelReference({ name }: Protocol): Reference {
  return { $ref: `#/channels/${name}` }
}

function messageReference(protocol: Protocol, { name }: SchemaDocument): Reference {
  return { $ref: `#/channels/${protocol.name}/messages/${name}` }
}
