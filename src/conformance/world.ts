/** What a case has at hand: users and channels of its own, connections, the HTTP API, and the server as far as it goes. */
import { randomBytes } from 'node:crypto'
import { protocol } from '../../generated/operations.ts'
import type { ConnectAck } from '../../generated/types.ts'
import { Api } from './api.ts'
import type { Coverage } from './coverage.ts'
import { check, Failure, NotApplicable } from './failure.ts'
import { Peer } from './peer.ts'
import type { Ledger } from './rules/ledger.ts'
import { type Control, type Faults, httpOf, type Target } from './target.ts'
import { claimsFor, signToken } from './tokens.ts'
import type { Transcript } from './transcript.ts'
import { askForUpgrade, type UpgradeAnswer, type UpgradeOrder } from './wire/upgrade.ts'

export interface WorldOptions {
  readonly target: Target
  readonly coverage: Coverage
  readonly ledger: Ledger
  readonly transcript: Transcript
  readonly patienceMs: number
  /** Makes the names of a case unlike those of any other, and of any other run. */
  readonly mark: string
  /** What is made by chance is made of this. */
  readonly seed: number
}

/** As whom and how to connect. */
export interface PeerOrder extends UpgradeOrder {
  /** How it is called in the report. */
  readonly name?: string
}

type Terms = ConnectAck['data']

const mostNotes = 50

export class World {
  readonly target: Target
  readonly transcript: Transcript
  readonly patienceMs: number
  readonly api: Api
  readonly #options: WorldOptions
  readonly #peers: Peer[] = []
  readonly #wrong: string[] = []
  readonly #notes: string[] = []
  readonly #names = new Map<string, number>()
  readonly #welcomes = new Map<Peer, Terms>()

  constructor(options: WorldOptions) {
    this.#options = options
    this.target = options.target
    this.transcript = options.transcript
    this.patienceMs = options.patienceMs
    this.api = this.#apiWith(options.target.apiKey)
  }

  // ---- names ----

  /** A user id that is nobody else’s. Where there is one token only, it is the user of that token. */
  user(name: string): string {
    const { users } = this.target
    return users.kind === 'one' ? subjectOf(users.token) : `${name}-${this.#options.mark}`
  }

  /** A channel id that is nobody else’s. */
  channel(name = 'room'): string {
    return `conf:${this.#options.mark}:${name}`
  }

  unique(name: string): string {
    return `${name}-${randomBytes(6).toString('base64url')}`
  }

  // ---- chance ----

  get seed(): number {
    return this.#options.seed
  }

  /** Another seed for each name, and the same one in every run with the same seed. */
  seedOf(name: string): number {
    let hash = this.seed ^ 0x811c9dc5
    for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193)
    return hash >>> 0
  }

  // ---- connections ----

  upgrade(order: UpgradeOrder = {}): Promise<UpgradeAnswer> {
    return askForUpgrade(new URL(this.target.url), order, this.patienceMs)
  }

  /** A connection that has been upgraded, and on which nothing has been said. */
  async peer(order: PeerOrder = {}): Promise<Peer> {
    const answer = await this.upgrade(order)
    return this.over(answer, order.name ?? 'somebody')
  }

  /** The peer on an upgrade that was answered. */
  over({ status, link, body, accepted, headers }: UpgradeAnswer, name: string): Peer {
    check(link !== undefined, 'the upgrade to be answered with 101', () => `it was answered with ${status} ${body}`)
    check(accepted, 'Sec-WebSocket-Accept to be made from the key (RFC 6455, 4.2.2)', 'it is not')
    check(!headers.has('sec-websocket-extensions'), 'no extension, as none was offered', 'there is one')
    const { coverage, ledger, transcript, patienceMs } = this.#options
    const peer = new Peer(link, {
      name: this.#numbered(name),
      coverage,
      ledger,
      transcript,
      patienceMs,
      wrong: (problem) => this.wrong(problem),
      throwIfWrong: () => this.throwIfWrong(),
    })
    this.#peers.push(peer)
    return peer
  }

  /** What `connect` needs for a user of this server. */
  async credentials(userId: string): Promise<{ token?: string; user_id?: string }> {
    return this.target.users.kind === 'development' ? { user_id: userId } : { token: await this.token(userId) }
  }

  /** Connected as a user. */
  async as(userId: string): Promise<Peer> {
    const peer = await this.peer({
      name: userId.replace(`-${this.#options.mark}`, ''),
      subprotocols: [protocol.subprotocol],
    })
    await this.connect(peer, userId)
    return peer
  }

  async connect(peer: Peer, userId: string): Promise<Terms> {
    const terms = await peer.request('connect', await this.credentials(userId))
    this.#welcomes.set(peer, terms)
    return terms
  }

  /** Connected, and in a channel. */
  async member(userId: string, channelId: string): Promise<Peer> {
    const peer = await this.as(userId)
    await peer.request('join_channel', { channel_id: channelId })
    return peer
  }

  /** What the server said to a peer that connected by `as` or `member`. */
  terms(peer: Peer): Terms {
    const terms = this.#welcomes.get(peer)
    if (terms === undefined) throw new Error('this peer did not connect by `as`')
    return terms
  }

  // ---- tokens ----

  /** A good token of a user, with other claims if the suite makes the tokens itself. */
  async token(userId: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { users } = this.target
    switch (users.kind) {
      case 'one':
        return users.token
      case 'tokens':
        return users.tokenOf(userId)
      case 'secret':
        return signToken({ claims: claimsFor(users, userId, changes), secret: users.secret })
      case 'development':
        throw new Error('a server in development mode takes no tokens')
    }
  }

  // ---- the server ----

  /** The HTTP API with another key, or with none. */
  withKey(apiKey: string | undefined): Api {
    return this.#apiWith(apiKey)
  }

  get control(): Control {
    return given(this.target.control, 'control')
  }

  get faults(): Faults {
    return given(this.target.faults, 'faults')
  }

  /** Cannot be tried on this server. */
  skip(reason: string): never {
    throw new NotApplicable(reason)
  }

  /** Something that the report is to say beside the verdict. */
  note(text: string): void {
    if (this.#notes.length < mostNotes) this.#notes.push(text)
  }

  get notes(): readonly string[] {
    return this.#notes
  }

  // ---- what went wrong ----

  wrong(problem: string): void {
    if (this.#wrong.length < 20) this.#wrong.push(problem)
  }

  throwIfWrong(): void {
    const [first, ...others] = this.#wrong
    if (first === undefined) return
    const more = others.length === 0 ? '' : ` (and ${others.length} more: ${others.slice(0, 3).join('; ')})`
    throw new Failure('frames and answers that the contract allows', `${first}${more}`)
  }

  /** What holds at the end of every case: nothing is wrong, and nothing that was asked is unanswered. */
  async settle(): Promise<void> {
    this.throwIfWrong()
    await Promise.all(this.#peers.map((peer) => this.#settled(peer)))
    this.throwIfWrong()
  }

  async #settled(peer: Peer): Promise<void> {
    if (peer.unanswered.length === 0) return
    await peer.until(
      () => (peer.unanswered.length === 0 || peer.isClosed ? true : undefined),
      () =>
        `an answer to ${peer.unanswered.map(({ type, id }) => `${type ?? 'a frame'} ${id ?? '(no id)'}`).join(', ')}`,
    )
  }

  /** Ends whatever is left of it. */
  destroy(): void {
    for (const peer of this.#peers) if (!peer.isClosed) peer.cut()
  }

  #apiWith(apiKey: string | undefined): Api {
    const { coverage, ledger, transcript, patienceMs, target } = this.#options
    return new Api({
      http: httpOf(target.url),
      apiKey,
      coverage,
      ledger,
      transcript,
      patienceMs,
      wrong: (problem) => this.wrong(problem),
    })
  }

  #numbered(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1
    this.#names.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
}

function given<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`the case does not say that it needs ${name}`)
  return part
}

function subjectOf(token: string): string {
  const [, claims = ''] = token.split('.')
  const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { sub?: unknown }
  if (typeof sub !== 'string') throw new Error('the token has no `sub`')
  return sub
}
