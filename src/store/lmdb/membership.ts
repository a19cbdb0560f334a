/** Who is a member of what, both ways, and how far each inbox has been seen. What is on its way counts already. */
import { StoreUnavailable } from '../store.ts'
import type { Database } from './database.ts'
import { after, checkName, memberKey, membershipKey, seenKey, subjectOf } from './keys.ts'
import { decodeNumber, encodeNumber, seal, unseal } from './records.ts'
import type { Writer } from './writer.ts'

interface Change {
  readonly channel: string
  readonly user: string
  readonly member: boolean
}

export class Membership {
  readonly #database: Database
  readonly #writer: Writer
  /** The last change of each pair that is on its way. */
  readonly #changes = new Map<string, Change>()
  readonly #seen = new Map<string, number>()

  constructor(database: Database, writer: Writer) {
    this.#database = database
    this.#writer = writer
  }

  async change(change: Change): Promise<boolean> {
    if (this.isMember(change.channel, change.user) === change.member) {
      // It may be so only because of a change on its way, which may fail yet.
      await this.#flush()
      return false
    }
    const { channel, user, member } = change
    const there = memberKey(channel, user)
    const back = membershipKey(user, channel)
    this.#changes.set(pairOf(change), change)
    await this.#write(
      (database) => {
        for (const key of [there, back]) {
          if (member) database.put(key, seal(key))
          else database.remove(key)
        }
      },
      () => {
        if (this.#changes.get(pairOf(change)) === change) this.#changes.delete(pairOf(change))
      },
    )
    return true
  }

  isMember(channel: string, user: string): boolean {
    checkName(channel, 'the name of a channel')
    checkName(user, 'the name of a user')
    const change = this.#changes.get(pairOf({ channel, user }))
    if (change !== undefined) return change.member
    const key = memberKey(channel, user)
    const value = this.#database.getBinaryFast(key)
    return value !== undefined && isWhole(key, value)
  }

  members(
    channel: string,
    { after: last, limit }: { readonly after: string | undefined; readonly limit: number },
  ): string[] {
    checkName(channel, 'the name of a channel')
    const changes = [...this.#changes.values()].filter(
      (change) => change.channel === channel && (last === undefined || change.user > last),
    )
    const users: string[] = []
    const all = memberKey(channel, '')
    const start = last === undefined ? all : Buffer.concat([memberKey(channel, last), Buffer.from([0])])
    // Some of what is found may be on its way out.
    for (const { key, value } of this.#database.getRange({ start, end: after(all), limit: limit + changes.length })) {
      const subject = isWhole(key, value) ? subjectOf(key) : undefined
      if (subject?.kind === 'member') users.push(subject.user)
    }
    return merge(users, changes, ({ user }) => user).slice(0, limit)
  }

  memberships(user: string): string[] {
    checkName(user, 'the name of a user')
    const changes = [...this.#changes.values()].filter((change) => change.user === user)
    const channels: string[] = []
    const all = membershipKey(user, '')
    for (const { key, value } of this.#database.getRange({ start: all, end: after(all) })) {
      const subject = isWhole(key, value) ? subjectOf(key) : undefined
      if (subject?.kind === 'membership') channels.push(subject.channel)
    }
    return merge(channels, changes, ({ channel }) => channel)
  }

  seen(user: string): number {
    checkName(user, 'the name of a user')
    const coming = this.#seen.get(user)
    if (coming !== undefined) return coming
    const key = seenKey(user)
    const value = this.#database.getBinaryFast(key)
    // Unread twice is better than never read.
    return value === undefined ? 0 : (decodeNumber(key, value) ?? 0)
  }

  async markSeen(user: string, offset: number): Promise<void> {
    checkName(user, 'the name of a user')
    const key = seenKey(user)
    this.#seen.set(user, offset)
    await this.#write(
      (database) => database.put(key, encodeNumber(key, offset)),
      () => {
        if (this.#seen.get(user) === offset) this.#seen.delete(user)
      },
    )
  }

  #flush(): Promise<void> {
    return this.#changes.size === 0
      ? Promise.resolve()
      : this.#write(
          () => undefined,
          () => undefined,
        )
  }

  #write(write: (database: Database) => void, settled: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: StoreUnavailable): void => {
        settled()
        reject(error)
      }
      this.#writer.add({
        weight: 300,
        write,
        committed: () => {
          settled()
          resolve()
        },
        failed: fail,
        refuse: fail,
      })
    })
  }
}

function pairOf({ channel, user }: { readonly channel: string; readonly user: string }): string {
  return `${channel}\n${user}`
}

/** What the disk has, and what is on its way, in order. */
function merge(found: readonly string[], changes: readonly Change[], nameOf: (change: Change) => string): string[] {
  if (changes.length === 0) return [...found]
  const names = new Set(found)
  for (const change of changes) {
    if (change.member) names.add(nameOf(change))
    else names.delete(nameOf(change))
  }
  return [...names].sort()
}

/** Who is let in where is not to be guessed. */
function isWhole(key: Buffer, value: Buffer): boolean {
  if (unseal(key, value) !== undefined) return true
  throw new StoreUnavailable('a membership is damaged; export the store, and import it into another folder', 3_600_000)
}
