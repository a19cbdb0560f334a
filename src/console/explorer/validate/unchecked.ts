/** What a schema asks for that the editor does not look at, so that nobody takes its silence for a yes. */
import { isArray, isObject, type JsonValue } from '../json/value.ts'
import { type Located, referred, type SchemaFiles } from './schema.ts'

const beyond = ['format', 'unevaluatedProperties', 'unevaluatedItems', '$dynamicRef']
const values = new Set(['examples', 'default', 'const', 'enum'])

/** The keywords, each once, in all that the schema refers to. */
export function unchecked(files: SchemaFiles, from: Located): string[] {
  const found = new Set<string>()
  const seen = new Set<JsonValue>()
  const look = (part: JsonValue, file: string): void => {
    if (isArray(part)) {
      for (const item of part) look(item, file)
    } else if (isObject(part) && !seen.has(part)) {
      seen.add(part)
      for (const [key, value] of Object.entries(part)) {
        if (values.has(key)) continue
        // A field may have such a name; then its schema stands under it.
        if (beyond.includes(key) && (typeof value !== 'object' || key.startsWith('unevaluated'))) found.add(key)
        look(value, file)
      }
      const target =
        typeof part['$ref'] === 'string' ? referred(files, { schema: part, file }, part['$ref']) : undefined
      if (target !== undefined) look(target.schema, target.file)
    }
  }
  look(from.schema, from.file)
  return [...found]
}
