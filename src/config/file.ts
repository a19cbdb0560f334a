/** The configuration file: which settings it gives, and what stands in it that is no setting. */
import { settings as ownSettings, type Setting } from '../../generated/settings.ts'
import { parseJson } from './json.ts'
import { secretFileEnv } from './settings.ts'
import { type Given, isRecord, type Layer } from './sources.ts'
import { suggestion } from './suggest.ts'

/** `name` is the file as the person named it. */
export function readFileLayer(name: string, text: string, settings: readonly Setting[] = ownSettings): Layer {
  const parsed = parseJson(text)
  if (parsed.kind === 'wrong') {
    return { given: [], problems: [`${name}:${parsed.line}:${parsed.column}: not JSON: ${parsed.problem}`] }
  }
  if (!isRecord(parsed.value)) return { given: [], problems: [`${name}: must hold one object in braces`] }
  const given: Given[] = []
  const problems: string[] = []
  const walk = (object: Readonly<Record<string, unknown>>, prefix: string): void => {
    for (const [field, value] of Object.entries(object)) {
      const key = `${prefix}${field}`
      if (!field.includes('.') && settings.some((setting) => setting.key === key)) {
        given.push({ key, value, origin: `${name}: ${key}` })
      } else if (!field.includes('.') && settings.some((setting) => setting.key.startsWith(`${key}.`))) {
        if (isRecord(value)) walk(value, `${key}.`)
        else problems.push(`${name}: ${key}: must be an object`)
      } else {
        problems.push(`${name}: ${key}: ${unknown(field, key, settings)}`)
      }
    }
  }
  walk(parsed.value, '')
  return { given, problems }
}

function unknown(field: string, key: string, settings: readonly Setting[]): string {
  if (field.includes('.') && settings.some((setting) => setting.key === key)) {
    const path = key.split('.')
    return `a key has no dots here: write ${path.map((part) => `{ "${part}": `).join('')}…${' }'.repeat(path.length)}`
  }
  const secret = settings.find((setting) => setting.secret && key === `${setting.key}_file`)
  if (secret !== undefined) {
    return `there is no such key; set ${secretFileEnv(secret)} in the environment to the name of the file`
  }
  const sections = settings.flatMap((setting) =>
    setting.key.includes('.') ? [setting.key.replace(/\.[^.]*$/, '')] : [],
  )
  const names = [...new Set([...settings.map((setting) => setting.key), ...sections])]
  return `there is no such key${suggestion(key, names) || suggestion(field, names)}`
}
