/**
 * Durable membership. For a user who is here, what `HubUser` knows is what counts: read once, and changed in the order in
 * which the store has changed. Whoever waits for something asks it again afterwards, because it may have changed meanwhile.
 */
import { refuse } from '../protocol/failure.ts'
import type { Store } from '../store/store.ts'
import type { HubUser } from './attachment.ts'
import { Turns } from './turns.ts'

export interface MembershipOptions {
  readonly store: Store
  readonly maxPerUser: number
  /** The user, if here or arriving. */
  readonly present: (userId: string) => HubUser | undefined
}

export class Membership {
  readonly #options: MembershipOptions
  /** Changes of one user, and the first reading of them, come one after another: so that none undoes a later one. */
  readonly #turns = new Turns()

  constructor(options: MembershipOptions) {
    this.#options = options
  }

  /** Reads what the user is a member of, unless it is known. */
  async load(user: HubUser): Promise<void> {
    if (user.loaded) return
    await this.#turns.run(user.id, async () => {
      if (user.loaded) return
      for (const id of await this.#options.store.memberships(user.id)) user.becomeMemberOf(id)
      user.loaded = true
    })
  }

  add(id: string, userId: string): Promise<void> {
    const { store, maxPerUser, present } = this.#options
    return this.#turns.run(userId, async () => {
      const known = present(userId)
      const memberships = new Set(known?.loaded === true ? known.memberships : await store.memberships(userId))
      if (memberships.has(id)) return
      if (memberships.size >= maxPerUser) {
        refuse('limit_exceeded', `A user may be a member of ${maxPerUser} channels; end another membership first.`)
      }
      await store.addMember(id, userId)
      present(userId)?.becomeMemberOf(id)
    })
  }

  remove(id: string, userId: string): Promise<void> {
    const { store, present } = this.#options
    return this.#turns.run(userId, async () => {
      await store.removeMember(id, userId)
      present(userId)?.ceaseToBeMemberOf(id)
    })
  }
}
