/** All mutants, and how a server becomes one. */
import type { Serve } from '../../../src/conformance/target.ts'
import { serveHere } from '../../support/conformance-servers.ts'
import { apis } from './apis.ts'
import { endings } from './endings.ts'
import { envelopes } from './envelopes.ts'
import { events } from './events.ts'
import type { Mutant } from './mutant.ts'
import { startProxy } from './proxy.ts'
import { rooms } from './rooms.ts'
import { streams } from './streams.ts'
import { wires } from './wires.ts'

export type { Mutant } from './mutant.ts'

/** Not wrong in what it says, but in what it remembers. */
const forgetful: Mutant = {
  name: 'what was acknowledged is gone after a restart, and other messages take the places',
  caughtBy: ['recovery-13', 'recovery-14', 'shutdown-02', 'shutdown-04'],
  begin: () => ({}),
}

export const mutants: readonly Mutant[] = [
  ...wires,
  ...envelopes,
  ...streams,
  ...rooms,
  ...events,
  ...endings,
  ...apis,
  forgetful,
]

export function serveMutant(mutant: Mutant): Serve {
  return async (order) => {
    const server = await serveHere(order, { forgets: mutant === forgetful })
    const url = new URL(server.url)
    const proxy = await startProxy(Number(url.port), mutant.begin())
    url.port = String(proxy.port)
    return {
      ...server,
      url: url.href,
      end: async () => {
        await server.end()
        await proxy.close()
      },
    }
  }
}
