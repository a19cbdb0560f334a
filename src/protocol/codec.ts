/**
 * Text to validated request, and frame to text: the only place where a frame is parsed and the only one where it is
 * written. A codec belongs to a connection, so that another dialect is another codec.
 */
import { operations } from '../../generated/operations.ts'
import type { ClientFrame, JoinChannelAck, NewEvent, ServerFrame } from '../../generated/types.ts'
import { type Refusal, refuseRequest } from '../../generated/validators.js'
import type { Failure } from './failure.ts'
import { type Skimmed, skim } from './skim.ts'

export type Decoded =
  | { readonly kind: 'request'; readonly frame: ClientFrame }
  /** `id` is there when the frame had a usable one: the answer repeats it even when nothing else made sense. */
  | { readonly kind: 'refused'; readonly id: string | undefined; readonly failure: Failure }

/** An event of the application without its payload. */
export type EventHead = Omit<NewEvent['data'], 'payload'>

/** What is refused unparsed, because it costs far more to read than to write. */
export interface FrameBounds {
  readonly maxDepth: number
  readonly maxMembers: number
}

export interface Codec {
  decode(text: string): Decoded
  /** The id of a frame that is not read for being too much: its answer repeats it all the same. */
  idOf(text: string): string | undefined
  encode(frame: ServerFrame): string
  /**
   * What many are told who come back together, in UTF-8: the list of messages is written once, however large it is. To be
   * sent before the next one is asked for, which may be written over it.
   */
  encodeRecovery(frame: JoinChannelAck): Uint8Array
  /** The push of an event, whose payload is JSON already. */
  encodeEvent(head: EventHead, payload: string): string
}

const longestId = 64

const requestNames = new Map(Object.keys(operations).map((name) => [name, name as keyof typeof operations]))

/** With no bounds but the size of the frame. */
export const jsonCodec: Codec = {
  decode,
  idOf: (text) => idAt(text, skim(text)),
  encode: (frame) => JSON.stringify(frame),
  encodeRecovery,
  encodeEvent: (head, payload) =>
    `{"type":"new_event","data":${JSON.stringify(head).slice(0, -1)},"payload":${payload}}}`,
}

export function boundedCodec({ maxDepth, maxMembers }: FrameBounds): Codec {
  // A level takes two characters, and a member four: what is shorter is within the bounds, and not looked over.
  const shortest = Math.min(2 * (maxDepth + 1), 4 * (maxMembers + 1))
  return {
    ...jsonCodec,
    decode: (text) => {
      if (text.length < shortest) return decode(text)
      const skimmed = skim(text)
      if (skimmed.depth > maxDepth)
        return refused(idAt(text, skimmed), {
          code: 'bad_frame',
          message: `The frame has ${skimmed.depth} levels of objects and lists, and ${maxDepth} may be: nest less deeply.`,
        })
      if (skimmed.members > maxMembers)
        return refused(idAt(text, skimmed), {
          code: 'bad_frame',
          message: `The objects of the frame have ${skimmed.members} members, and ${maxMembers} may be: send less in one frame, or lists instead of objects.`,
        })
      return decode(text)
    },
  }
}

/** Lists of messages that have been written, for those who are told the same list: it may not change any more. */
const written = new WeakMap<JoinChannelAck['data']['messages'], Uint8Array>()
const closing = '}}'

/** Most recoveries are put together here: new memory for each is paid for in page faults and garbage collections. */
const desk = Buffer.allocUnsafeSlow(128 * 1024)

function encodeRecovery({ data, ...head }: JoinChannelAck): Uint8Array {
  const { messages } = data
  let list = written.get(messages)
  if (list === undefined) {
    list = Buffer.from(JSON.stringify(messages))
    written.set(messages, list)
  }
  // A field that is undefined is not written; the data come last.
  const rest = JSON.stringify({ ...head, data: { ...data, messages: undefined } })
  const opening = `${rest.slice(0, -closing.length)},"messages":`
  const length = Buffer.byteLength(opening) + list.length + closing.length
  const frame = length <= desk.length ? desk.subarray(0, length) : Buffer.allocUnsafe(length)
  const listAt = frame.write(opening)
  frame.set(list, listAt)
  frame.write(closing, listAt + list.length)
  return frame
}

function decode(text: string): Decoded {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused(undefined, {
      code: 'bad_frame',
      message: 'The frame is not JSON: send one JSON object in a text frame.',
    })
  }
  const refusal = refuseRequest(value)
  // The validator has just said that this is a request, field by field.
  if (refusal === undefined) {
    const frame = value as ClientFrame
    // The parser makes a new string of each name; the one that is known compares and is found faster ever after.
    frame.type = requestNames.get(frame.type) ?? frame.type
    return { kind: 'request', frame }
  }
  return refused(idOf(value), failureOf(refusal))
}

function refused(id: string | undefined, failure: Failure): Decoded {
  return { kind: 'refused', id, failure }
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return undefined
  const { id } = value as { id: unknown }
  if (typeof id !== 'string' || id === '' || id.length > 2 * longestId) return undefined
  return id.length <= longestId || [...id].length <= longestId ? id : undefined
}

/** The id that was seen, if it is one. */
function idAt(text: string, { id }: Skimmed): string | undefined {
  // Every character can be written as six, and half of one too.
  if (id === undefined || id.to - id.from > 12 * longestId + 2) return undefined
  try {
    return idOf({ id: JSON.parse(text.slice(id.from, id.to)) })
  } catch {
    return undefined
  }
}

function failureOf(refusal: Refusal): Failure {
  switch (refusal.reason) {
    case 'not_an_object':
      return { code: 'bad_frame', message: 'The frame must be one JSON object with a `type`.' }
    case 'no_type':
      return {
        code: 'bad_frame',
        message: 'The frame must have a `type` that is a string.',
        details: [{ path: 'type', message: 'must be a string' }],
      }
    case 'unknown_event':
      return {
        code: 'unknown_event',
        message: `There is no request \`${refusal.event}\`.`,
        details: [{ path: 'type', message: 'is not the name of a request' }],
      }
    case 'invalid': {
      const { path, message } = refusal.violation
      const code = path === 'id' ? 'bad_frame' : 'invalid_data'
      return {
        code,
        message: `${refusal.event}: ${path === '' ? 'the frame' : path} ${message}`,
        details: [{ path, message }],
      }
    }
  }
}
