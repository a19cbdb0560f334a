/** Looks through everything: pages, checksums, and that all parts agree with one another. */
import { seedOf } from './checksum.ts'
import type { Complain } from './contents.ts'
import { decodeHead } from './records.ts'
import { type Progress, records, type View } from './viewing.ts'

export interface Verdict {
  readonly streams: number
  readonly messages: number
  readonly receipts: number
  readonly members: number
  readonly problems: number
}

const kinds = ['head', 'entry', 'receipt', 'member', 'membership', 'seen', 'own'] as const

export async function verify(view: View, complain: Complain, progress: Progress): Promise<Verdict> {
  const { path } = view.file
  let problems = 0
  const found = { streams: 0, messages: 0, receipts: 0, members: 0 }
  const report: Complain = (line) => {
    problems++
    complain(line)
  }
  /** Where each stream begins, by its name: what lies before has only not been cleared away yet. */
  const begins = new Map<string, number>()
  // Sums of all pairs, one for each direction: they are equal when the pairs are.
  const pairs = { member: 0, membership: 0 }
  let last = { stream: '', offset: 0 }
  for await (const { subject, key, value } of records(view, kinds, report, progress)) {
    switch (subject.kind) {
      case 'head': {
        const head = decodeHead(key, value)
        if (head !== undefined) begins.set(subject.stream, head.first)
        found.streams++
        break
      }
      case 'entry': {
        found.messages++
        const { stream, offset } = subject
        const first = begins.get(stream)
        if (stream === last.stream) {
          const missing = offset - Math.max(last.offset + 1, first ?? 1)
          if (missing > 0) report(`${path}: ${missing} messages before ${offset} of the stream ${stream} are missing`)
        } else if (first === undefined) report(`${path}: the stream ${stream} has messages and no head`)
        last = subject
        break
      }
      case 'receipt':
        found.receipts++
        break
      case 'member':
      case 'membership':
        if (subject.kind === 'member') found.members++
        pairs[subject.kind] = (pairs[subject.kind] + seedOf(`${subject.channel}\n${subject.user}`)) % 2 ** 48
        break
      default:
    }
  }
  if (pairs.member !== pairs.membership)
    report(`${path}: the members of channels and the channels of members do not agree`)
  return { ...found, problems }
}
