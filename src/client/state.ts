/** The states of a client, as the application sees them. */
import type { Limits } from '../../generated/types.ts'
import type { PactwireError } from './errors.ts'

/**
 * Why the client waits before it connects again: the connection was `lost`, or could not be made; the machine is
 * `offline`; the server `asked` for a pause; the page is `hidden`, and waits until it is seen.
 */
export type WaitReason = 'lost' | 'offline' | 'asked' | 'hidden'

export type ConnectionState =
  /** `attempt` counts from 1 and begins anew after a connection that has held for a while. */
  | { readonly state: 'connecting'; readonly attempt: number }
  | {
      readonly state: 'open'
      readonly userId: string
      readonly connectionId: string
      readonly limits: Limits
    }
  | {
      readonly state: 'waiting'
      readonly attempt: number
      readonly why: WaitReason
      /** Undefined: until the page is seen. */
      readonly delayMs: number | undefined
    }
  | {
      readonly state: 'closed'
      /** The code of the WebSocket, when that is what ended it. */
      readonly code: number | undefined
      readonly reason: string
      /** True: coming back as it is would be in vain, or was not wanted. False: `connect()` may well succeed. */
      readonly final: boolean
      /** Why, when it was refused. */
      readonly error?: PactwireError
    }
