/** JSON for people: on one line where it fits, broken where it does not. */
import type { JsonValue } from '../model.ts'
import { isObject } from '../walk.ts'

const width = 100

export function jsonText(value: JsonValue, indent = 0): string {
  const line = onOneLine(value)
  if (indent + line.length <= width) return line
  const inner = ' '.repeat(indent + 2)
  const outer = ' '.repeat(indent)
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + jsonText(item, indent + 2)).join(',\n')}\n${outer}]`
  }
  if (!isObject(value)) return line
  const members = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonText(item, indent + 2)}`,
  )
  return `{\n${members.join(',\n')}\n${outer}}`
}

function onOneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
