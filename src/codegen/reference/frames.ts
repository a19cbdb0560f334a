/** What goes over the WebSocket: every request with its reply, and everything that comes unasked. */
import { documentsOf, type JsonSchema, type JsonValue, type RoleOf, type SchemaDocument } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import { isObject } from '../walk.ts'
import { anchorOf, type Book } from './book.ts'
import { fieldTable } from './fields.ts'
import { jsonText } from './json-text.ts'
import { anchor, code, fence, paragraphs } from './markdown.ts'

export function requestsOf(book: Book): SchemaDocument<RoleOf<'request'>>[] {
  const requests = documentsOf(book.set, 'request')
  // Whoever reads from the top begins with what has to be sent first.
  return [
    ...requests.filter(({ role }) => role.session === 'opening'),
    ...requests.filter(({ role }) => role.session === 'open'),
  ]
}

export function pushesOf(book: Book): SchemaDocument<RoleOf<'push' | 'error'>>[] {
  return [...documentsOf(book.set, 'push'), ...documentsOf(book.set, 'error')]
}

export function replyTo(request: SchemaDocument<RoleOf<'request'>>, book: Book): SchemaDocument | undefined {
  return documentsOf(book.set, 'reply').find(({ role }) => role.event === request.role.reply)
}

export function requestsSection(book: Book, heading: string): string {
  return paragraphs(...requestsOf(book).map((request) => requestText(request, book, heading)))
}

function requestText(request: SchemaDocument<RoleOf<'request'>>, book: Book, heading: string): string {
  const { role, schema } = request
  const reply = replyTo(request, book)
  const everyRequest = documentsOf(book.set, 'protocol')[0]?.role.everyRequest ?? []
  const errors = [...new Set([...role.errors, ...everyRequest])].map(book.linkError)
  return paragraphs(
    anchor(anchorOf(request)),
    `${heading} ${role.event}`,
    descriptionOf(schema),
    role.session === 'opening' ? 'Sent while the connection is opening.' : undefined,
    frameFields(request, book),
    reply === undefined ? undefined : replyText(reply, role.reply, book),
    errors.length === 0 ? undefined : `**Errors**: ${errors.join(', ')}.`,
    conversation(request, reply),
  )
}

function replyText(reply: SchemaDocument, event: string, book: Book): string {
  return paragraphs(
    anchor(anchorOf(reply)),
    `**Reply**: ${code(event)}. ${descriptionOf(reply.schema)}`.trimEnd(),
    frameFields(reply, book),
  )
}

export function pushesSection(book: Book, heading: string): string {
  return paragraphs(
    ...pushesOf(book).map((push) =>
      paragraphs(
        anchor(anchorOf(push)),
        `${heading} ${push.role.event}`,
        descriptionOf(push.schema),
        frameFields(push, book),
        exampleList('Example', [examplesOf(push.schema)]),
      ),
    ),
  )
}

/** The envelope is described once, in the prose; what is shown of a frame is what is its own. */
function frameFields(frame: SchemaDocument, book: Book): string {
  const properties = isObject(frame.schema['properties']) ? frame.schema['properties'] : {}
  const { type: _type, id: _id, ...own } = properties
  const { data, ...others } = own
  if (!isObject(data) || Object.keys(others).length > 0) {
    const rest: JsonSchema = { ...frame.schema, properties: own }
    return fieldTable('Field', rest, frame, book) || 'It has no fields of its own.'
  }
  const required = Array.isArray(frame.schema['required']) && frame.schema['required'].includes('data')
  const fields = fieldTable('Field of `data`', data, frame, book)
  if (fields === '') return required ? '`data` is an empty object.' : '`data` has no fields and may be left out.'
  return paragraphs(fields, required ? undefined : '`data` may be left out.')
}

function examplesOf(schema: JsonSchema): JsonValue[] {
  return Array.isArray(schema['examples']) ? schema['examples'] : []
}

/** Request and reply in turns, as they follow one another on the wire. */
function conversation(request: SchemaDocument, reply: SchemaDocument | undefined): string {
  const asked = examplesOf(request.schema)
  const answered = reply === undefined ? [] : examplesOf(reply.schema)
  const turns = Math.max(asked.length, answered.length)
  return exampleList(
    'Example',
    Array.from({ length: turns }, (_, turn) => [...asked.slice(turn, turn + 1), ...answered.slice(turn, turn + 1)]),
  )
}

function exampleList(title: string, groups: readonly (readonly JsonValue[])[]): string {
  const blocks = groups.flat().map((example) => fence('json', jsonText(example)))
  return blocks.length === 0 ? '' : paragraphs(`**${title}**`, ...blocks)
}
