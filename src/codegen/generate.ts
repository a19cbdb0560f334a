/** The generator as a function: a folder of schemas in; types, validators, descriptors and documents out. */
import { emitAsyncApi } from './asyncapi.ts'
import { emitJsonSchemas } from './json.ts'
import { loadSchemas } from './load.ts'
import type { OutputFile, SchemaSet } from './model.ts'
import { emitOpenApi } from './openapi.ts'
import { emitOperations } from './operations.ts'
import { emitReference } from './reference.ts'
import { emitSettings } from './settings.ts'
import { emitTypes } from './types.ts'
import { emitValidators } from './validators/emit.ts'
import { type Written, writeOutput } from './write.ts'

export interface GenerateOptions {
  /** The folder of schemas: TypeBox modules (`.ts`, `.js`) or JSON Schema files (`.json`), in any depth. */
  readonly schema: string
  /** The folder for the output; made when it is not there. */
  readonly out: string
  /** Where the reference document goes; beside the rest unless said. */
  readonly docs?: string
  /** What the headers of the output say about how to make it again. */
  readonly command?: string
}

export async function generate({ schema, out, docs, command }: GenerateOptions): Promise<Written> {
  const set = await loadSchemas(schema, command === undefined ? {} : { command })
  const files = await emitAll(set)
  const prose = emitReference(set)
  if (docs === undefined) return writeOutput(out, [...files, ...prose])
  const written = await writeOutput(out, files)
  const documents = await writeOutput(docs, prose)
  return { changed: [...written.changed, ...documents.changed], removed: [...written.removed, ...documents.removed] }
}

/** Everything but the prose, in memory: for tests and for tools that write it elsewhere. */
export async function emitAll(set: SchemaSet): Promise<OutputFile[]> {
  return [
    ...emitJsonSchemas(set),
    ...(await emitTypes(set)),
    ...(await emitValidators(set)),
    ...emitOperations(set),
    ...emitSettings(set),
    ...emitAsyncApi(set),
    ...emitOpenApi(set),
  ]
}
