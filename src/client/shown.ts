/** The life of a client as the application sees it: open only when everything is in its place. */
import type { ConnectAck } from '../../generated/types.ts'
import type { Life } from './life.ts'
import type { ConnectionState } from './state.ts'

export function shown(life: Life, welcome: ConnectAck['data'] | undefined): ConnectionState {
  switch (life.state) {
    case 'connecting':
      return { state: 'connecting', attempt: life.attempt }
    case 'waiting':
      return { state: 'waiting', attempt: life.attempt, why: life.why, delayMs: life.delayMs }
    case 'closed':
      return life
    case 'open': {
      if (welcome === undefined) return { state: 'connecting', attempt: life.attempt }
      const { user_id: userId, connection_id: connectionId, limits } = welcome
      return { state: 'open', userId, connectionId, limits }
    }
  }
}

/** Whether nothing has changed that an application could see. */
export function sameState(a: ConnectionState, b: ConnectionState): boolean {
  if (a.state === 'open' && b.state === 'open') return a.connectionId === b.connectionId
  if (a.state === 'connecting' && b.state === 'connecting') return a.attempt === b.attempt
  return a === b
}
