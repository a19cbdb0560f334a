/** Who is in a channel as something to look at: asked once, kept up by who comes and goes, asked again after a break. */
import type { PresenceUser } from '../../../generated/types.ts'
import { PactwireError } from '../errors.ts'
import type { Channel, Client, Unsubscribe } from '../surface.ts'
import type { After, Store } from './shared.ts'

export interface PresenceView {
  /** In the order of coming; the first of them when they are very many. */
  readonly users: readonly PresenceUser[]
  /** How many there are in all. */
  readonly count: number
  /** False while the connection is lost: then it is what was known before. */
  readonly current: boolean
}

/** Undefined: not known, or not any more. */
export type Presence = PresenceView | undefined

interface News {
  readonly userId: string
  readonly here: boolean
}

/** More are counted, and not listed. */
const mostListed = 1000
const pauseMs = 1000
const longestPauseMs = 30_000

export class PresenceStore<Events> implements Store<Presence> {
  snapshot: Presence
  readonly #channel: Channel<Events>
  readonly #after: After
  readonly #changed: () => void
  readonly #unsubscribe: readonly Unsubscribe[]
  /** The question that is out, and what has happened since: the answer may or may not know of it. */
  #asking: { readonly signal: AbortController; readonly since: News[] } | undefined
  #cancelRetry: (() => void) | undefined
  #failures = 0

  constructor(client: Client<Events>, channelId: string, after: After, changed: () => void) {
    const channel = client.channel(channelId)
    this.#channel = channel
    this.#after = after
    this.#changed = changed
    this.#unsubscribe = [
      channel.on<'user_joined'>('user_joined', ({ user_id }) => this.#news({ userId: user_id, here: true })),
      channel.on<'user_left'>('user_left', ({ user_id }) => this.#news({ userId: user_id, here: false })),
      channel.on<'state'>('state', () => this.#look()),
    ]
    this.#look()
  }

  end(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#forget()
  }

  /** Only who is in the channel is told who comes and goes. */
  #look(): void {
    this.#forget()
    const { state } = this.#channel.state
    if (state === 'joined') {
      this.#failures = 0
      this.#ask()
    } else if (state === 'joining') {
      if (this.snapshot?.current === true) this.#show({ ...this.snapshot, current: false })
    } else if (this.snapshot !== undefined) this.#show(undefined)
  }

  #forget(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#asking?.signal.abort()
    this.#asking = undefined
  }

  #ask(): void {
    const asking = { signal: new AbortController(), since: [] as News[] }
    this.#asking = asking
    this.#channel.presence({ signal: asking.signal.signal }).then(
      ({ users, count }) => {
        if (this.#asking !== asking) return
        this.#asking = undefined
        this.#failures = 0
        const told: PresenceView = { users: users.slice(0, mostListed), count, current: true }
        this.#show(asking.since.reduce(after, told))
      },
      (error: unknown) => {
        if (this.#asking !== asking) return
        this.#asking = undefined
        if (!(error instanceof PactwireError && error.retryable)) return
        const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** this.#failures++)
        this.#cancelRetry = this.#after(waitMs, () => this.#ask())
      },
    )
  }

  #news(news: News): void {
    // So many cannot come within one answer; what is left out of a crowd like that is counted by the next one.
    if (this.#asking !== undefined && this.#asking.since.length < mostListed) this.#asking.since.push(news)
    if (this.snapshot?.current !== true) return
    const next = after(this.snapshot, news)
    if (next !== this.snapshot) this.#show(next)
  }

  #show(next: Presence): void {
    this.snapshot = next
    this.#changed()
  }
}

/** What is so once somebody has come or gone; the same again when that was known. */
function after(view: PresenceView, { userId, here }: News): PresenceView {
  const { users, count } = view
  const listed = users.some(({ user_id }) => user_id === userId)
  const complete = users.length === count
  if (here === listed && complete) return view
  if (here) {
    if (listed) return view
    return {
      ...view,
      count: count + 1,
      users: users.length < mostListed ? [...users, { user_id: userId, connections: 1 }] : users,
    }
  }
  return {
    ...view,
    count: Math.max(0, count - 1),
    users: listed ? users.filter(({ user_id }) => user_id !== userId) : users,
  }
}
