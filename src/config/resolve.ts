/** The configuration from a program, as it would stand in a file: checked by the same rules, with the same words. */
import type { Config } from '../../generated/types.ts'
import { checkLayers, isConfig } from './check.ts'
import { ConfigError } from './error.ts'
import { readFileLayer } from './file.ts'
import { brokenRules } from './rules.ts'
import { merge } from './sources.ts'

/** Everything may be left out; what is given must be whole. */
export type GivenConfig = Partial<Omit<Config, 'limits' | 'channels'>> & {
  readonly limits?: Partial<Config['limits']>
  readonly channels?: readonly (Pick<Config['channels'][number], 'pattern'> & Partial<Config['channels'][number]>)[]
}

/** @throws {ConfigError} with a line for each thing that is wrong. */
export function resolveConfig(given: GivenConfig, place = 'config'): Config {
  const layers = [readFileLayer(place, JSON.stringify(given))]
  const problems = [...layers.flatMap((layer) => layer.problems), ...checkLayers(layers)]
  if (problems.length > 0) throw new ConfigError(problems)
  const { value: config, origins } = merge(layers)
  if (!isConfig(config)) throw new ConfigError([`${place}: does not fit its schema`])
  const broken = brokenRules({ config, origins })
  if (broken.length > 0) throw new ConfigError(broken)
  return config
}
