/** What may stand in a line of an export: it comes from a file that anybody may have written. */
import type { EventMark } from '../store.ts'
import type { ExportedEvent, ExportLine } from './exporting.ts'
import { maxOffset } from './keys.ts'

export function parseLine(text: string): ExportLine | undefined {
  try {
    const line: unknown = JSON.parse(text)
    return typeof line === 'object' && line !== null ? (line as ExportLine) : undefined
  } catch {
    return undefined
  }
}

/** What is handed out as it is: JSON that is none would break the frame around it. */
export function isEvent(mark: unknown, payload: string): mark is EventMark {
  if (!isMark(mark)) return false
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function isMark(mark: unknown): mark is EventMark {
  if (typeof mark !== 'object' || mark === null) return false
  const { name, version } = mark as Partial<Record<keyof EventMark, unknown>>
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]{0,63}$/.test(name)) return false
  return Number.isSafeInteger(version) && Number(version) >= 1
}

export function isEventSchema(event: unknown): event is ExportedEvent {
  if (!isMark(event)) return false
  const { schemas } = event as Partial<ExportedEvent>
  if (typeof schemas !== 'object' || schemas === null) return false
  return (
    Object.hasOwn(schemas, event.name) && Object.values(schemas).every((one) => typeof one === 'object' && one !== null)
  )
}

/** Nothing later can be told to anyone: the contract writes a year in four digits. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 253_402_300_799_999
}

export function isOffset(value: unknown): value is number {
  return isCount(value) && value >= 1 && value < maxOffset
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
