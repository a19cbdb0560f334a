/** Whether a file is a schema at all, by the meta-schema: everything after this may take keywords for what they should be. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { GeneratorError, type JsonSchema } from '../codegen/model.ts'

const dialect = 'https://json-schema.org/draft/2020-12/schema'

export type CheckSchema = (schema: JsonSchema, place: string) => void

export function createSchemaCheck(): CheckSchema {
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false })
  return (schema, place) => {
    const declared = schema['$schema']
    if (declared !== undefined && declared !== dialect && declared !== `${dialect}#`) {
      throw new GeneratorError(place, `\`$schema\` is ${JSON.stringify(declared)}; only draft 2020-12 can be compared`)
    }
    const { $schema: _, ...plain } = schema
    if (ajv.validateSchema(plain) === true) return
    const [error] = ajv.errors ?? []
    throw new GeneratorError(
      `${place}#${error?.instancePath ?? ''}`,
      `not a schema: it ${error?.message ?? 'is not valid'}`,
    )
  }
}
