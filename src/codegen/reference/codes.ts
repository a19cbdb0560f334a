/** The codes that the server says, with what they mean and what to do about each. */
import { type ClosePolicy, documentsOf, type SchemaDocument } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import { anchorOf, type Book } from './book.ts'
import { anchor, code, paragraphs, table } from './markdown.ts'

export function errorCodesSection(book: Book): string {
  const overHttp = documentsOf(book.set, 'route').length > 0
  return paragraphs(
    ...documentsOf(book.set, 'error_codes').map((document) =>
      paragraphs(
        introduction(document),
        table(
          ['Code', ...(overHttp ? ['HTTP'] : []), 'Retry', 'Meaning', 'What to do'],
          document.role.codes.map((entry) => [
            `${anchor(`error-${entry.code}`)}${code(entry.code)}`,
            ...(overHttp ? [String(entry.status)] : []),
            entry.retryable ? 'yes' : 'no',
            entry.meaning,
            entry.action,
          ]),
        ),
        'Retry: whether the same request can succeed later without being changed.',
      ),
    ),
  )
}

const policyWords: Readonly<Record<ClosePolicy, string>> = {
  stop: 'do not come back as you are; something has to change first',
  reconnect: 'connect again, after a random wait',
  resume: 'connect again, after a random wait, and recover what was missed',
}

export function closeCodesSection(book: Book): string {
  return paragraphs(
    ...documentsOf(book.set, 'close_codes').map((document) => {
      const { codes } = document.role
      const used = (['stop', 'reconnect', 'resume'] as const).filter((policy) =>
        codes.some((entry) => entry.policy === policy),
      )
      return paragraphs(
        introduction(document),
        table(
          ['Code', 'Name', 'Policy', 'Meaning', 'What to do'],
          codes.map((entry) => [
            `${anchor(`close-${entry.code}`)}${entry.code}`,
            code(entry.name),
            `**${entry.policy}**`,
            entry.meaning,
            entry.action,
          ]),
        ),
        used.map((policy) => `- **${policy}**: ${policyWords[policy]}.`).join('\n'),
      )
    }),
  )
}

function introduction(document: SchemaDocument): string {
  return paragraphs(anchor(anchorOf(document)), descriptionOf(document.schema))
}
