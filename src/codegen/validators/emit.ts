/**
 * Validators as a module that imports nothing: Ajv's standalone code, with the few functions that it would fetch from
 * Ajv at run time written into the same file. Frames are told apart by their `type` before anything else is looked at,
 * so that a complaint is about the one event that was meant.
 */
import { readFile } from 'node:fs/promises'
import standalone from 'ajv/dist/standalone/index.js'
import { ajvFor } from '../ajv.ts'
import { defaultOf } from '../commonjs.ts'
import type { EventDocument } from '../events.ts'
import { sourceHeader } from '../header.ts'
import { documentsOf, GeneratorError, type OutputFile, type Role, type SchemaSet } from '../model.ts'

const prelude = new URL('./prelude.js', import.meta.url)
const endOfPrelude = '// ---- end of the prelude ----'

/** What Ajv would fetch from its own package, and what stands in the prelude instead. */
const stands: Readonly<Record<string, string>> = { 'ajv/dist/runtime/equal': 'deepEqual' }

export async function emitValidators(set: SchemaSet): Promise<OutputFile[]> {
  const [head = ''] = (await readFile(prelude, 'utf8')).split(endOfPrelude)
  const body = validatorCode(set)
  const content = `${sourceHeader(set)}${head.replace('// @ts-check\n', '')}\n${body}\n${tables(set)}`
  return [
    { path: 'validators.js', content },
    { path: 'validators.d.ts', content: `${sourceHeader(set)}${declarations(set)}` },
  ]
}

/** The name of a validator inside the module. */
function validatorName(name: string): string {
  return `check_${name.replace(/[^A-Za-z0-9_]/g, '_')}`
}

function validatorCode(set: SchemaSet): string {
  const ajv = ajvFor(set, 'source')
  const exports = Object.fromEntries(set.documents.map(({ name }) => [validatorName(name), `${name}.json`]))
  const code = defaultOf(standalone)(ajv, exports)
    .replace(/^"use strict";\n?/, '')
    .replace(/^export const /gm, 'const ')
    // Nobody is told where in the schema the keyword stands, and it is a fifth of the code.
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replace(/^(const pattern\d+ = )new RegExp\(/gm, '$1/* @__PURE__ */ new RegExp(')
    .replace(/^(const \w+ = )require\("([^"]+)"\)\.default/gm, (_, begin: string, module: string) => {
      const name = stands[module]
      if (name === undefined) {
        throw new GeneratorError(set.source, `a keyword needs ${module}, which generated validators cannot bring`)
      }
      return `${begin}${name}`
    })
  return withoutUnusedSchemas(code)
}

/** Ajv writes down every schema that it has seen, for the few keywords that look at it when they run. */
function withoutUnusedSchemas(code: string): string {
  const mentions = new Map<string, number>()
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) mentions.set(name, (mentions.get(name) ?? 0) + 1)
  return code.replace(/^const (schema\d+) = .*\n/gm, (line, name: string) => (mentions.get(name) === 1 ? '' : line))
}

function tables(set: SchemaSet): string {
  const rows = (names: readonly string[][]) =>
    names.map(([key, name]) => `  [${JSON.stringify(key)}, ${validatorName(name ?? '')}],`).join('\n')
  const events = (...kinds: Role['kind'][]) =>
    kinds.flatMap((kind) => documentsOf(set, kind)).map(({ name, role }) => ['event' in role ? role.event : name, name])
  const known = documentsOf(set, 'event')
  // Marked as pure, so that a bundler leaves out the validators of a table that nobody uses.
  return `
const all = /* @__PURE__ */ new Map([
${rows(set.documents.map(({ name }) => [name, name]))}
])
const requests = /* @__PURE__ */ new Map([
${rows(events('request'))}
])
const serverFrames = /* @__PURE__ */ new Map([
${rows(events('reply', 'push', 'error'))}
])

/** Undefined when the value is as the schema of this name says. */
export function violation(name, value) {
  const check = all.get(name)
  if (check === undefined) throw new TypeError(\`there is no schema named \${name}\`)
  return run(check, value)
}

function refusal(table, frame) {
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return { reason: 'not_an_object' }
  const type = frame.type
  if (typeof type !== 'string') return { reason: 'no_type' }
  const check = table.get(type)
  if (check === undefined) return { reason: 'unknown_event', event: quote(type) }
  const found = run(check, frame)
  return found === undefined ? undefined : { reason: 'invalid', event: type, violation: found }
}

/** Undefined when the frame is a request as its schema says. */
export function refuseRequest(frame) {
  return refusal(requests, frame)
}

/** Undefined when the frame is one that the server may send, as its schema says. */
export function refuseServerFrame(frame) {
  return refusal(serverFrames, frame)
}
${known.length === 0 ? '' : eventsCode(known)}`
}

/** Names of fields as in the protocol of Pactwire: that is where events of an application come from. */
function eventsCode(events: readonly EventDocument[]): string {
  const rows = events.map(
    ({ name, role }) =>
      `  [${JSON.stringify(role.event)}, { version: ${role.version}, check: ${validatorName(name)} }],`,
  )
  return `
const events = /* @__PURE__ */ new Map([
${rows.join('\n')}
])

/** Undefined unless an event in the frame, alone or among messages, carries what its schema does not allow. */
export function refuseEvents(frame) {
  const data = frame?.data
  const listed = Array.isArray(data?.messages)
  for (const [at, entry] of (listed ? data.messages : [data]).entries()) {
    const known = events.get(entry?.event)
    // Of other versions, and of events that came later, nothing is known here.
    if (known === undefined || known.version !== entry.version) continue
    const found = run(known.check, entry.payload)
    if (found === undefined) continue
    const inside = found.path === '' || found.path.startsWith('[') ? found.path : \`.\${found.path}\`
    const path = \`data\${listed ? \`.messages[\${at}]\` : ''}.payload\${inside}\`
    return { reason: 'invalid', event: quote(String(frame.type)), violation: { path, message: found.message } }
  }
  return undefined
}
`
}

function declarations(set: SchemaSet): string {
  const pairs = set.documents.map(({ name, typeName }) => `  ${JSON.stringify(name)}: types.${typeName}`)
  return `import type * as types from './types.js'

/** One thing that is wrong: where (\`data.channel_id\`) and what (\`must be at most 128 characters\`). */
export interface Violation {
  readonly path: string
  readonly message: string
}

/** Why a frame was refused, found in this order. */
export type Refusal =
  | { readonly reason: 'not_an_object' }
  | { readonly reason: 'no_type' }
  | { readonly reason: 'unknown_event'; readonly event: string }
  | { readonly reason: 'invalid'; readonly event: string; readonly violation: Violation }

/** Every schema by its name. */
export interface Documents {
${pairs.join('\n')}
}

/** Undefined when the value is as the schema of this name says. */
export declare function violation(name: keyof Documents, value: unknown): Violation | undefined

/** Undefined when the frame is a request as its schema says. */
export declare function refuseRequest(frame: unknown): Refusal | undefined

/** Undefined when the frame is one that the server may send, as its schema says. */
export declare function refuseServerFrame(frame: unknown): Refusal | undefined
${
  documentsOf(set, 'event').length === 0
    ? ''
    : `
/**
 * Undefined unless an event in the frame, alone or among messages, carries what its schema does not allow: for the
 * \`validator\` of a client in development. Of other versions of an event nothing is said.
 */
export declare function refuseEvents(frame: unknown): Refusal | undefined
`
}`
}
