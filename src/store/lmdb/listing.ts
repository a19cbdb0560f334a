/** Channels by name: those of the disk, and those that are in memory alone. */
import type { Head } from '../store.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'
import { headKey, subjectOf } from './keys.ts'

export interface Listing {
  readonly after: string | undefined
  readonly prefix: string | undefined
  readonly limit: number
}

/** Inboxes begin so, and are nobody’s business. */
const inbox = '@'
const afterInboxes = 'A'
const atOnce = 50

export async function listStreams(
  database: Database,
  heads: Heads,
  { after, prefix, limit }: Listing,
  /** Throws when there is nothing left to be listed from. */
  mustBeOpen: () => void,
): Promise<({ readonly stream: string } & Head)[]> {
  const matches = (name: string): boolean =>
    !name.startsWith(inbox) &&
    (after === undefined || name > after) &&
    (prefix === undefined || name.startsWith(prefix))
  const names = new Set(firstOf(heads.fleeting(), matches, limit))
  // Those may come after the last one that fits: as many from the disk are wanted in any case.
  let found = 0
  let start = prefix !== undefined && (after === undefined || prefix > after) ? headKey(prefix) : behind(after ?? '')
  while (found < limit) {
    const page = namesFrom(database, start)
    for (const name of page) {
      if (!matches(name) || found >= limit) continue
      names.add(name)
      found++
    }
    const last = page.at(-1)
    if (last === undefined || (prefix !== undefined && !last.startsWith(prefix) && last > prefix)) break
    start = last.startsWith(inbox) ? headKey(afterInboxes) : behind(last)
    await new Promise((resolve) => setImmediate(resolve))
    mustBeOpen()
  }
  return [...names]
    .sort()
    .slice(0, limit)
    .map((stream) => ({ stream, ...heads.get(stream).head }))
}

/** The first so many in order, without ordering all of them. */
function firstOf(streams: Iterable<{ readonly name: string }>, matches: (name: string) => boolean, most: number) {
  let names: string[] = []
  let last: string | undefined
  for (const { name } of streams) {
    if ((last !== undefined && name > last) || !matches(name)) continue
    names.push(name)
    if (names.length < 2 * most + atOnce) continue
    names = names.sort().slice(0, most)
    last = names.at(-1)
  }
  return names.sort().slice(0, most)
}

function behind(name: string): Buffer {
  return Buffer.concat([headKey(name), Buffer.from([0])])
}

function namesFrom(database: Database, start: Buffer): string[] {
  const names: string[] = []
  for (const { key } of database.getRange({ start, end: Buffer.from([2]), limit: atOnce })) {
    const subject = subjectOf(key)
    if (subject?.kind === 'head') names.push(subject.stream)
  }
  return names
}
