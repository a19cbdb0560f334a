/**
 * A set as a plain value, for things of which there are many, nearly all with one member or none: what a connection is in,
 * who listens to an inbox. A `Set` takes about 200 bytes before it holds anything; this takes nothing beyond the field that
 * it stands in until there are two. In the order of adding, as a `Set`.
 *
 * What `plus` and `minus` return goes in the place of what they were given. The list of a few is never changed but replaced:
 * whoever walks over it sees it as it was. Members are neither arrays nor sets themselves.
 */
export type Few<T extends string | object> = T | readonly T[] | Set<T> | undefined

/** Beyond so many members looking through a list costs more than a `Set` does. */
const most = 8

const nobody: readonly never[] = []

export function countOf<T extends string | object>(few: Few<T>): number {
  if (few === undefined) return 0
  if (few instanceof Set) return few.size
  return isList(few) ? few.length : 1
}

export function has<T extends string | object>(few: Few<T>, member: T): boolean {
  if (few === member) return true
  if (few instanceof Set) return few.has(member)
  return isList(few) && few.includes(member)
}

export function plus<T extends string | object>(few: Few<T>, member: T): Few<T> {
  if (few === undefined) return member
  if (few instanceof Set) return few.add(member)
  if (has(few, member)) return few
  const list = [...each(few), member]
  // A list that was spread out has room for sixteen more; a slice of it has not.
  return list.length > most ? new Set(list) : list.slice()
}

export function minus<T extends string | object>(few: Few<T>, member: T): Few<T> {
  if (few instanceof Set) {
    few.delete(member)
    return few.size === 0 ? undefined : few
  }
  if (few === member) return undefined
  if (!isList(few)) return few
  const left = few.filter((other) => other !== member)
  return left.length > 1 ? left : left[0]
}

/** The one that was added last. */
export function lastOf<T extends string | object>(few: Few<T>): T | undefined {
  let last: T | undefined
  for (const member of each(few)) last = member
  return last
}

export function each<T extends string | object>(few: Few<T>): Iterable<T> {
  if (few === undefined) return nobody
  return few instanceof Set || isList(few) ? few : [few]
}

function isList<T extends string | object>(few: Few<T>): few is readonly T[] {
  return Array.isArray(few)
}
