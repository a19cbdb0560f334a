/** What of the contract was really exercised: noted by the peers as it happens, never declared by a case. */
import { closeCodes, errorCodes, operations, pushes, routes } from '../../generated/operations.ts'

export type Kind = 'request' | 'reply' | 'push' | 'error' | 'close' | 'route'

const closeNames = Object.entries(closeCodes).map(([name, { code }]) => [String(code), name] as const)

/** All that the contract has, by kind. */
export const contract: Readonly<Record<Kind, readonly string[]>> = {
  request: Object.keys(operations),
  reply: Object.values(operations).map(({ reply }) => reply),
  push: pushes,
  error: Object.keys(errorCodes),
  close: closeNames.map(([code]) => code),
  route: Object.keys(routes),
}

export class Coverage {
  readonly #seen = new Map<Kind, Set<string>>()

  note(kind: Kind, name: string): void {
    const names = this.#seen.get(kind) ?? new Set<string>()
    if (contract[kind].includes(name)) names.add(name)
    this.#seen.set(kind, names)
  }

  /** What no case has exercised, in words: `close 4509`. */
  missing(): string[] {
    return (Object.keys(contract) as Kind[]).flatMap((kind) =>
      contract[kind].filter((name) => !this.#seen.get(kind)?.has(name)).map((name) => `${kind} ${name}`),
    )
  }

  counts(): Readonly<Record<Kind, { readonly seen: number; readonly of: number }>> {
    const counts = (Object.keys(contract) as Kind[]).map((kind) => [
      kind,
      { seen: this.#seen.get(kind)?.size ?? 0, of: contract[kind].length },
    ])
    return Object.fromEntries(counts) as ReturnType<Coverage['counts']>
  }
}
