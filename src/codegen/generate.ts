/** The generator as a function: a folder of schemas in; types, validators, descriptors and documents out. */
import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { emitAsyncApi } from './asyncapi.ts'
import { emitJsonSchemas } from './json.ts'
import { loadSchemas } from './load.ts'
import { GeneratorError, type OutputFile, type SchemaSet } from './model.ts'
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
  await refuseOverlap(schema, out)
  const set = await loadSchemas(schema, command === undefined ? {} : { command })
  const files = await emitAll(set)
  const prose = emitReference(set)
  if (docs === undefined || resolve(docs) === resolve(out))
    return writeOutput([{ dir: out, files: [...files, ...prose] }])
  return writeOutput([
    { dir: out, files },
    { dir: docs, files: prose },
  ])
}

/** What is written must not be read as a schema the next time, and must not fall upon what was read. */
async function refuseOverlap(schema: string, out: string): Promise<void> {
  const [from, to] = await Promise.all([realPath(schema), realPath(out)])
  if (isInside(to, from)) throw new GeneratorError(out, `lies in the folder of the schemas, ${schema}; choose another`)
  if (isInside(from, join(to, 'schema'))) {
    throw new GeneratorError(
      out,
      `would get a folder \`schema\`, and there stand the schemas, ${schema}; choose another`,
    )
  }
}

function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep)
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
