/**
 * Every event of the contract, as the server’s own AsyncAPI document tells it. Nothing is known here of any event by its
 * name: a contract with other events is shown just the same.
 */
import { isArray, isObject, type JsonObject, type JsonValue } from '../json/value.ts'

export interface ContractEvent {
  readonly name: string
  /** `request`: a client sends it. `reply`: the answer to one. `push`: the server says it unasked. */
  readonly role: 'request' | 'reply' | 'push'
  readonly summary: string
  readonly description: string
  readonly examples: readonly JsonObject[]
  /** What answers it: the reply of success first. Empty but for requests. */
  readonly replies: readonly string[]
  /** Which requests it answers. */
  readonly answers: readonly string[]
  readonly errors: readonly string[]
  /** It opens the connection: it is sent once, and first. */
  readonly isOpening: boolean
}

export interface Catalogue {
  readonly title: string
  readonly version: string
  readonly description: string
  readonly events: readonly ContractEvent[]
}

/** Throws when the document is no AsyncAPI 3 of this kind. */
export function catalogueOf(document: unknown): Catalogue {
  if (!isObject(document) || !isObject(document['operations'])) {
    throw new TypeError('The server’s /asyncapi.json has no operations.')
  }
  const info = objectAt(document, 'info')
  const messages = objectAt(objectAt(document, 'components'), 'messages')
  const operations = Object.values(document['operations']).filter(isObject)
  const requests = operations.filter(({ action }) => action === 'receive')
  const pushes = operations.filter(({ action }) => action === 'send')

  const repliesOf = new Map(requests.flatMap((one) => namesIn(one).map((name) => [name, replyNames(one)] as const)))
  const pushed = new Set(pushes.flatMap(namesIn))
  const replies = [...new Set([...repliesOf.values()].flat())].filter((name) => !pushed.has(name))
  const answers = (name: string) => [...repliesOf].filter(([, names]) => names.includes(name)).map(([one]) => one)

  const eventOf = (name: string, role: ContractEvent['role'], operation: JsonObject): ContractEvent => {
    const message = objectAt(messages, name)
    const summary = textIn(message, 'summary')
    return {
      name,
      role,
      summary,
      description: textIn(message, 'description') || textIn(operation, 'description') || summary,
      examples: listIn(message, 'examples').flatMap((one) =>
        isObject(one) && isObject(one['payload']) ? [one['payload']] : [],
      ),
      replies: role === 'request' ? (repliesOf.get(name) ?? []) : [],
      answers: answers(name),
      errors: listIn(operation, 'x-error-codes').map(String),
      isOpening: operation['x-session'] === 'opening',
    }
  }
  return {
    title: textIn(info, 'title') || 'Protocol',
    version: textIn(info, 'version'),
    description: textIn(info, 'description'),
    events: [
      ...requests.flatMap((one) => namesIn(one).map((name) => eventOf(name, 'request', one))),
      ...pushes.flatMap((one) => namesIn(one).map((name) => eventOf(name, 'push', one))),
      ...replies.map((name) => eventOf(name, 'reply', {})),
    ],
  }
}

/** Events whose name or prose has every word that is looked for. */
export function matching(events: readonly ContractEvent[], search: string): readonly ContractEvent[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return events.filter(({ name, summary, description }) => {
    const text = `${name} ${summary} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function namesIn(operation: JsonObject): string[] {
  return listIn(operation, 'messages').flatMap(nameOf)
}

function replyNames(operation: JsonObject): string[] {
  return listIn(objectAt(operation, 'reply'), 'messages').flatMap(nameOf)
}

/** The last part of a reference is the name. */
function nameOf(reference: JsonValue): string[] {
  const ref = isObject(reference) ? reference['$ref'] : undefined
  const name = typeof ref === 'string' ? ref.split('/').at(-1) : undefined
  return name === undefined ? [] : [name.replaceAll('~1', '/').replaceAll('~0', '~')]
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key]
  return isObject(inner) ? inner : {}
}

function listIn(value: JsonObject, key: string): readonly JsonValue[] {
  const inner = value[key]
  return isArray(inner) ? inner : []
}

function textIn(value: JsonObject, key: string): string {
  const inner = value[key]
  return typeof inner === 'string' ? inner : ''
}
