/** The environment: which settings it gives, and which `PACTWIRE_*` variables are none. */
import { settings as ownSettings, type Setting } from '../../generated/settings.ts'
import { secretFileEnv, shown } from './settings.ts'
import type { Given, Layer } from './sources.ts'
import { suggestion } from './suggest.ts'
import { type ReadText, readSecretFile, readText } from './text.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const prefix = 'PACTWIRE_'

/** Names the configuration file. */
export const configFileEnv = 'PACTWIRE_CONFIG'

/** Variables of ours that are no settings. */
const others: readonly string[] = [configFileEnv, 'PACTWIRE_DEBUG']

/** A secret that is to be read from a file. */
export interface SecretFile {
  readonly key: string
  readonly env: string
  readonly path: string
}

export function secretFilesOf(env: Environment, settings: readonly Setting[] = ownSettings): SecretFile[] {
  return settings.flatMap((setting) => {
    const name = secretFileEnv(setting)
    const path = setting.secret ? env[name] : undefined
    return path === undefined ? [] : [{ key: setting.key, env: name, path }]
  })
}

/** `contents` are the files of `secretFilesOf` that could be read, by the name of their variable. */
export function readEnvironmentLayer(
  env: Environment,
  contents: ReadonlyMap<string, string>,
  settings: readonly Setting[] = ownSettings,
): Layer {
  const given: Given[] = []
  const problems = unknownVariables(env, settings)
  const add = (setting: Setting, origin: string, text: string, read: ReadText): void => {
    if (read.kind === 'value') given.push({ key: setting.key, value: read.value, origin })
    else problems.push(`${origin}: ${read.problem}${shown(setting, text)}`)
  }
  for (const setting of settings) {
    const text = env[setting.env]
    const file = secretFileEnv(setting)
    const content = setting.secret ? contents.get(file) : undefined
    if (setting.secret && text !== undefined && env[file] !== undefined) {
      problems.push(`${setting.env} and ${file}: are both set; unset one of them`)
    } else if (text !== undefined) {
      add(setting, setting.env, text, readText(setting.form, text))
    } else if (content !== undefined) {
      add(setting, file, content, readSecretFile(setting.form, content))
    }
  }
  return { given, problems }
}

function unknownVariables(env: Environment, settings: readonly Setting[]): string[] {
  const files = settings.flatMap((setting) => (setting.secret ? [secretFileEnv(setting)] : []))
  const known = [...settings.map((setting) => setting.env), ...files, ...others]
  const set = Object.keys(env).filter(
    (name) => name.startsWith(prefix) && env[name] !== undefined && !known.includes(name),
  )
  const links = set.filter((name) => serviceLink.test(name))
  const rest = set.filter((name) => !serviceLink.test(name))
  const names = known.map((name) => name.slice(prefix.length))
  return [
    ...links.slice(0, 1).map((name) => `${name}: ${kubernetesAdvice}`),
    ...rest.map((name) => `${name}: there is no such setting${suggestion(name.slice(prefix.length), names, prefix)}`),
  ]
}

/** What Kubernetes puts into the environment of every pod when there is a service named `pactwire`. */
const serviceLink = /^PACTWIRE_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_(?:TCP|UDP|SCTP))(?:_|$)/

const kubernetesAdvice =
  'comes from Kubernetes, for a service named "pactwire", and so does a PACTWIRE_PORT that begins with tcp://; set `enableServiceLinks: false` in the pod, or give the service another name'
