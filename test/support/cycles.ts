/** The circles of a directed graph: for each knot of nodes that reach one another, one shortest way round, closed. */
export function cycles(graph: ReadonlyMap<string, Iterable<readonly [string, unknown]>>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  for (const start of [...graph.keys()].sort()) {
    if (done.has(start)) continue
    const circle = wayBack(graph, start)
    if (circle === undefined) continue
    found.push(circle)
    for (const node of circle) done.add(node)
  }
  return found
}

/** Breadth first from a node until it is met again. */
function wayBack(
  graph: ReadonlyMap<string, Iterable<readonly [string, unknown]>>,
  start: string,
): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const node of queue) {
    for (const [next] of graph.get(node) ?? []) {
      if (next === start) return pathTo(node, cameFrom, [start])
      if (cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

function pathTo(node: string, cameFrom: ReadonlyMap<string, string>, path: string[]): string[] {
  const before = cameFrom.get(node)
  const longer = [node, ...path]
  return before === undefined ? longer : pathTo(before, cameFrom, longer)
}
