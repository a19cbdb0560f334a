/** The text of a variable or of a flag to a value, by the form of its setting. A complaint never repeats the text. */
import type { SettingForm } from '../../generated/settings.ts'
import { parseJson } from './json.ts'

export type ReadText =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'wrong'; readonly problem: string }

const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
])

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

export function readText(form: SettingForm, text: string): ReadText {
  switch (form) {
    case 'text':
      return { kind: 'value', value: text }
    case 'number': {
      const value = decimal.test(text) ? Number(text) : Number.NaN
      return Number.isFinite(value) ? { kind: 'value', value } : { kind: 'wrong', problem: 'must be a decimal number' }
    }
    case 'switch': {
      const value = switches.get(text.toLowerCase())
      return value === undefined ? { kind: 'wrong', problem: 'must be true or false' } : { kind: 'value', value }
    }
    case 'list':
      return { kind: 'value', value: readList(text, ',') }
    case 'json': {
      const parsed = parseJson(text)
      if (parsed.kind === 'value') return parsed
      return {
        kind: 'wrong',
        problem: `must be JSON (line ${parsed.line}, column ${parsed.column}: ${parsed.problem})`,
      }
    }
  }
}

/** A secret from a file: without the newline that editors put at the end; of a list, one entry a line is fine as well. */
export function readSecretFile(form: SettingForm, content: string): ReadText {
  const text = content.replace(/\r?\n$/, '')
  return form === 'list' ? { kind: 'value', value: readList(text, /[,\n]/) } : readText(form, text)
}

function readList(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
