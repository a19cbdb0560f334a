/** What a case is: what the contract demands, where it says so, and how to find out. */
import type { Settings } from './target.ts'
import type { World } from './world.ts'

/** What a case cannot do without. Where it is missing the case is skipped, and never counted as passed. */
export const needs = {
  users: 'users of its own choosing: development mode, --token-command or --jwt-secret',
  tokens: 'a server that takes tokens, and a token: --token, --token-command or --jwt-secret',
  mint: 'tokens of every sort, made by the suite itself: --jwt-secret',
  development: 'a server in development mode, without authentication',
  api_key: 'a key of the HTTP API: --api-key',
  settings: 'a server that is configured for the case: --serve',
  control: 'to end the server and to start it again: --control or --serve',
  faults: 'a server that its own tests can make fail on purpose',
} as const

export type Need = keyof typeof needs

export interface Case {
  /** Its group and a number: `streams-07`. Numbers are never used again for something else. */
  readonly id: string
  /** What the contract demands. */
  readonly sentence: string
  /** The place in docs/PROTOCOL.md, by its anchor. */
  readonly reference: string
  readonly needs?: readonly Need[]
  /** How the server is best configured. Without `settings` among the needs, the case makes do with what there is. */
  readonly settings?: Settings
  /** Is about the server that was given, as it is; `settings` are for one that is started where none was given. */
  readonly asItIs?: true
  /** Throws when the server does not do it. */
  readonly run: (world: World) => Promise<void>
}

export interface Group {
  readonly name: string
  /** What it is about, in a few words. */
  readonly about: string
  readonly cases: readonly Case[]
}

/** The cases of a group that stands in several files, by their numbers. */
export function inOrder(...parts: readonly (readonly Case[])[]): readonly Case[] {
  return parts.flat().sort((a, b) => (a.id < b.id ? -1 : 1))
}
