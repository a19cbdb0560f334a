/** The list of cases that are not to be run, each with the reason: `{"streams-07": "why"}`. */
import type { Group } from './case.ts'

/** @throws with what is wrong with it. */
export function readSkips(text: string, groups: readonly Group[]): Record<string, string> {
  const known = new Set(groups.flatMap(({ cases }) => cases.map(({ id }) => id)))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('it is not JSON: write {"streams-07": "why it is skipped"}')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('it is not an object: write {"streams-07": "why it is skipped"}')
  const skips: Record<string, string> = {}
  for (const [id, reason] of Object.entries(value)) {
    if (!known.has(id)) throw new Error(`there is no case ${JSON.stringify(id)}; --list shows them`)
    if (typeof reason !== 'string' || reason.trim() === '')
      throw new Error(`${id} has no reason: say why it is skipped`)
    skips[id] = reason
  }
  return skips
}
