/** The public surface of `pactwire/generator`. */
export { type EventParts, event } from './events.ts'
export { emitAll, type GenerateEventsOptions, type GenerateOptions, generate, generateEvents } from './generate.ts'
export { type LoadOptions, loadSchemas } from './load.ts'
export { GeneratorError, type OutputFile, type SchemaDocument, type SchemaSet } from './model.ts'
export type { Written } from './write.ts'
