/** The name that was probably meant. */

const longest = 100

/** `limits.max_channels` for `limits.max_chanels`, `MAX_CHANNELS` or `maxChannels`; undefined when nothing is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest) return undefined
  const wanted = fold(word)
  if (wanted === '') return undefined
  const same = candidates.find((candidate) => fold(candidate) === wanted)
  if (same !== undefined) return same
  const ending = candidates.filter((candidate) => wanted.length >= 5 && fold(candidate).endsWith(wanted))
  if (ending.length > 0) return ending.reduce((best, one) => (one.length < best.length ? one : best))
  const most = Math.min(3, Math.floor(wanted.length / 3))
  let found: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate))
    if (distance <= most && distance < (found?.distance ?? Number.POSITIVE_INFINITY)) found = { candidate, distance }
  }
  return found?.candidate
}

/** `; did you mean "--port"?`, or nothing. `prefix` is what all the candidates are written with. */
export function suggestion(word: string, candidates: readonly string[], prefix = ''): string {
  const found = nearest(word, candidates)
  return found === undefined ? '' : `; did you mean "${prefix}${found}"?`
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '')
}

/** Insertions, deletions, replacements, and two neighbours changed over, each counted as one. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(before, j - 2) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
