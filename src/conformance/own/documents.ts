/**
 * The events that a server has of its own, as its documents tell them: `x-events` in /asyncapi.json with the schema of each,
 * and `x-channels` with the channels that carry them.
 */
import { check, fail, show } from '../failure.ts'
import type { World } from '../world.ts'

export interface OwnEvent {
  readonly name: string
  readonly version: number
  readonly schema: JsonObject
  /** Documents that the schema refers to, by the names that references have for them. */
  readonly resolve: (document: string) => unknown
  /** Whether what is wrong may be told of a place around it, as where a schema has words of its own for it (`x-error`). */
  readonly saysItInWords: boolean
}

/** Which channels carry what, the first that fits a channel holds. */
export interface ChannelRule {
  readonly pattern: string
  readonly events: readonly string[]
  readonly publish: string
}

export interface OwnEvents {
  readonly names: readonly string[]
  /** Undefined where the documents do not say. */
  readonly rules: readonly ChannelRule[] | undefined
  readonly read: (name: string) => Promise<OwnEvent>
}

export type JsonObject = { readonly [name: string]: unknown }

/** No server is asked for more than this of one event. */
const mostDocuments = 200
const everyEvent = '*'

export async function ownEvents(world: World): Promise<OwnEvents> {
  const document = await world.api.ask('get_asyncapi')
  const listed = isObject(document) ? document['x-events'] : undefined
  const names = isObject(listed) ? Object.keys(listed) : []
  if (!isObject(listed) || names.length === 0)
    world.skip('the server has no events of its own: its /asyncapi.json has no `x-events`')
  const rules = isObject(document) ? document['x-channels'] : undefined
  return {
    names,
    rules: rules === undefined ? undefined : readRules(rules),
    read: async (name) => readEvent(world, name, listed[name]),
  }
}

export function carries({ events }: ChannelRule, name: string): boolean {
  return events.includes(everyEvent) || events.includes(name)
}

function readRules(rules: unknown): ChannelRule[] {
  check(Array.isArray(rules), '`x-channels` of /asyncapi.json to be a list', () => show(rules))
  return rules.map((rule: unknown) => {
    const { pattern, events, publish } = isObject(rule) ? rule : {}
    const isRule = typeof pattern === 'string' && Array.isArray(events) && typeof publish === 'string'
    check(isRule, 'each of `x-channels` to have `pattern`, `events` and `publish`', () => show(rule))
    return { pattern, events: events.map(String), publish }
  })
}

async function readEvent(world: World, name: string, told: unknown): Promise<OwnEvent> {
  const { version, schema: path } = isObject(told) ? told : {}
  check(typeof version === 'number', `the version of ${name} in \`x-events\``, () => show(told))
  check(path === `/schema/${name}.json`, `the schema of ${name} in \`x-events\``, () => show(told))
  const documents = await closure(world, `${name}.json`)
  const schema = documents.get(`${name}.json`) ?? fail(`the schema of ${name}`, 'it is missing')
  return {
    name,
    version,
    schema,
    resolve: (document) => documents.get(document),
    saysItInWords: [...documents.values()].some(hasWordsAroundPlaces),
  }
}

/** A document and all that it refers to. */
async function closure(world: World, first: string): Promise<Map<string, JsonObject>> {
  const documents = new Map<string, JsonObject>()
  const waiting = [first]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (documents.has(file)) continue
    if (documents.size >= mostDocuments)
      fail(`${first} to refer to at most ${mostDocuments} documents`, 'there are more')
    const schema = await world.api.ask('get_schema', { params: { file } })
    check(isObject(schema), `/schema/${file} to be a schema`, () => show(schema))
    documents.set(file, schema)
    for (const ref of referencesIn(schema)) waiting.push(ref)
  }
  return documents
}

function* objectsIn(value: unknown): Generator<JsonObject> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item)
  if (!isObject(value)) return
  yield value
  for (const part of Object.values(value)) yield* objectsIn(part)
}

function referencesIn(schema: JsonObject): string[] {
  const files = [...objectsIn(schema)].flatMap(({ $ref: ref }) => (typeof ref === 'string' ? ref.split('#', 1) : []))
  return [...new Set(files)].filter((file) => file !== '')
}

const outer = [
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
]

function hasWordsAroundPlaces(schema: JsonObject): boolean {
  return [...objectsIn(schema)].some((part) => 'x-error' in part && outer.some((keyword) => keyword in part))
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
