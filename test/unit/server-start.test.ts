/** A server that cannot start: nothing of it is left running. */
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock/system.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)

/** A store that tells whether it was closed, and of which something may fail. */
function watched(wrong: Partial<Store> = {}) {
  const closed: string[] = []
  const window = { ageMs: 1000, entries: 10, senders: 10 }
  const memory = new MemoryStore({ clock: systemClock, newEpoch: () => 'epoch', window, maxStreams: 10 })
  const store = new Proxy(memory, {
    get: (target, name: keyof Store) => {
      if (name === 'close') return async () => closed.push('store')
      const found = wrong[name] ?? target[name]
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  return { store, closed }
}

const failing = (): never => {
  throw new Error('it cannot')
}

/** As one that listens nowhere. */
function transport(closed: string[], wrong: Partial<Transport>): Transport {
  return {
    listen: failing,
    publish: () => undefined,
    stopListening: () => undefined,
    destroy: () => closed.push('transport'),
    ...wrong,
  } as Transport
}

describe('what has been opened is closed, and the reason is told', () => {
  it('when something fails right after the store was opened', async () => {
    const { store, closed } = watched({ setRetention: failing })
    await expect(startTestServer({}, {}, { store })).rejects.toThrow('it cannot')
    expect(closed).toEqual(['store'])
  })

  it('when the transport cannot be made', async () => {
    const { store, closed } = watched()
    await expect(startTestServer({}, {}, { store, openTransport: failing })).rejects.toThrow('it cannot')
    expect(closed).toEqual(['store'])
  })

  it('when the address is taken: the transport first, the store last', async () => {
    const { store, closed } = watched()
    const openTransport = async () => transport(closed, {})
    await expect(startTestServer({}, {}, { store, openTransport })).rejects.toThrow('it cannot')
    expect(closed).toEqual(['transport', 'store'])
  })

  it('also when closing fails', async () => {
    const { store, closed } = watched()
    const openTransport = async () => transport(closed, { destroy: failing })
    const listen = async (): Promise<never> => {
      throw new Error('the address is taken')
    }
    const opened = startTestServer(
      {},
      {},
      { store, openTransport: async () => ({ ...(await openTransport()), listen }) },
    )
    await expect(opened).rejects.toThrow('the address is taken')
    expect(closed).toEqual(['store'])
  })
})
