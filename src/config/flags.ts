/** The command line of `serve`: which settings it gives, and what else is asked for. */
import { parseArgs } from 'node:util'
import { nestedSecrets, settings as ownSettings, type Setting } from '../../generated/settings.ts'
import { secretAdvice, shown } from './settings.ts'
import { type Given, isRecord, type Layer } from './sources.ts'
import { suggestion } from './suggest.ts'
import { readText } from './text.ts'

export interface Flags extends Layer {
  readonly action: 'run' | 'print' | 'help'
  /** `--config`. */
  readonly file: string | undefined
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly index: number
  readonly value: string | undefined
  readonly inline: boolean
}

export function readFlags(args: readonly string[], settings: readonly Setting[] = ownSettings): Flags {
  const problems: string[] = []
  const values = new Map<string, Given>()
  let action: Flags['action'] = 'run'
  let file: string | undefined

  const give = (setting: Setting, token: OptionToken, text: string): void => {
    const read = readText(setting.form, text)
    const before = values.get(setting.key)
    if (read.kind === 'wrong') problems.push(`${token.rawName}: ${read.problem}${shown(setting, text)}`)
    else if (before === undefined)
      values.set(setting.key, { key: setting.key, value: read.value, origin: setting.flag })
    else if (Array.isArray(before.value) && Array.isArray(read.value) && setting.form === 'list') {
      values.set(setting.key, { ...before, value: [...before.value, ...read.value] })
    } else problems.push(`${token.rawName}: is given twice`)
    if (read.kind === 'value') problems.push(...secretsOnCommandLine(setting, read.value))
  }

  const readOption = (token: OptionToken): void => {
    const { name, rawName, value } = token
    if (name === 'help' || name === 'h' || name === 'print-config') {
      if (value !== undefined) problems.push(`${rawName}: takes no value`)
      else if (action !== 'help') action = name === 'print-config' ? 'print' : 'help'
      return
    }
    const setting = settings.find(({ flag }) => flag === rawName)
    const negated = settings.find(({ flag, form }) => form === 'switch' && rawName === flag.replace('--', '--no-'))
    if (setting?.secret) {
      problems.push(`${rawName}: ${secretAdvice(setting)}`)
    } else if (setting?.form === 'switch') {
      give(setting, token, value ?? 'true')
    } else if (setting !== undefined || rawName === '--config') {
      if (value === undefined) problems.push(`${rawName}: needs a value`)
      else if (!token.inline && value.startsWith('--')) {
        problems.push(`${rawName}: needs a value; if it begins with "--", write ${rawName}=…`)
      } else if (setting !== undefined) give(setting, token, value)
      else if (file !== undefined) problems.push(`${rawName}: is given twice`)
      else file = value
    } else if (negated !== undefined) {
      if (value === undefined) give(negated, token, 'false')
      else problems.push(`${rawName}: takes no value; write ${negated.flag}=false or ${rawName}`)
    } else {
      problems.push(`${rawName}: ${unknownFlag(rawName, settings)}`)
    }
  }

  // After a flag that is not known, what follows may be its value, and nothing more is to be said about it.
  let valueMayFollow = -1
  for (const token of tokensOf(args, settings)) {
    if (token.kind === 'option') {
      if (token.index === valueMayFollow - 1) continue
      const known = problems.length
      readOption({ ...token, inline: token.inlineValue ?? false })
      if (problems.length > known && token.value === undefined) valueMayFollow = token.index + 1
    } else if (token.index !== valueMayFollow) {
      // What it says is not repeated: it may be a piece of a secret.
      problems.push(
        `argument ${token.index + 1}: is not a flag; flags begin with "--", and a value with spaces needs quotes`,
      )
    }
  }
  return { action, file, given: [...values.values()], problems }
}

function tokensOf(args: readonly string[], settings: readonly Setting[]) {
  const options = Object.fromEntries([
    ...settings.map(({ flag, form }) => [flag.slice(2), { type: form === 'switch' ? 'boolean' : 'string' } as const]),
    ['config', { type: 'string' } as const],
    ['print-config', { type: 'boolean' } as const],
    ['help', { type: 'boolean', short: 'h' } as const],
  ])
  // Not strict: its complaints would stop at the first one, and repeat what was given.
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

function unknownFlag(rawName: string, settings: readonly Setting[]): string {
  const secret = settings.find((setting) => setting.secret && rawName === `${setting.flag}-file`)
  if (secret !== undefined) return `there is no such flag; ${secretAdvice(secret)}`
  const known = [
    ...settings.filter(({ secret }) => !secret).map(({ flag }) => flag.slice(2)),
    'config',
    'print-config',
    'help',
  ]
  return `there is no such flag${suggestion(rawName.replace(/^-+/, ''), known, '--')}; --help lists all`
}

/** The secrets inside of a list that is given as a flag. */
function secretsOnCommandLine(setting: Setting, value: unknown): string[] {
  const names = Object.hasOwn(nestedSecrets, setting.key) ? (nestedSecrets[setting.key] ?? []) : []
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) =>
    names
      .filter((name) => isRecord(item) && Object.hasOwn(item, name))
      .map(
        (name) =>
          `${setting.flag}[${index}].${name}: a secret is no flag, because everybody on the machine can read the flags of a process; give it in the configuration file or in ${setting.env}`,
      ),
  )
}
