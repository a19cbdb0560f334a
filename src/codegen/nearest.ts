/** What somebody may have meant who wrote a name that does not exist. */

/** The one of the names that is at most two slips away from what was written: a letter wrong, missing, added or swapped. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.min(2, Math.floor(written.length / 3)) + 1
  for (const name of names) {
    const slips = distance(written.toLowerCase(), name.toLowerCase())
    if (slips < least) {
      best = name
      least = slips
    }
  }
  return best
}

/** ` (did you mean X?)` to put behind a complaint, or nothing. */
export function suggestion(written: string, names: Iterable<string>): string {
  const meant = nearest(written, names)
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`
}

function distance(a: string, b: string): number {
  // Only near names matter, so that a long text costs nothing.
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY
}
