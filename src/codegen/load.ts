/** A folder of schemas to a checked set: the one way into the generator. */
import { relative } from 'node:path'
import { ajvFor, explainSchemaError } from './ajv.ts'
import { GeneratorError, type JsonValue, type Role, type SchemaDocument, type SchemaSet } from './model.ts'
import { pascalCase } from './names.ts'
import { type Named, normalise } from './normalise.ts'
import { readFolder } from './read.ts'
import { readRole } from './roles.ts'

export interface LoadOptions {
  /** What the headers of the output say about how to make it again. */
  readonly command?: string
}

export async function loadSchemas(dir: string, options: LoadOptions = {}): Promise<SchemaSet> {
  const folder = await readFolder(dir)
  const source = relative(process.cwd(), dir) || '.'
  const documents = normalise(folder.schemas).map(document)
  const set: SchemaSet = {
    source,
    command: options.command ?? 'pactwire generate',
    documents,
    reference: folder.reference,
  }
  refuseSameTypeNames(documents)
  refuseSameEvents(documents)
  checkSchemas(set)
  checkRoles(documents)
  checkExamples(set)
  return set
}

function document({ name, source, schema }: Named): SchemaDocument {
  return { name, typeName: pascalCase(name), source, schema, role: readRole(schema, name, `${source} (${name})`) }
}

function refuseSameTypeNames(documents: readonly SchemaDocument[]): void {
  const first = new Map<string, SchemaDocument>()
  for (const one of documents) {
    const other = first.get(one.typeName)
    if (other !== undefined) {
      throw new GeneratorError(one.source, `\`${one.name}\` and \`${other.name}\` (${other.source}) would both be the type ${one.typeName}`)
    }
    first.set(one.typeName, one)
  }
}

function refuseSameEvents(documents: readonly SchemaDocument[]): void {
  const first = new Map<string, SchemaDocument>()
  for (const one of documents) {
    if (!('event' in one.role)) continue
    const other = first.get(one.role.event)
    if (other !== undefined) {
      throw new GeneratorError(one.source, `the event \`${one.role.event}\` is declared already in ${other.source} (\`${other.name}\`)`)
    }
    first.set(one.role.event, one)
  }
}

/** Every schema is valid by the meta-schema and compiles: unknown keywords and formats are found here, not by a user. */
function checkSchemas(set: SchemaSet): void {
  const ajv = ajvFor(set, 'check')
  for (const { name, source, schema } of set.documents) {
    const place = `${source} (${name})`
    if (!ajv.validateSchema(schema)) throw new GeneratorError(place, explainSchemaError(ajv.errors ?? []))
    try {
      ajv.getSchema(`${name}.json`)
    } catch (error) {
      throw new GeneratorError(place, error instanceof Error ? error.message : String(error))
    }
  }
}

function checkRoles(documents: readonly SchemaDocument[]): void {
  const replies = new Set(documents.filter(({ role }) => role.kind === 'reply').map(({ role }) => (role as { event: string }).event))
  const codes = documents.flatMap(({ role }) => (role.kind === 'error_codes' ? role.codes.map(({ code }) => code) : []))
  for (const { name, source, role } of documents) {
    const place = `${source} (${name})`
    if (role.kind === 'request' && !replies.has(role.reply)) throw new GeneratorError(place, `its reply \`${role.reply}\` is not declared`)
    for (const code of errorsOf(role)) {
      if (!codes.includes(code)) throw new GeneratorError(place, `the error code \`${code}\` is not declared`)
    }
  }
}

function errorsOf(role: Role): readonly string[] {
  if (role.kind === 'protocol') return role.everyRequest
  return 'errors' in role ? role.errors : []
}

/** An example that its own schema refuses is a mistake in one of the two, and readers copy examples. */
function checkExamples(set: SchemaSet): void {
  const ajv = ajvFor(set, 'check')
  for (const { name, source, schema } of set.documents) {
    const examples: JsonValue[] = Array.isArray(schema['examples']) ? schema['examples'] : []
    const validate = ajv.getSchema(`${name}.json`)
    for (const [index, example] of examples.entries()) {
      // What has a default may be left out of an example of the configuration, as out of the configuration.
      if (validate !== undefined && !validate(structuredClone(example))) {
        throw new GeneratorError(`${source} (${name})`, `its example ${index + 1} is refused: ${explainSchemaError(validate.errors ?? [])}`)
      }
    }
  }
}
