/**
 * What was said under which client message id: on its way, stored, or, in streams that are not stored, in memory. The
 * same id again gets the first answer.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../clock/clock.ts'
import { type Receipt, Sent, type SentWindow } from '../sent.ts'
import { type Appended, StoreUnavailable } from '../store.ts'
import type { Database } from './database.ts'
import { isWellFormed } from './entries.ts'
import { checkName, longestId, receiptKey } from './keys.ts'
import { decodeReceipt, encodeReceipt } from './records.ts'
import type { StoreTime } from './store-time.ts'

export interface ReceiptsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly time: StoreTime
  readonly window: SentWindow
}

/** Under what a message is remembered. */
export interface Ticket {
  readonly stream: string
  readonly scope: string
  readonly id: string
  readonly key: Buffer
  /** The key once more, as it is looked up in memory. */
  readonly name: string
}

export class Receipts {
  readonly #options: ReceiptsOptions
  readonly #pending = new Map<string, Promise<Appended>>()
  readonly #sent: Sent

  constructor(options: ReceiptsOptions) {
    this.#options = options
    this.#sent = new Sent(options.window)
  }

  ticket(stream: string, scope: string, id: string): Ticket {
    checkName(scope, 'the scope of a client message id')
    if (id.length > longestId) throw new RangeError(`a client message id must have at most ${longestId} characters`)
    const key = receiptKey(stream, scope, isWellFormed(id) ? id : digestOf(id))
    return { stream, scope, id, key, name: key.toString('latin1') }
  }

  /**
   * The answer that was given, or that the first one will be given. A stream that begins a new epoch still has the
   * receipts of the one before: only where the disk has nothing of it is there nothing to look for.
   */
  find(ticket: Ticket, onDisk: boolean): Promise<Appended> | undefined {
    const pending = this.#pending.get(ticket.name)
    if (pending !== undefined) return pending.then((first) => ({ ...first, duplicate: true }))
    const receipt = this.#sent.find(ticket.scope, ticket.stream, ticket.id) ?? (onDisk ? this.#read(ticket) : undefined)
    return receipt === undefined ? undefined : Promise.resolve({ ...receipt, duplicate: true })
  }

  expect(ticket: Ticket, answer: Promise<Appended>): void {
    this.#pending.set(ticket.name, answer)
  }

  settled(ticket: Ticket): void {
    this.#pending.delete(ticket.name)
  }

  write(database: Database, { key }: Ticket, receipt: Receipt): void {
    database.put(key, encodeReceipt(key, { receipt, at: this.#options.time.now() }))
  }

  /** Only for as long as the process lives, as the place itself. */
  remember({ scope, stream, id }: Ticket, receipt: Receipt): void {
    this.#sent.remember(scope, stream, id, receipt, this.#options.clock.elapsed())
  }

  #read({ key }: Ticket): Receipt | undefined {
    const value = this.#options.database.getBinaryFast(key)
    if (value === undefined) return undefined
    const stored = decodeReceipt(key, value)
    if (stored === undefined)
      throw new StoreUnavailable('what was said under this client message id is damaged; use another', 3_600_000)
    return stored.receipt
  }
}

/** Halves of characters have no UTF-8 of their own: two ids that differ in them only would be one. */
function digestOf(id: string): string {
  return `\ufffd${createHash('sha256').update(Buffer.from(id, 'utf16le')).digest('hex')}`
}
