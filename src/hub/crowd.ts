/**
 * Who is in one channel: users, each with so many connections. Coming is told once per user, going when the last of
 * their connections has gone and none has come back for a while. Pure but for the clock that it is given.
 */
import type { PresenceUser } from '../../generated/types.ts'
import type { Cancel, Clock } from '../clock/clock.ts'

export interface CrowdOptions {
  readonly clock: Clock
  /** How long a user may be gone before it is told. */
  readonly debounceMs: number
  readonly tell: (movement: 'user_joined' | 'user_left', userId: string) => void
}

/** `lost`: the connection broke or closed, and the user may be back at once. `left`: the user meant it. */
export type Departure = 'lost' | 'left'

export class Crowd {
  readonly #options: CrowdOptions
  readonly #present = new Map<string, number>()
  /** Users who are gone but not yet told to be: nobody sees them, and nobody is told when they come back. */
  readonly #lingering = new Map<string, Cancel>()

  constructor(options: CrowdOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#present.size
  }

  /** Nobody is here, and nobody is still to be told gone. */
  get deserted(): boolean {
    return this.#present.size === 0 && this.#lingering.size === 0
  }

  has(userId: string): boolean {
    return this.#present.has(userId)
  }

  enter(userId: string): void {
    const connections = this.#present.get(userId) ?? 0
    this.#present.set(userId, connections + 1)
    if (connections > 0) return
    const cancel = this.#lingering.get(userId)
    if (cancel === undefined) {
      this.#options.tell('user_joined', userId)
      return
    }
    cancel()
    this.#lingering.delete(userId)
  }

  leave(userId: string, departure: Departure, forgotten: () => void): void {
    const connections = this.#present.get(userId)
    if (connections === undefined) return
    if (connections > 1) {
      this.#present.set(userId, connections - 1)
      return
    }
    this.#present.delete(userId)
    if (departure === 'left' || this.#options.debounceMs === 0) {
      this.#options.tell('user_left', userId)
      return
    }
    const cancel = this.#options.clock.after(this.#options.debounceMs, () => {
      this.#lingering.delete(userId)
      this.#options.tell('user_left', userId)
      forgotten()
    })
    this.#lingering.set(userId, cancel)
  }

  /** The first so many, those who came first before the others, and how many there are in all. */
  list(most: number): { count: number; users: PresenceUser[] } {
    const users: PresenceUser[] = []
    for (const [user_id, connections] of this.#present) {
      if (users.length === most) break
      users.push({ user_id, connections })
    }
    return { count: this.#present.size, users }
  }

  /** Nothing is told any more. */
  disband(): void {
    for (const cancel of this.#lingering.values()) cancel()
    this.#lingering.clear()
    this.#present.clear()
  }
}
