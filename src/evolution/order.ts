/** Names in an order in which what is referred to comes before what refers to it, as far as there are no circles. */
export function leavesFirst(references: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>()
  const entered = new Set<string>()
  for (const root of references.keys()) {
    // With a list of what is to be done instead of calls: chains may be longer than a stack is deep.
    const way = [root]
    for (let name = way.at(-1); name !== undefined; name = way.at(-1)) {
      if (!entered.has(name)) {
        entered.add(name)
        way.push(...[...(references.get(name) ?? [])].filter((other) => !entered.has(other)))
      } else {
        done.add(name)
        way.pop()
      }
    }
  }
  return [...done]
}
