/** The contract itself as a set of schemas, as it was generated: what the events of an application stand beside. */
import { fileURLToPath } from 'node:url'
import { readGenerated } from '../codegen/load.ts'
import type { SchemaSet } from '../codegen/model.ts'

/** The same place beside the sources and beside what is compiled from them. */
const generated = fileURLToPath(new URL('../../generated/schema', import.meta.url))

let read: Promise<SchemaSet> | undefined

export function contract(): Promise<SchemaSet> {
  read ??= readGenerated(generated, 'schema', 'npm run generate')
  return read
}
