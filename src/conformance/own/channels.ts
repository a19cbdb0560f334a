/** Channels for the events of a server: ids that are nobody else’s, and that the patterns of its documents fit. Pure. */
import { type ChannelRule, carries } from './documents.ts'

export interface Candidate {
  readonly channel: string
  /** `said`: the documents say that it carries the event. Otherwise the server is asked. */
  readonly origin: 'said' | 'given' | 'guessed'
  /** Who may publish, as the documents say. */
  readonly publish: string | undefined
  /** Whether nobody else is there. */
  readonly isOwn: boolean
}

const longestId = 128

/** The text with which `*` is filled makes the id unlike any other. */
export function fill(pattern: string, unique: string): string {
  const [first = '', ...others] = pattern.split('*')
  if (others.length === 0) return pattern
  // What begins with `@` is an inbox.
  return [first, ...others.slice(0, -1).map((part) => `-${part}`)].join('') + unique + (others.at(-1) ?? '')
}

/** Where an event can be tried: in channels that were named, if they carry it, and otherwise in made-up ones; or why it cannot. */
export function candidatesFor(
  event: string,
  rules: readonly ChannelRule[] | undefined,
  given: readonly string[],
  unique: string,
): readonly Candidate[] | string {
  const named = given.map((pattern) => ({ channel: fill(pattern, unique), isOwn: pattern.includes('*') }))
  if (rules === undefined) {
    const guess = { channel: `conf:${unique}:own`, origin: 'guessed', publish: undefined, isOwn: true } as const
    return named.length === 0 ? [guess] : named.map((one) => ({ ...one, origin: 'given', publish: undefined }))
  }
  const known = named.flatMap((one): Candidate[] => {
    const rule = rules.find(({ pattern }) => fits(pattern, one.channel))
    return rule !== undefined && carries(rule, event) ? [{ ...one, origin: 'said', publish: rule.publish }] : []
  })
  if (known.length > 0) return known
  const carrying = rules.filter((rule) => carries(rule, event))
  if (carrying.length === 0) return 'no channel carries it'
  const open = carrying.filter(({ pattern }) => pattern.includes('*'))
  const found = open.flatMap((rule): Candidate[] => {
    const channel = fill(rule.pattern === '*' ? 'conf:*' : rule.pattern, unique)
    const holds = rules.find(({ pattern }) => fits(pattern, channel)) === rule && channel.length <= longestId
    return holds ? [{ channel, origin: 'said', publish: rule.publish, isOwn: true }] : []
  })
  if (found.length > 0) return found
  const names = carrying.map(({ pattern }) => pattern).join(', ')
  return `of the channels that carry it (${names}) none is the suite’s to make up: name one with --channel`
}

/** Each `*` stands for any characters, also for none. */
export function fits(pattern: string, channel: string): boolean {
  const parts = pattern.split('*')
  const [first = ''] = parts
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return pattern === channel
  if (channel.length < first.length + last.length || !channel.startsWith(first) || !channel.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = channel.indexOf(part, at)
    if (found === -1 || found + part.length > channel.length - last.length) return false
    at = found + part.length
  }
  return true
}
