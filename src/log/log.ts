/**
 * The log as a port. An entry is an event in fixed words and some fields; what differs from time to time belongs into the
 * fields, so that entries can be counted and searched by their message.
 */
import { cut, escapeControls } from './escape.ts'
import { isSecretName, redacted, redactText } from './redact.ts'

/** Nothing with an inside: what cannot be put into a field cannot leak by way of one. */
export type LogValue = string | number | boolean | undefined
export type LogFields = Readonly<Record<string, LogValue>>

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** No method ever throws. */
export interface Logger {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  /** A logger that adds these fields to each of its entries. */
  child(fields: LogFields): Logger
}

/** Fields as they are written: no `undefined`, no secrets, no control characters, nothing long. */
export type WrittenFields = Readonly<Record<string, string | number | boolean>>

const longestValue = 200
const longestMessage = 1000
const mostFields = 40
/** How much of a text is searched for tokens: a token that begins within what is written is found from its beginning. */
const searched = 4096

/** Names that an entry has of its own: a field of that name would stand in the line twice. */
const taken = new Set(['level', 'time', 'msg'])

/**
 * Names and messages are fixed words, and the same ones again and again: how each is written is found out once. Beyond so
 * many they are not, and are not kept.
 */
const mostKept = 1000

interface FieldName {
  readonly written: string
  readonly secret: boolean
}

const nameOf = remembered((name): FieldName => {
  const written = text(name, 60)
  return { written: taken.has(written) ? `${written}_` : written, secret: isSecretName(name) }
})

const messageOf = remembered((message) => text(message, longestMessage))

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    if (known.size < mostKept && key.length <= longestValue) known.set(key, made)
    return made
  }
}

export function writtenFields(fields: LogFields): WrittenFields {
  const entry: Record<string, string | number | boolean> = {}
  let left = mostFields
  try {
    for (const name of Object.keys(fields)) {
      const value = fields[name]
      if (value === undefined) continue
      if (left-- === 0) break
      const { written, secret } = nameOf(name)
      entry[written] = secret ? redacted : writtenValue(value)
    }
  } catch {
    // A getter that throws, where the types expect none.
    return {}
  }
  return entry
}

export function writtenMessage(message: string): string {
  return messageOf(String(message))
}

function writtenValue(value: unknown): string | number | boolean {
  switch (typeof value) {
    case 'string':
      return isPlain(value) ? value : text(value, longestValue)
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    default:
      // The types forbid it; a log is no place to find out what is inside.
      return `[${value === null ? 'null' : typeof value}]`
  }
}

/** Most ids, names and addresses: nothing to cut or escape in them, and no token, which has spaces, an `=` or `eyJ` in it. */
function isPlain(value: string): boolean {
  return value.length <= longestValue && /^[\w.:@-]*$/.test(value) && !value.includes('eyJ')
}

/** Cut before it is escaped, so that no escape is cut in two. */
function text(value: string, most: number): string {
  return escapeControls(cut(redactText(value.slice(0, searched)), most))
}
