/** The codes that the server says, with what they mean and what to do about each. */
import {
  type CloseCodeEntry,
  type ClosePolicy,
  type CloseRange,
  documentsOf,
  type PeerClose,
  type SchemaDocument,
} from '../model.ts'
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
      const { codes, ranges, peers } = document.role
      const used = (['stop', 'reconnect', 'resume'] as const).filter((policy) =>
        [...codes, ...ranges].some((entry) => entry.policy === policy),
      )
      return paragraphs(
        introduction(document),
        codeTable(codes),
        used.map((policy) => `- **${policy}**: ${policyWords[policy]}.`).join('\n'),
        rangeTable(ranges),
        peerTable(peers),
      )
    }),
  )
}

function codeTable(codes: readonly CloseCodeEntry[]): string {
  return table(
    ['Code', 'Name', 'Policy', 'Meaning', 'What to do'],
    codes.map((entry) => [
      `${anchor(`close-${entry.code}`)}${entry.code}`,
      code(entry.name),
      `**${entry.policy}**`,
      entry.meaning,
      entry.action,
    ]),
  )
}

function rangeTable(ranges: readonly CloseRange[]): string | undefined {
  if (ranges.length === 0) return undefined
  return paragraphs(
    `${anchor('close-ranges')}A code that is not in this list has the policy of its range:`,
    table(
      ['Codes', 'Policy', 'Meaning'],
      ranges.map(({ from, to, policy, meaning }) => [`${from}–${to}`, `**${policy}**`, meaning]),
    ),
  )
}

function peerTable(peers: readonly PeerClose[]): string | undefined {
  if (peers.length === 0) return undefined
  return paragraphs(
    'A connection can also end with a code that the server has not said:',
    table(
      ['Code', 'Name', 'Meaning'],
      peers.map((peer) => [String(peer.code), code(peer.name), peer.meaning]),
    ),
  )
}

function introduction(document: SchemaDocument): string {
  return paragraphs(anchor(anchorOf(document)), descriptionOf(document.schema))
}
