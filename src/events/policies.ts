/** Whether the policies of channels name events that there are: a misspelt one would carry nothing, in silence. */
import { type Carrying, type Catalogue, everyEvent } from './catalogue.ts'
import { EventsError } from './error.ts'

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
