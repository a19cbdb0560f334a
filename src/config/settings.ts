/** The settings by their key, and how a message names one: with its name in the file and in the environment. */
import { nestedSecrets, type Setting, settings } from '../../generated/settings.ts'
import { cut } from '../log/escape.ts'

export const byKey: ReadonlyMap<string, Setting> = new Map(settings.map((setting) => [setting.key, setting]))

/** `jwt_secret (PACTWIRE_JWT_SECRET)`: what somebody who has to set it needs to know. */
export function named(key: string): string {
  const setting = byKey.get(key)
  if (setting === undefined) throw new TypeError(`there is no setting named ${key}`)
  return `${key} (${setting.env})`
}

/** Where a secret is read from when its variable names a file instead of holding it. */
export function secretFileEnv(setting: Setting): string {
  return `${setting.env}_FILE`
}

/** Why a secret is not taken from the command line, and where it goes instead. */
export function secretAdvice(setting: Setting): string {
  return `a secret is no flag, because everybody on the machine can read the flags of a process; set ${setting.env}, or ${secretFileEnv(setting)} to the name of a file that holds it`
}

/** What was given instead, for the end of a complaint: where it can help, and where it can be no secret. */
export function shown(setting: Setting | undefined, value: unknown): string {
  if (setting === undefined || setting.secret || Object.hasOwn(nestedSecrets, setting.key)) return ''
  if (typeof value === 'object' && value !== null) return ''
  return `, not ${cut(JSON.stringify(value), 64)}`
}
