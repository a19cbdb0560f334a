/** Who uses this window: nobody yet, or a user with a connection and a chat that outlive the view that is shown. */
import { type Client, connect, type ErrorCode } from '../../client/index.ts'
import { ChatSession } from '../chat/session.ts'
import { createStore, type Store } from '../chat/state/store.ts'
import { forget, remember, remembered, rememberRooms } from './memory.ts'

export type Credentials =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'token'; readonly token: string }

export interface Refusal {
  readonly message: string
  /** A name is not enough for this server. */
  readonly needsToken: boolean
}

export type Account =
  | { readonly state: 'signed_out'; readonly refusal: Refusal | undefined }
  | { readonly state: 'signed_in'; readonly client: Client; readonly chat: ChatSession; readonly by: Credentials['by'] }

const nobody: Account = { state: 'signed_out', refusal: undefined }

export const account: Store<Account, Account> = createStore<Account, Account>((_, next) => next, nobody)

export function signIn(credentials: Credentials): void {
  leave()
  const client = connect(
    socketUrl(),
    credentials.by === 'name' ? { userId: credentials.name } : { token: credentials.token },
  )
  const chat = new ChatSession(client, { newId, now: Date.now })
  account.dispatch({ state: 'signed_in', client, chat, by: credentials.by })
  if (credentials.by === 'name') remember(credentials.name)
  for (const room of remembered().rooms) chat.openRoom(room)
  chat.store.subscribe(() => rememberRooms(roomsOf(chat)))
  refusedAtFirst(client)
}

export function signOut(refusal?: Refusal): void {
  leave()
  forget()
  account.dispatch({ state: 'signed_out', refusal })
}

/** A reload of the page is not the end of a conversation. */
export function resume(): void {
  const { name } = remembered()
  if (name !== '') signIn({ by: 'name', name })
}

/** Where the server of this page speaks the protocol. */
export function socketUrl(): string {
  const url = new URL('./ws', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.hash = ''
  url.search = ''
  return url.href
}

const notKnown: ErrorCode = 'unauthorized'

/** A name or a token that the server does not take leads back to where it was typed. */
function refusedAtFirst(client: Client): void {
  const stop = client.on('state', (state) => {
    if (state.state === 'open') stop()
    if (state.state !== 'closed' || !state.final || state.error === undefined) return
    stop()
    signOut({ message: state.error.message, needsToken: state.error.code === notKnown })
  })
}

function leave(): void {
  const { state } = account
  if (state.state !== 'signed_in') return
  state.chat.end()
  state.client.close()
}

function roomsOf({ store }: ChatSession): string[] {
  return [...store.state.conversations.values()]
    .filter(({ about }) => about.kind === 'room' && about.membership.state !== 'refused')
    .map(({ id }) => id)
}

/** `crypto.randomUUID` is there in secure contexts only, and a server in a local network is none. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
