/** Finds the server that a case runs against: the one that was given, one that is started for it, or none. */
import { type Case, type Need, needs } from './case.ts'
import type { Order, Serve, Served, Target } from './target.ts'

export type Arrangement =
  | {
      readonly kind: 'target'
      readonly target: Target
      /** Whether nobody else may use the server meanwhile. */
      readonly alone: boolean
      readonly release: () => Promise<void>
    }
  | { readonly kind: 'none'; readonly reason: string }

const usual: Order = { settings: {}, authentication: true, control: false, faults: false }

export class Servers {
  readonly #given: Target | undefined
  readonly #serve: Serve | undefined
  readonly #shared = new Map<string, Promise<Served>>()

  constructor(given: Target | undefined, serve: Serve | undefined) {
    this.#given = given
    this.#serve = serve
  }

  async arrange(one: Case): Promise<Arrangement> {
    if (this.#fits(one)) return given(this.#given, one)
    if (this.#serve !== undefined) return this.#started(one, this.#serve)
    const missing = (one.needs ?? []).filter((need) => !this.#offers(need))
    const reason = missing.map((need) => needs[need]).join('; and ')
    // What the settings of a case only make quicker, it can do without.
    return missing.length === 0 ? given(this.#given, one) : { kind: 'none', reason: `it needs ${reason}` }
  }

  async close(): Promise<void> {
    const servers = [...this.#shared.values()]
    this.#shared.clear()
    // Whatever could not be started has failed its cases already.
    await Promise.allSettled(servers.map(async (server) => (await server).end()))
  }

  /** Whether the server that was given is as good for the case as one that is started for it. */
  #fits({ needs: wanted = [], settings, asItIs }: Case): boolean {
    const indifferent = settings === undefined || asItIs === true || this.#serve === undefined
    return this.#given !== undefined && indifferent && wanted.every((need) => this.#offers(need))
  }

  #offers(need: Need): boolean {
    const target = this.#given
    if (target === undefined) return false
    const { users } = target
    switch (need) {
      case 'users':
        return users.kind !== 'one'
      case 'tokens':
        return users.kind !== 'development'
      case 'mint':
        return users.kind === 'secret'
      case 'development':
        return users.kind === 'development'
      case 'api_key':
        return target.apiKey !== undefined
      case 'settings':
        return false
      case 'control':
        return target.control !== undefined
      case 'faults':
        return target.faults !== undefined
    }
  }

  async #started({ needs: wanted = [], settings = {} }: Case, serve: Serve): Promise<Arrangement> {
    const order: Order = {
      ...usual,
      settings,
      authentication: !wanted.includes('development'),
      control: wanted.includes('control'),
      faults: wanted.includes('faults'),
    }
    if (order.control || order.faults) {
      const server = await serve(order)
      if (order.faults && server.faults === undefined) {
        await server.end()
        return { kind: 'none', reason: `it needs ${needs.faults}` }
      }
      return { kind: 'target', target: server, alone: false, release: server.end }
    }
    const key = JSON.stringify(order)
    const server = this.#shared.get(key) ?? serve(order)
    this.#shared.set(key, server)
    return { kind: 'target', target: await server, alone: false, release: async () => undefined }
  }
}

function given(target: Target | undefined, { needs: wanted = [] }: Case): Arrangement {
  if (target === undefined) throw new Error('there is neither a server nor a way to start one')
  const alone = wanted.includes('control') || wanted.includes('faults')
  return { kind: 'target', target, alone, release: async () => undefined }
}
