/** What there is, by kind, each with a link: the index at the top of the reference. */
import { documentsOf } from '../model.ts'
import { descriptionOf, summaryOf } from '../prose.ts'
import type { Book, Section } from './book.ts'
import { pushesOf, replyTo, requestsOf } from './frames.ts'
import { code, paragraphs, table } from './markdown.ts'
import { routesOf } from './routes.ts'

export function contentsSection(book: Book): string {
  return paragraphs(requestTable(book), pushTable(book), routeTable(book), codeLines(book))
}

function requestTable(book: Book): string | undefined {
  const requests = book.sections.has('requests') ? requestsOf(book) : []
  if (requests.length === 0) return undefined
  const rows = requests.map((request) => {
    const reply = replyTo(request, book)
    return [
      book.link(request),
      reply === undefined ? code(request.role.reply) : book.link(reply),
      summaryOf(descriptionOf(request.schema)),
    ]
  })
  return table(['The client asks', 'and is answered', 'which'], rows)
}

function pushTable(book: Book): string | undefined {
  const pushes = book.sections.has('pushes') ? pushesOf(book) : []
  if (pushes.length === 0) return undefined
  return table(
    ['The server says unasked', 'when'],
    pushes.map((push) => [book.link(push), summaryOf(descriptionOf(push.schema))]),
  )
}

function routeTable(book: Book): string | undefined {
  const routes = book.sections.has('routes') ? routesOf(book) : []
  if (routes.length === 0) return undefined
  return table(
    ['Over HTTP', 'which'],
    routes.map((route) => [
      `[${code(`${route.role.method} ${route.role.path}`)}](#route-${route.name})`,
      summaryOf(descriptionOf(route.schema)),
    ]),
  )
}

function codeLines(book: Book): string | undefined {
  const has = (section: Section) => book.sections.has(section)
  const errors = has('error_codes') ? documentsOf(book.set, 'error_codes').flatMap(({ role }) => role.codes) : []
  const closes = has('close_codes') ? documentsOf(book.set, 'close_codes').flatMap(({ role }) => role.codes) : []
  const values = has('values') ? book.values.filter(({ section }) => section === 'values') : []
  const lines = [
    ...(errors.length === 0 ? [] : [`- Error codes: ${errors.map((entry) => book.linkError(entry.code)).join(', ')}`]),
    ...(closes.length === 0
      ? []
      : [`- Close codes: ${closes.map((entry) => `[${entry.code}](#close-${entry.code})`).join(', ')}`]),
    ...(values.length === 0 ? [] : [`- Values: ${values.map(({ id }) => `[${code(id)}](#value-${id})`).join(', ')}`]),
  ]
  return lines.join('\n')
}
