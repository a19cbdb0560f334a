/** The commands there are. Each is loaded when it is asked for: `pactwire generate` needs no server. */
import type { Command } from './command.ts'

export interface CommandEntry {
  readonly name: string
  /** The same as in the command itself, for the list of commands, which loads none of them. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'start the server',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'init',
    summary: 'write a small working example to begin with',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'generate',
    summary: 'make types, validators and documents from a folder of schemas',
    load: async () => (await import('./generate.ts')).generate,
  },
  {
    name: 'check',
    summary: 'tell which changes of the schemas break older clients',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'token',
    summary: 'print a token for development',
    load: async () => (await import('./token.ts')).token,
  },
  {
    name: 'store',
    summary: 'look at, check, export or import the folder of a server',
    load: async () => (await import('./store.ts')).store,
  },
  {
    name: 'bench',
    summary: 'load a running server, and tell how it did',
    load: async () => (await import('./bench.ts')).bench,
  },
  {
    name: 'conformance',
    summary: 'ask a server, case by case, whether it keeps the contract',
    load: async () => (await import('./conformance.ts')).conformance,
  },
]
