/** An event of the application on its way in: does the channel carry it, and is its payload what its schema says? */
import { type Carrying, type Catalogue, carries } from '../events/catalogue.ts'
import { refuse } from '../protocol/failure.ts'
import type { EventMark } from '../store/store.ts'

export type Payload = Readonly<Record<string, unknown>>

export interface ReadPayload {
  readonly mark: EventMark
  /** The payload as JSON: what is stored and handed out. */
  readonly text: string
}

export function readPayload(name: string, payload: Payload, policy: Carrying, catalogue: Catalogue): ReadPayload {
  const type = carries(policy, name) ? catalogue.find(name) : undefined
  if (type === undefined) unknown(name, policy, catalogue)
  const mistake = type.mistakeIn(payload)
  if (mistake === undefined) return { mark: type.mark, text: JSON.stringify(payload) }
  const { path, message } = mistake
  const place = path === '' ? 'payload' : `payload${path.startsWith('[') ? '' : '.'}${path}`
  refuse('invalid_data', `${name}: ${place} ${message}`, { details: [{ path: `data.${place}`, message }] })
}

function unknown(name: string, policy: Carrying, catalogue: Catalogue): never {
  const carried = catalogue.names().filter((known) => carries(policy, known))
  const meant = catalogue.nearest(name, carried)
  const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`
  const problem =
    catalogue.size === 0 ? 'This server has no events of its own' : `This channel carries no event \`${name}\``
  refuse('unknown_event', `${problem}${hint === '' ? '.' : hint}`, {
    details: [{ path: 'data.event', message: 'is not the name of an event of this channel' }],
  })
}
