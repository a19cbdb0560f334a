export interface RawError {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}
export interface Violation {
  readonly path: string
  readonly message: string
}
/** The number of code points. */
export declare function codePoints(text: string): number
/** Equality of JSON values. */
export declare function deepEqual(a: unknown, b: unknown): boolean
/** The first two equal items of a list. */
export declare function twins(list: readonly unknown[]): { first: number; second: number } | undefined
/** What Ajv found, as one complaint for a person. */
export declare function explain(errors: readonly RawError[] | null | undefined): Violation
/** `/data/users/0/name` as `data.users[0].name`. */
export declare function readablePath(pointer: string): string
/** Undefined when the check lets the value pass. */
export declare function run(
  check: ((value: unknown) => boolean) & { errors?: RawError[] | null },
  value: unknown,
): Violation | undefined
