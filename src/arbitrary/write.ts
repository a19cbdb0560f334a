/** Texts out of the tree of a regular expression, of a length that is wished for. */

import type { Regex } from '../codegen/regex.ts'
import type { Chance } from './chance.ts'

interface Lengths {
  readonly least: number
  readonly most: number
}

/** How many code points what a tree matches has; an expression that is not anchored may have more around it. */
export function lengthsOf(tree: Regex): Lengths {
  switch (tree.kind) {
    case 'sign':
      return { least: 1, most: 1 }
    case 'edge':
    case 'open':
      return { least: 0, most: 0 }
    case 'sequence':
      return tree.parts
        .map(lengthsOf)
        .reduce((sum, one) => ({ least: sum.least + one.least, most: sum.most + one.most }), {
          least: 0,
          most: 0,
        })
    case 'choice': {
      const all = tree.options.map(lengthsOf)
      return { least: Math.min(...all.map(({ least }) => least)), most: Math.max(...all.map(({ most }) => most)) }
    }
    case 'repeat': {
      const { least, most } = lengthsOf(tree.part)
      return { least: least * tree.least, most: most === 0 || tree.most === 0 ? 0 : most * tree.most }
    }
  }
}

/**
 * A text that the expression matches, with about as many code points as wished. Where it may begin or end with anything,
 * the rest is filled up with `filler`.
 */
export function writeMatching(tree: Regex, length: number, chance: Chance, filler: (length: number) => string): string {
  const option = tree.kind === 'choice' ? pickOption(tree.options, length, chance, true) : tree
  if (option.kind === 'choice') return writeMatching(option, length, chance, filler)
  const parts = option.kind === 'sequence' ? option.parts : [option]
  const before = parts[0]?.kind !== 'edge'
  const after = parts.at(-1)?.kind !== 'edge'
  const { least, most } = lengthsOf(option)
  const open = before || after
  const core = open ? Math.min(length, most, least + chance.few(4)) : length
  const rest = open ? Math.max(0, length - Math.max(core, least)) : 0
  const front = before && after ? chance.integer(0, rest) : before ? rest : 0
  return filler(front) + write(option, core, chance) + filler(rest - front)
}

function write(tree: Regex, length: number, chance: Chance): string {
  switch (tree.kind) {
    case 'sign':
      return signOf(tree.ranges, chance)
    case 'edge':
    case 'open':
      return ''
    case 'choice':
      return write(pickOption(tree.options, length, chance, false), length, chance)
    case 'sequence':
      return spread(tree.parts, length, chance)
    case 'repeat': {
      const { part } = tree
      if (part.kind === 'sign') {
        const count = Math.min(tree.most, Math.max(tree.least, length))
        return Array.from({ length: count }, () => signOf(part.ranges, chance)).join('')
      }
      const { least, most } = lengthsOf(part)
      const floor = Math.max(tree.least, most === 0 ? 0 : Math.ceil(length / most))
      const ceiling = Math.min(tree.most, least === 0 ? Math.max(floor, length) : Math.floor(length / least))
      const count = Math.max(tree.least, Math.min(chance.integer(floor, ceiling), length + tree.least))
      return spread(
        Array.from({ length: count }, () => part),
        length,
        chance,
      )
    }
  }
}

/** Each part gets what it needs at least; what is left goes to those that can take it. */
function spread(parts: readonly Regex[], length: number, chance: Chance): string {
  const bounds = parts.map(lengthsOf)
  const lengths = bounds.map(({ least }) => least)
  let left = length - lengths.reduce((sum, one) => sum + one, 0)
  const elastic = chance.shuffled([...bounds.keys()].filter((at) => (bounds[at]?.most ?? 0) > (bounds[at]?.least ?? 0)))
  for (const [rank, at] of elastic.entries()) {
    if (left <= 0) break
    const room = (bounds[at]?.most ?? 0) - (bounds[at]?.least ?? 0)
    const after = elastic
      .slice(rank + 1)
      .reduce((sum, one) => sum + (bounds[one]?.most ?? 0) - (bounds[one]?.least ?? 0), 0)
    const more = chance.integer(Math.max(0, left - after), Math.min(room, left))
    lengths[at] = (lengths[at] ?? 0) + more
    left -= more
  }
  return parts.map((part, at) => write(part, lengths[at] ?? 0, chance)).join('')
}

function pickOption(options: readonly Regex[], length: number, chance: Chance, mayHaveMore: boolean): Regex {
  const fitting = options.filter((option) => {
    const { least, most } = lengthsOf(option)
    return least <= length && (length <= most || mayHaveMore)
  })
  return chance.pick(fitting.length > 0 ? fitting : options) ?? { kind: 'open' }
}

function signOf(ranges: readonly (readonly [number, number])[], chance: Chance): string {
  const [from, to] = chance.pick(ranges) ?? [97, 97]
  const code = chance.heads(0.2) ? (chance.heads() ? from : to) : chance.integer(from, to)
  // Halves of pairs cannot be sent as UTF-8.
  return String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? from : code)
}
