/** `pactwire check --events`: what a server would say of the events when it starts, without starting one. */

import { contract } from '../events/contract.ts'
import { type Finding, type Judgement, judge } from '../events/guard.ts'
import { loadEvents } from '../events/loading.ts'
import { recordIn } from '../events/record.ts'
import { summaryOf } from '../evolution/report.ts'

export interface CheckedEvents {
  readonly text: string
  readonly breaks: boolean
}

export async function checkEvents(dir: string, dataDir: string, asJson: boolean): Promise<CheckedEvents> {
  const { set, events, warnings } = await loadEvents({
    dir,
    maxEvents: Number.POSITIVE_INFINITY,
    beside: await contract(),
  })
  const record = recordIn(dataDir)
  const judgement = judge(await record.read(), set, events, record.place)
  const breaks = judgement.refusals.length > 0
  return { text: asJson ? json(judgement, warnings) : told(judgement, warnings, dir, record.place), breaks }
}

function json({ findings, gone, refusals }: Judgement, warnings: readonly string[]): string {
  return `${JSON.stringify({ breaking: refusals.length, events: findings, gone, warnings }, null, 2)}\n`
}

function told(
  { findings, gone, refusals }: Judgement,
  warnings: readonly string[],
  dir: string,
  place: string,
): string {
  const width = Math.max(...[...findings.map(({ event }) => event), ...gone].map((name) => name.length))
  const lines = findings.map((finding) => `  ${finding.event.padEnd(width)}  ${stateOf(finding)}`)
  for (const name of gone) lines.push(`  ${name.padEnd(width)}  gone; what is stored of it is still read`)
  const end =
    refusals.length > 0
      ? [...refusals, 'A server would not start with these.']
      : ['A server would start with these, and record what is new.']
  return `${dir}, compared with ${place}\n\n${[...lines, ...warnings].join('\n')}\n\n${end.join('\n')}\n`
}

function stateOf({ state, version, recorded, changes }: Finding): string {
  switch (state) {
    case 'new':
      return `version ${version}, new`
    case 'raised':
      return `version ${version}, raised from ${recorded}`
    case 'same':
      return `version ${version}, ${changes.length === 0 ? 'as recorded' : `changed: ${summaryOf(changes)}`}`
    case 'broken':
      return `version ${version}, changed: ${summaryOf(changes)}`
    case 'lowered':
      return `version ${version}, but version ${recorded} is recorded`
  }
}
