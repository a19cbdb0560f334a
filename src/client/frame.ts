/** Text to frame: the one place where what the server says is parsed. What is not known of it is left alone. */
import { InvalidFrameError } from './errors.ts'
import type { Validator } from './validator.ts'

export interface Frame {
  readonly type: string
  readonly id?: string
  readonly data?: unknown
}

export interface Received {
  readonly frame: Frame | undefined
  readonly fault: InvalidFrameError | undefined
}

export function receive(text: unknown, validator: Validator | undefined): Received {
  const value = parsed(text)
  if (value === undefined) return { frame: undefined, fault: new InvalidFrameError('The server sent no frame.') }
  const refusal = validator?.(value)
  // Later servers may say things that this client has never heard of.
  if (refusal === undefined || refusal.reason === 'unknown_event') return { frame: value, fault: undefined }
  const { path, message } = refusal.reason === 'invalid' ? refusal.violation : { path: '', message: refusal.reason }
  return {
    frame: value,
    fault: new InvalidFrameError(`The server sent \`${value.type.slice(0, 64)}\`, whose ${path} ${message}.`, path),
  }
}

function parsed(text: unknown): Frame | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isFrame(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== 'object' || value === null) return false
  const { type, id } = value as { type?: unknown; id?: unknown }
  return typeof type === 'string' && (id === undefined || typeof id === 'string')
}
