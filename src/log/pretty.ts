/** An entry for a person at a terminal: `14:03:07.120 WARN  authentication failed  user_id=ann reason="token expired"`. */
import { cut, escapeControls } from './escape.ts'

const colours: Readonly<Record<string, number>> = { trace: 90, debug: 90, info: 36, warn: 33, error: 31 }

/** `line` is an entry in JSON. What is not one is returned as it is: better an ugly line than none. */
export function prettyLine(line: string, colour: boolean): string {
  const entry = parsed(line)
  if (entry === undefined) return line
  const { level, time, msg, ...fields } = entry
  const name = String(level)
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const pairs = Object.entries(fields).map(([key, value]) => `${paint(90, `${key}=`)}${valueText(value)}`)
  const head = [
    paint(90, clockTime(String(time))),
    paint(colours[name] ?? 0, name.toUpperCase().padEnd(5)),
    String(msg),
  ]
  return `${head.join(' ')}${pairs.length === 0 ? '' : `  ${pairs.join(' ')}`}\n`
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The time of day where the reader is; the date they know. */
function clockTime(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return cut(escapeControls(time), 24)
  const two = (part: number): string => String(part).padStart(2, '0')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** Quoted unless it is plainly one word, so that a value cannot pass for a further field. */
function valueText(value: unknown): string {
  if (typeof value !== 'string') return String(value)
  return /^[\w.:/@+*-]+$/.test(value) ? value : JSON.stringify(value)
}
