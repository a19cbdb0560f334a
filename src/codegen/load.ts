/** A folder of schemas to a checked set: the one way into the generator. */
import { relative, sep } from 'node:path'
import { ajvFor } from './ajv.ts'
import { breather } from './breath.ts'
import { checkTogether } from './checks.ts'
import { checkAsAWhole, checkKeywords } from './keywords.ts'
import { GeneratorError, type JsonValue, type SchemaDocument, type SchemaSet } from './model.ts'
import { pascalCase } from './names.ts'
import { type Named, normalise } from './normalise.ts'
import { placeOf } from './place.ts'
import { readFolder } from './read.ts'
import { readRole } from './roles.ts'
import { run } from './validators/prelude.js'

export interface LoadOptions {
  /** What the headers of the output say about how to make it again. */
  readonly command?: string
  /** Modules are read anew, though this process has read them before. */
  readonly fresh?: boolean
}

export async function loadSchemas(dir: string, options: LoadOptions = {}): Promise<SchemaSet> {
  const folder = await readFolder(dir, options)
  const documents = normalise(folder.schemas).map(document)
  const set: SchemaSet = {
    source: relative(process.cwd(), dir).split(sep).join('/') || '.',
    command: options.command ?? 'pactwire generate',
    documents,
    reference: folder.reference,
  }
  const ajv = ajvFor(set, 'schemas')
  const breath = breather()
  for (const check of [checkKeywords, checkAsAWhole]) {
    for (const one of documents) {
      check(one, ajv)
      await breath()
    }
  }
  checkTogether(documents)
  await checkExamples(set, breath)
  return set
}

/** What this generator has written, taken as it is: it was checked when it was written. */
export async function readGenerated(dir: string, source: string, command: string): Promise<SchemaSet> {
  const folder = await readFolder(dir)
  const documents = normalise(folder.schemas).map(({ schema: { $comment: _note, ...schema }, ...one }) =>
    document({ ...one, schema }),
  )
  return { source, command, documents, reference: undefined }
}

function document(named: Named): SchemaDocument {
  const { name, source, schema } = named
  return { name, typeName: pascalCase(name), source, schema, role: readRole(schema, name, placeOf(named)) }
}

/** An example that its own schema refuses is a mistake in one of the two, and readers copy examples. */
async function checkExamples(set: SchemaSet, breath: () => Promise<void>): Promise<void> {
  const ajv = ajvFor(set, 'examples')
  for (const one of set.documents) {
    await breath()
    const examples: JsonValue[] = Array.isArray(one.schema['examples']) ? one.schema['examples'] : []
    const validate = ajv.getSchema(`${one.name}.json`)
    for (const [index, example] of examples.entries()) {
      // Validated as a copy, because what has a default may be left out of an example and is filled in.
      const found = validate === undefined ? undefined : run(validate, structuredClone(example))
      if (found === undefined) continue
      const what = examples.length === 1 ? 'its example' : `its example ${index + 1}`
      const path = found.path === '' ? '' : `${found.path} `
      throw new GeneratorError(placeOf(one), `${what} is refused by the schema itself: ${path}${found.message}`)
    }
  }
}
