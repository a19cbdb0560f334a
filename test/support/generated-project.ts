/** Output of the generator in a folder of its own, as somebody's project would have it. */
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { generate } from '../../src/codegen/generate.ts'
import type { JsonSchema, OutputFile, SchemaSet } from '../../src/codegen/model.ts'
import { pascalCase } from '../../src/codegen/names.ts'
import { emitValidators } from '../../src/codegen/validators/emit.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const support = join(root, 'test', 'support')
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

export interface Violation {
  readonly path: string
  readonly message: string
}

/** A module of validators, for a test that does not know the names in it. */
export interface Validators {
  readonly violation: (name: string, value: unknown) => Violation | undefined
  readonly refuseRequest: (frame: unknown) => unknown
  readonly refuseServerFrame: (frame: unknown) => unknown
}

export interface Project {
  readonly dir: string
  /** By path, in order. */
  readonly files: ReadonlyMap<string, string>
  readonly remove: () => Promise<void>
}

export function schemaFolder(name: string): string {
  return join(support, 'schemas', name)
}

export async function temporaryFolder(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-generator-'))
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

/** Generates from the fixture of this name into `generated/` of a new folder. */
export async function createProject(name: string): Promise<Project> {
  const { dir, remove } = await temporaryFolder()
  await generate({ schema: schemaFolder(name), out: join(dir, 'generated') })
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }\n')
  return { dir, files: await readTree(join(dir, 'generated')), remove }
}

export async function readTree(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const named = paths.map((path): [string, string] => [relative(dir, path).split(sep).join('/'), path]).sort()
  return new Map(
    await Promise.all(
      named.map(async ([name, path]): Promise<[string, string]> => [name, await readFile(path, 'utf8')]),
    ),
  )
}

/** What `pactwire/client` is where this package is not installed: its sources, which go by rules of their own. */
const withSources = {
  isolatedDeclarations: false,
  paths: {
    'pactwire/client': [join(root, 'src', 'client', 'index.ts')],
    'pactwire/react': [join(root, 'src', 'client', 'react.ts')],
    'pactwire/client/contract': [join(root, 'src', 'client', 'contract.ts')],
  },
}

/**
 * What the compiler says to the output and to `test/support/projects/<consumer>.ts`, which uses it; nothing when all is
 * well. `client`: there is a client among the output.
 */
export async function compileProject(dir: string, consumer: string, client?: 'client'): Promise<string> {
  await copyFile(join(support, 'projects', `${consumer}.ts`), join(dir, 'consumer.ts'))
  return compileConsumer(dir, client)
}

/** The same for a `consumer.ts` that stands there already. */
export async function compileConsumer(dir: string, client?: 'client'): Promise<string> {
  const compilerOptions = {
    target: 'ES2023',
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    isolatedDeclarations: true,
    declaration: true,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
    types: [],
    noEmit: true,
    ...(client === undefined ? {} : withSources),
  }
  await writeFile(
    join(dir, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['consumer.ts', 'generated'] }),
  )
  return promisify(execFile)(process.execPath, [tsc, '-p', join(dir, 'tsconfig.json')]).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; message: string }) => error.stdout ?? error.message,
  )
}

export async function importFrom<T>(dir: string, path: string): Promise<T> {
  return (await import(pathToFileURL(join(dir, path)).href)) as T
}

/** A set of plain values, without a folder. */
export function setOf(schemas: Readonly<Record<string, JsonSchema>>): SchemaSet {
  const names = Object.keys(schemas).sort()
  return {
    source: 'test',
    command: 'a test',
    reference: undefined,
    documents: names.map((name) => ({
      name,
      typeName: pascalCase(name),
      source: `${name}.json`,
      schema: schemas[name] ?? {},
      role: { kind: 'value' },
    })),
  }
}

/** The validators of a set as a module that is loaded. */
export async function loadValidators(set: SchemaSet): Promise<Validators> {
  const { dir, remove } = await temporaryFolder()
  try {
    const [code] = (await emitValidators(set)) as [OutputFile]
    await writeFile(join(dir, 'validators.mjs'), code.content)
    return await importFrom<Validators>(dir, 'validators.mjs')
  } finally {
    await remove()
  }
}
