/** The configuration as a whole: reads the sources, checks them, and says everything that is wrong at once. */
import { resolve } from 'node:path'
import type { Config } from '../../generated/types.ts'
import { cautions } from './cautions.ts'
import { checkLayers, isConfig } from './check.ts'
import { configFileEnv, type Environment, readEnvironmentLayer, secretFilesOf } from './environment.ts'
import { ConfigError } from './error.ts'
import { readFileLayer } from './file.ts'
import { readTextFile, whyUnreadable } from './files.ts'
import { type Flags, readFlags } from './flags.ts'
import { helpText } from './help.ts'
import { maskedConfig } from './mask.ts'
import { brokenRules } from './rules.ts'
import { type Layer, merge } from './sources.ts'

export interface LoadOptions {
  /** What follows `serve` on the command line. */
  readonly args: readonly string[]
  readonly env: Environment
  /** What paths are relative to. */
  readonly cwd: string
  /** Takes an absolute path. */
  readonly readFile?: (path: string) => Promise<string>
}

export type LoadedConfig =
  | {
      readonly kind: 'run'
      readonly config: Config
      /** Where each setting came from, by its key: `PACTWIRE_PORT`, `--port`, `pactwire.json: port` or `default`. */
      readonly origins: Readonly<Record<string, string>>
      /** What the operator should know, a line each. */
      readonly warnings: readonly string[]
    }
  /** To be printed on standard output, and then nothing more is to be done. */
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'help'; readonly text: string }

/** @throws {ConfigError} with a line for each thing that is wrong. */
export async function loadConfig({ args, env, cwd, readFile = readTextFile }: LoadOptions): Promise<LoadedConfig> {
  const flags = readFlags(args)
  if (flags.action === 'help') return { kind: 'help', text: helpText() }
  const read = async (path: string): Promise<string> => readFile(resolve(cwd, path))
  const layers = [await fileLayer(flags, env, read), await environmentLayer(env, read), flags]
  const problems = [...layers.flatMap((layer) => layer.problems), ...checkLayers(layers)]
  if (problems.length > 0) throw new ConfigError(problems)

  const { value: config, origins } = merge(layers)
  // Each value was checked by itself, and no rule of the schema is about two of them.
  if (!isConfig(config)) throw new ConfigError(['the configuration as a whole does not fit its schema'])
  const broken = brokenRules({ config, origins })
  if (broken.length > 0) throw new ConfigError(broken)
  if (flags.action === 'print') return { kind: 'print', text: `${JSON.stringify(maskedConfig(config), null, 2)}\n` }
  return { kind: 'run', config, origins, warnings: cautions({ config, origins }) }
}

type Read = (path: string) => Promise<string>

async function fileLayer(flags: Flags, env: Environment, read: Read): Promise<Layer> {
  const path = flags.file ?? env[configFileEnv]
  if (path === undefined) return { given: [], problems: [] }
  const origin = flags.file === undefined ? configFileEnv : '--config'
  if (path === '') return { given: [], problems: [`${origin}: must not be empty`] }
  try {
    return readFileLayer(path, await read(path))
  } catch (error) {
    return { given: [], problems: [`${origin}: cannot read ${path}: ${whyUnreadable(error)}`] }
  }
}

async function environmentLayer(env: Environment, read: Read): Promise<Layer> {
  const contents = new Map<string, string>()
  const problems: string[] = []
  for (const { env: name, path } of secretFilesOf(env)) {
    try {
      if (path === '') problems.push(`${name}: must not be empty`)
      else contents.set(name, await read(path))
    } catch (error) {
      // The name is not repeated: who mistakes the one variable for the other puts the secret itself here.
      problems.push(`${name}: the file that it names cannot be read: ${whyUnreadable(error)}`)
    }
  }
  const layer = readEnvironmentLayer(env, contents)
  return { given: layer.given, problems: [...problems, ...layer.problems] }
}
