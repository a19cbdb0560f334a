/** The state of the connection in words: what stands in the badge, and what can be done about it. */
import type { ConnectionState } from '../../client/index.ts'

export interface ConnectionWords {
  readonly tone: 'ok' | 'warn' | 'danger'
  /** Does not count down: it is read out whenever it changes. */
  readonly text: string
  /** When the next attempt is due, by the clock that `now` is of. */
  readonly dueAt: number | undefined
  readonly canRetry: boolean
}

export function wordsFor(state: ConnectionState, now: number): ConnectionWords {
  switch (state.state) {
    case 'open':
      return { tone: 'ok', text: 'Connected', dueAt: undefined, canRetry: false }
    case 'connecting':
      return {
        tone: 'warn',
        text: state.attempt > 1 ? 'Connecting again …' : 'Connecting …',
        dueAt: undefined,
        canRetry: false,
      }
    case 'waiting':
      return {
        tone: 'warn',
        text: waiting[state.why],
        dueAt: state.delayMs === undefined ? undefined : now + state.delayMs,
        canRetry: true,
      }
    case 'closed':
      return {
        tone: 'danger',
        text: `Disconnected${state.reason === '' ? '' : `: ${state.reason}`}`,
        dueAt: undefined,
        canRetry: !state.final,
      }
  }
}

export function secondsUntil(dueAt: number, now: number): number {
  return Math.max(0, Math.ceil((dueAt - now) / 1000))
}

const waiting = {
  lost: 'Connection lost',
  offline: 'This machine is offline',
  asked: 'The server asked to wait',
  hidden: 'Paused while hidden',
} as const
