/** The reference for people: the prose of the folder, with everything that the schemas say put in its place. */
import { GeneratorError, type OutputFile, type SchemaSet } from './model.ts'
import { generatedNote } from './prose.ts'
import { type Book, bookOf, type Section } from './reference/book.ts'
import { closeCodesSection, errorCodesSection } from './reference/codes.ts'
import { contentsSection } from './reference/contents.ts'
import { pushesSection, requestsSection } from './reference/frames.ts'
import { anchorsOf, innerLinks, linesOf } from './reference/markdown.ts'
import { routesSection } from './reference/routes.ts'
import { settingsSection } from './reference/settings.ts'
import { readTemplate } from './reference/template.ts'
import { valuesSection } from './reference/values.ts'

/** Each section gets the marks of the headings inside of it, one level below the heading that it stands under. */
const writers: Readonly<Record<Section, (book: Book, heading: string) => string>> = {
  index: contentsSection,
  requests: requestsSection,
  pushes: pushesSection,
  error_codes: errorCodesSection,
  close_codes: closeCodesSection,
  routes: routesSection,
  values: valuesSection,
  settings: settingsSection,
}

export function emitReference(set: SchemaSet): OutputFile[] {
  const template = readTemplate(set)
  const present = new Set(
    template.flatMap(({ placeholder }) => (placeholder === undefined ? [] : [placeholder.section])),
  )
  const book = bookOf(set, present)
  const body = template
    .map(({ text, placeholder }) =>
      placeholder === undefined ? text : writers[placeholder.section](book, placeholder.heading) || 'None.',
    )
    .join('\n')
  refuseDanglingLinks(body, set)
  return [{ path: 'PROTOCOL.md', content: `<!-- ${generatedNote(set).replaceAll('--', '—')} -->\n\n${body.trim()}\n` }]
}

/** Prose outlives what it speaks of: a link to a code or an event that is gone is found here, not by a reader. */
function refuseDanglingLinks(body: string, set: SchemaSet): void {
  const lines = linesOf(body)
  const anchors = anchorsOf(lines)
  const missing = lines.flatMap(innerLinks).find((id) => !anchors.has(id))
  if (missing === undefined) return
  const line = linesOf(set.reference ?? '').find((one) => innerLinks(one).includes(missing))
  const place = line === undefined ? `${set.source}` : `${set.source}/reference.md:${line.number}`
  throw new GeneratorError(place, `a link leads to \`#${missing}\`, where nothing stands`)
}
