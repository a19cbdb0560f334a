/** The one event that the server of the model test has been told of, and the shapes in which it is published. */
export const eventName = 'noted'

export const eventSchema = {
  type: 'object',
  properties: { words: { type: 'string' } },
  required: ['words'],
  additionalProperties: false,
  'x-pactwire': { kind: 'event' },
}

/** As its schema says, or not, or of a name that nobody has declared. */
export type Shape = 'right' | 'wrong' | 'unknown'

export interface Published {
  readonly event: string
  readonly payload: Record<string, unknown>
}

export function rightEvent(words: string): Published {
  return { event: eventName, payload: { words } }
}

/** What is sent, and the code with which it is refused if it is wrong. */
export const shapes: Readonly<Record<Shape, (words: string) => { sent: Published; mistake: string | undefined }>> = {
  right: (words) => ({ sent: rightEvent(words), mistake: undefined }),
  wrong: (words) => ({ sent: { event: eventName, payload: { words, more: 1 } }, mistake: 'invalid_data' }),
  unknown: (words) => ({ sent: { event: 'nobody_declared', payload: { words } }, mistake: 'unknown_event' }),
}

/** What the model calls its content. */
export function eventContent({ event, payload }: Pick<Published, 'event' | 'payload'>): string {
  return `${event}: ${payload['words']}`
}
