/** What the policies of channels say of events: whether they name some that there are, and what is told of them to everyone. */
import type { ChannelPolicy } from '../../generated/types.ts'
import { type Carrying, type Catalogue, everyEvent } from './catalogue.ts'
import { EventsError } from './error.ts'

/** A misspelt name would carry nothing, in silence. */
export function checkPolicies(policies: readonly Carrying[], catalogue: Catalogue, dir: string): void {
  for (const [at, { events }] of policies.entries()) {
    for (const [place, name] of events.entries()) {
      if (name === everyEvent || catalogue.find(name) !== undefined) continue
      const meant = catalogue.nearest(name, catalogue.names())
      const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`
      throw new EventsError(`channels[${at}].events[${place}]: \`${name}\` is not among the events of ${dir}${hint}`)
    }
  }
}

export type ChannelRule = Pick<ChannelPolicy, 'pattern' | 'events' | 'send' | 'publish'>

interface ToldRule {
  readonly pattern: string
  readonly events: readonly string[]
  readonly publish: ChannelPolicy['send']
}

/** In their order: the first whose pattern fits a channel holds. What stands behind one that fits them all never does. */
export function rulesOf(policies: readonly ChannelRule[]): readonly ToldRule[] {
  const last = policies.findIndex(({ pattern }) => pattern === '*')
  return policies.slice(0, last === -1 ? policies.length : last + 1).map(({ pattern, events, send, publish }) => ({
    pattern,
    events,
    publish: publish ?? send,
  }))
}
