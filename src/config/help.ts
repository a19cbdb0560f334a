/** What `serve --help` prints: every setting with its flag, its variable and its default, made from the settings. */
import { settings as ownSettings, type Setting, type SettingForm } from '../../generated/settings.ts'
import { configFileEnv } from './environment.ts'
import { secretFileEnv } from './settings.ts'

export const helpWidth = 100

const placeholders: Readonly<Record<SettingForm, string>> = {
  text: 'TEXT',
  number: 'N',
  switch: '',
  list: 'A,B,…',
  json: 'JSON',
}

/** The first that fits decides. */
const groups: readonly { readonly title: string; readonly holds: (setting: Setting) => boolean }[] = [
  { title: 'Limits', holds: ({ key }) => key.startsWith('limits.') },
  { title: 'Shutdown', holds: ({ key }) => key.startsWith('drain_') },
  {
    title: 'Security',
    holds: ({ key, secret }) => secret || /^(?:jwt|jwks|token|tls|api|allowed|trusted)(?:_|$)/.test(key),
  },
  { title: 'Logs', holds: ({ key }) => key.startsWith('log_') },
  { title: 'General', holds: () => true },
]

const order = ['General', 'Security', 'Logs', 'Shutdown', 'Limits']

export function helpText(settings: readonly Setting[] = ownSettings): string {
  const titleOf = (setting: Setting): string => groups.find(({ holds }) => holds(setting))?.title ?? ''
  const sections = order.map((title) => {
    const entries = settings.filter((setting) => titleOf(setting) === title).map(settingHelp)
    return entries.length === 0 ? '' : `${title}\n${entries.join('')}`
  })
  return [introduction, ...sections.filter((section) => section !== '')].join('\n')
}

const introduction = [
  'Usage: pactwire serve [--config FILE] [flag …]\n\n',
  paragraph(
    'Starts the server. Without any configuration it listens on 127.0.0.1 in development mode, where everybody is who they say they are; to listen anywhere else it wants authentication configured.',
    0,
  ),
  '\n',
  paragraph(
    'Each setting can stand in the configuration file, in the environment and on the command line: flags override the environment, and the environment overrides the file. In the file, `--limits-max-channels` is "max_channels" in "limits". Unknown names and wrong values are refused. Paths are relative to the working directory.',
    0,
  ),
  '\n',
  entry('--config FILE', 'The configuration file: JSON, with // and /* */ comments.', `environment ${configFileEnv}`),
  entry(
    '--print-config',
    'Checks the configuration and prints what is in effect, secrets masked, instead of starting.',
  ),
  entry('--help, -h', 'Prints this.'),
].join('')

function settingHelp(setting: Setting): string {
  const fallback = defaultText(setting.default)
  if (setting.secret) {
    const advice = `Or ${secretFileEnv(setting)} names a file. A secret is no flag, because others can read flags`
    return entry(setting.env, setting.description, advice + fallback)
  }
  return entry(usage(setting), setting.description, `environment ${setting.env}${fallback}`)
}

function usage({ key, flag, form }: Setting): string {
  if (form === 'switch') return `${flag}, ${flag.replace('--', '--no-')}`
  if (form === 'text' && /_(?:file|dir)$/.test(key)) return flag + (key.endsWith('_dir') ? ' DIR' : ' FILE')
  return `${flag} ${placeholders[form]}`
}

function defaultText(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return ''
  return `; default ${typeof value === 'string' ? value : JSON.stringify(value)}`
}

function entry(head: string, ...paragraphs: string[]): string {
  return `  ${head}\n${paragraphs.map((text) => paragraph(text, 6)).join('')}`
}

/** Wrapped at the width of the help; a word that is longer than a line stays whole. */
function paragraph(text: string, indent: number): string {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= helpWidth) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(`${margin}${word}`)
  }
  return `${lines.join('\n')}\n`
}
