/** The public surface of `pactwire/arbitrary`: values that a schema accepts, and values that it only just refuses. */
export type { FastCheck, NearlyOptions, Options } from './arbitraries.ts'
export { nearlyValid, valid } from './arbitraries.ts'
export { SchemaError } from './model.ts'
export type { NearlyValid, Violation } from './violation.ts'
