/** Everything in a database in the order of its keys, as far as it is what was written; what is not is reported. */
import { seedOf } from './checksum.ts'
import { timeOf } from './entries.ts'
import { type Subject, subjectOf } from './keys.ts'
import type { Meta } from './meta.ts'
import { checkFree, type PageFile, PageMap, walk } from './pages.ts'
import { decodeHead, decodeNumber, decodeReceipt, unseal } from './records.ts'

export interface Content {
  readonly subject: Subject
  readonly key: Buffer
  readonly value: Buffer
}

/** One line: where, and what is wrong there. */
export type Complain = (line: string) => void

/** Page by page, so that whoever takes long may rest in between. */
export function* contents(file: PageFile, meta: Meta, complain: Complain): Generator<readonly Content[]> {
  const map = new PageMap(meta.lastPage + 1)
  const report = (page: number, problem: string): void => complain(`${file.path}: page ${page} ${problem}`)
  const whole = new Wholeness()
  for (const leaves of walk({ file, meta, tree: meta.main, map, report, depth: 'leaves' })) {
    const page: Content[] = []
    for (const { key, value } of leaves) {
      const subject = subjectOf(key)
      if (subject !== undefined && whole.holds(subject, key, value)) page.push({ subject, key, value })
      else
        complain(
          `${file.path}: ${subject === undefined ? 'an entry of an unknown kind' : `${describe(subject)} has a wrong checksum`}`,
        )
    }
    yield page
  }
  checkFree({ file, meta, map, report })
}

/** What makes LMDB read out of bounds, in the few pages that lead to all others. */
export function checkBranches(file: PageFile, meta: Meta, complain: Complain): void {
  const map = new PageMap(meta.lastPage + 1)
  const report = (page: number, problem: string): void => complain(`${file.path}: page ${page} ${problem}`)
  for (const _ of walk({ file, meta, tree: meta.main, map, report, depth: 'branches' })) {
    // Nothing comes of it but complaints.
  }
  checkFree({ file, meta, map, report })
}

class Wholeness {
  #stream = ''
  #seed = seedOf('')

  holds(subject: Subject, key: Buffer, value: Buffer): boolean {
    switch (subject.kind) {
      case 'entry':
        return timeOf(value, value.length, { seed: this.#seedOf(subject.stream), offset: subject.offset }) !== undefined
      case 'head':
        return decodeHead(key, value) !== undefined
      case 'receipt':
        return decodeReceipt(key, value) !== undefined
      case 'seen':
        return decodeNumber(key, value) !== undefined
      default:
        return unseal(key, value) !== undefined
    }
  }

  #seedOf(stream: string): number {
    if (stream !== this.#stream) {
      this.#stream = stream
      this.#seed = seedOf(stream)
    }
    return this.#seed
  }
}

function describe(subject: Subject): string {
  switch (subject.kind) {
    case 'entry':
      return `message ${subject.offset} of the stream ${subject.stream}`
    case 'head':
      return `the head of the stream ${subject.stream}`
    case 'receipt':
      return `a receipt of ${subject.scope === '' ? 'the server' : subject.scope} in the stream ${subject.stream}`
    case 'member':
    case 'membership':
      return `the membership of ${subject.user} in ${subject.channel}`
    case 'seen':
      return `how far ${subject.user} has seen their inbox`
    case 'own':
      return 'a number of the store itself'
  }
}
