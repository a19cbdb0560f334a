/** The prose that the reference is built around: placeholders on lines of their own, anything else as it stands. */
import { documentsOf, GeneratorError, type SchemaSet } from '../model.ts'
import { type Section, sections } from './book.ts'
import { type Line, linesOf } from './markdown.ts'

export interface Placeholder {
  readonly section: Section
  /** The marks of a heading one level below the one that the placeholder stands under. */
  readonly heading: string
}

export interface TemplateLine extends Line {
  readonly placeholder?: Placeholder
}

export function readTemplate(set: SchemaSet): TemplateLine[] {
  const seen = new Map<Section, number>()
  let level = 1
  return linesOf(set.reference ?? defaultTemplate(set)).map((line): TemplateLine => {
    if (!line.prose) return line
    level = /^(#{1,5})\s/.exec(line.text)?.[1]?.length ?? level
    const word = /^\s*<!--\s*([a-z_]+)\s*-->\s*$/.exec(line.text)?.[1]
    if (word === undefined) return line
    const section = sections.find((one) => one === word)
    const place = `${set.source}/reference.md:${line.number}`
    if (section === undefined)
      throw new GeneratorError(place, `\`<!-- ${word} -->\` is no placeholder; there are ${sections.join(', ')}`)
    const first = seen.get(section)
    if (first !== undefined) throw new GeneratorError(place, `\`<!-- ${word} -->\` stands in line ${first} already`)
    seen.set(section, line.number)
    return { ...line, placeholder: { section, heading: '#'.repeat(level + 1) } }
  })
}

const titles: readonly (readonly [Section, string])[] = [
  ['requests', 'Requests'],
  ['pushes', 'Pushes'],
  ['error_codes', 'Error codes'],
  ['close_codes', 'Close codes'],
  ['routes', 'HTTP API'],
  ['values', 'Values'],
  ['settings', 'Settings'],
]

/** For a folder without prose: a title, and of everything that there is a section. */
function defaultTemplate(set: SchemaSet): string {
  const protocol = documentsOf(set, 'protocol')[0]?.role
  const kinds = new Set(set.documents.map(({ role }) => role.kind))
  const present: Readonly<Record<Section, boolean>> = {
    index: true,
    requests: kinds.has('request'),
    pushes: kinds.has('push') || kinds.has('error'),
    error_codes: kinds.has('error_codes'),
    close_codes: kinds.has('close_codes'),
    routes: kinds.has('route'),
    values: kinds.has('value'),
    settings: kinds.has('settings'),
  }
  const where =
    protocol === undefined
      ? []
      : [
          `Version ${protocol.version}. WebSocket at \`${protocol.path}\`${protocol.subprotocol === undefined ? '' : `, subprotocol \`${protocol.subprotocol}\``}.`,
        ]
  return [
    `# ${protocol?.title ?? set.source}`,
    ...(protocol === undefined ? [] : [protocol.description]),
    ...where,
    '<!-- index -->',
    ...titles.flatMap(([section, title]) => (present[section] ? [`## ${title}`, `<!-- ${section} -->`] : [])),
  ].join('\n\n')
}
