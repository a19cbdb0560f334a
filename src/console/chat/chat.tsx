/** The view "Chat": rooms and people on the left, the conversation, who is there on the right. */
import { useEffect, useState } from 'preact/hooks'
import type { Client, ConnectionState } from '../../client/index.ts'
import { hashOf, useRoute } from '../route.ts'
import { account } from '../shell/account.ts'
import { Drawer } from '../shell/drawer.tsx'
import { SignIn } from '../shell/sign-in.tsx'
import { useStore } from '../shell/use-store.ts'
import './chat.css'
import { Composer } from './composer.tsx'
import { Conversations } from './conversations.tsx'
import { Log } from './log.tsx'
import { People } from './people.tsx'
import type { ChatSession } from './session.ts'
import { type Conversation, type ConversationId, titleOf } from './state/conversation.ts'

export default function Chat() {
  const now = useStore(account)
  return now.state === 'signed_out' ? <SignIn /> : <SignedIn chat={now.chat} client={now.client} />
}

const presenceEveryMs = 5000

function SignedIn({ chat, client }: { readonly chat: ChatSession; readonly client: Client }) {
  const state = useStore(chat.store)
  const connection = useConnection(client)
  const [drawer, setDrawer] = useState<'none' | 'lists' | 'people'>('none')
  const { rest } = useRoute()
  const conversations = [...state.conversations.values()]
  const shown = state.conversations.get(rest)

  useEffect(() => follow(chat, rest), [chat, rest])
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has chosen wants to see it.
  useEffect(() => setDrawer('none'), [rest])
  useEffect(() => attend(chat), [chat])
  useEffect(() => keepPresence(chat, rest), [chat, rest])

  return (
    <div class="whole chat">
      <Drawer
        label="Conversations"
        side="left"
        class="chat-side"
        isOpen={drawer === 'lists'}
        onClose={() => setDrawer('none')}
      >
        <Conversations conversations={conversations} selected={rest} self={state.self} onOpen={go} />
      </Drawer>
      {shown === undefined ? (
        <Nothing onOpenLists={() => setDrawer('lists')} />
      ) : (
        <section class="chat-main" aria-labelledby="chat-title">
          <Head
            conversation={shown}
            isOnline={connection.state === 'open'}
            onLists={() => setDrawer('lists')}
            onPeople={() => setDrawer('people')}
            onClose={() => {
              chat.close(shown.id)
              go(conversations.find(({ id }) => id !== shown.id)?.id ?? '')
            }}
          />
          <Log chat={chat} conversation={shown} self={state.self} isOnline={connection.state === 'open'} />
          <Composer key={shown.id} chat={chat} conversation={shown} connection={connection} />
        </section>
      )}
      {shown?.about.kind === 'room' && (
        <Drawer
          label="People"
          side="right"
          class="chat-people"
          isOpen={drawer === 'people'}
          onClose={() => setDrawer('none')}
        >
          <People presence={shown.about.presence} self={state.self} />
        </Drawer>
      )}
    </div>
  )
}

interface HeadProps {
  readonly conversation: Conversation
  readonly isOnline: boolean
  readonly onLists: () => void
  readonly onPeople: () => void
  readonly onClose: () => void
}

function Head({ conversation, isOnline, onLists, onPeople, onClose }: HeadProps) {
  const { about } = conversation
  const isRoom = about.kind === 'room'
  return (
    <header class="chat-top">
      <button type="button" class="button button-quiet drawer-open" onClick={onLists} aria-label="Conversations">
        ☰
      </button>
      <h1 id="chat-title">
        <span class="muted" aria-hidden="true">
          {isRoom ? '# ' : '@ '}
        </span>
        {titleOf(conversation)}
      </h1>
      {isRoom && isOnline && about.membership.state === 'joining' && <span class="badge badge-warn">joining …</span>}
      {isRoom && about.membership.state === 'refused' && <span class="badge badge-danger">not joined</span>}
      <span class="chat-top-space" />
      {isRoom && (
        <button type="button" class="button button-quiet drawer-open" onClick={onPeople}>
          {about.presence?.count ?? ''} here
        </button>
      )}
      <button type="button" class="button button-quiet" onClick={onClose}>
        {isRoom ? 'Leave' : 'Close'}
      </button>
    </header>
  )
}

function Nothing({ onOpenLists }: { readonly onOpenLists: () => void }) {
  return (
    <section class="chat-nothing" aria-label="No conversation">
      <h1>Where to?</h1>
      <p class="muted">
        A room is there as soon as somebody joins it. Open this page in a second window, under another name, and talk to
        yourself.
      </p>
      <p class="chat-nothing-ways">
        <button type="button" class="button button-primary" onClick={() => go('room:1')}>
          Join room:1
        </button>
        <button type="button" class="button drawer-open" onClick={onOpenLists}>
          Conversations
        </button>
      </p>
    </section>
  )
}

function go(id: ConversationId): void {
  location.hash = hashOf('chat', id)
}

/** The address says what is shown, and what it names is opened when it is not open yet. */
function follow(chat: ChatSession, id: ConversationId): void {
  const { conversations } = chat.store.state
  if (id === '') {
    const [first] = conversations.values()
    if (first !== undefined) location.replace(hashOf('chat', first.id))
    chat.select(undefined)
    return
  }
  if (!conversations.has(id)) {
    if (id.startsWith('@')) chat.openDirect(id.slice(1))
    else chat.openRoom(id)
  }
  chat.select(id)
}

/** What comes while nobody can see it is unread. */
function attend(chat: ChatSession): () => void {
  const look = () => chat.store.dispatch({ type: 'seen', isVisible: !document.hidden })
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    chat.store.dispatch({ type: 'seen', isVisible: false })
  }
}

/** Coming and going is announced once per user; how many windows somebody has is not. */
function keepPresence(chat: ChatSession, id: ConversationId): () => void {
  chat.askPresence(id)
  const timer = setInterval(() => {
    if (!document.hidden) chat.askPresence(id)
  }, presenceEveryMs)
  return () => clearInterval(timer)
}

function useConnection(client: Client): ConnectionState {
  const [state, setState] = useState(client.state)
  useEffect(() => {
    setState(client.state)
    return client.on('state', setState)
  }, [client])
  return state
}
