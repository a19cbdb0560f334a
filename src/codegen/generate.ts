/** The generator as a function: a folder of schemas in; types, validators, descriptors and documents out. */
import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { emitAsyncApi } from './asyncapi.ts'
import { emitContractClient, emitEventsClient } from './client.ts'
import { eventsOf, refuseTaken } from './events.ts'
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
  /** Whether there is to be a `client.ts`, which imports `pactwire/client/contract`. */
  readonly client?: boolean
  /** What the headers of the output say about how to make it again. */
  readonly command?: string
}

export interface GenerateEventsOptions {
  /** The folder of schemas of an application’s events, as a server takes it. */
  readonly events: string
  readonly out: string
  readonly command?: string
  /** The contract beside which the events are to stand: its names are taken. */
  readonly beside?: SchemaSet
}

export async function generate({ schema, out, docs, client, command }: GenerateOptions): Promise<Written> {
  await refuseOverlap(schema, out)
  const set = await loadSchemas(schema, command === undefined ? {} : { command })
  const files = [...(await emitAll(set)), ...(client === true ? [emitContractClient(set)] : [])]
  const prose = emitReference(set)
  if (docs === undefined || resolve(docs) === resolve(out))
    return writeOutput([{ dir: out, files: [...files, ...prose] }])
  return writeOutput([
    { dir: out, files },
    { dir: docs, files: prose },
  ])
}

/** What an application needs for its events: types, validators and a client that knows them. */
export async function generateEvents({ events, out, command, beside }: GenerateEventsOptions): Promise<Written> {
  await refuseOverlap(events, out)
  const set = await loadSchemas(events, command === undefined ? {} : { command })
  const documents = eventsOf(set)
  if (beside !== undefined) refuseTaken(set, beside, 'the protocol itself')
  const files = [...emitJsonSchemas(set), ...(await emitTypes(set)), ...(await emitValidators(set))]
  return writeOutput([{ dir: out, files: [...files, emitEventsClient(set, documents)] }])
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
