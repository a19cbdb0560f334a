/** The frame of the page: its name, the way to its views, the connection, and the view that is looked at. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ChatSession } from '../chat/session.ts'
import { unreadIn } from '../chat/state/chat-state.ts'
import { hashOf, useRoute } from '../route.ts'
import { chooseTheme, useTheme } from '../theme.ts'
import { viewNamed, views } from '../views.ts'
import { account, resume, signOut } from './account.ts'
import { ConnectionBadge } from './connection-badge.tsx'
import './shell.css'
import { useSelected, useStore } from './use-store.ts'
import { Wordmark } from './wordmark.tsx'

resume()

export function Shell() {
  const view = viewNamed(useRoute().view)
  const now = useStore(account)
  const chat = now.state === 'signed_in' ? now.chat : undefined
  return (
    <>
      <button type="button" class="shell-skip" onClick={skip}>
        Skip to the content
      </button>
      <header class="shell-head">
        <a class="shell-home" href={hashOf('chat')} aria-label="Pactwire, to the chat">
          <Wordmark />
        </a>
        <nav aria-label="Views" class="shell-nav">
          {views.map(({ name, title }) => (
            <a key={name} href={hashOf(name)} aria-current={name === view.name ? 'page' : undefined}>
              {title}
              {name === 'chat' && chat !== undefined && <Unread chat={chat} />}
            </a>
          ))}
        </nav>
        {now.state === 'signed_in' && <ConnectionBadge key={now.chat} client={now.client} />}
        {chat !== undefined && <User chat={chat} />}
        <ThemeSwitch />
      </header>
      <main class="shell-main" id="main" tabIndex={-1}>
        <Loaded key={view.name} load={view.load} />
      </main>
      <Title view={view.title} chat={chat} />
    </>
  )
}

/** A button and not a link: the address belongs to the router. */
function skip(): void {
  document.getElementById('main')?.focus()
}

function Unread({ chat }: { readonly chat: ChatSession }) {
  const unread = useSelected(chat.store, unreadIn)
  if (unread === 0) return null
  return (
    <span class="count">
      {unread > 99 ? '99+' : unread}
      <span class="unseen"> unread</span>
    </span>
  )
}

function User({ chat }: { readonly chat: ChatSession }) {
  const self = useSelected(chat.store, ({ self }) => self)
  return (
    <div class="shell-user">
      {self !== undefined && (
        <strong class="shell-name" title={self} dir="auto">
          {self}
        </strong>
      )}
      <button type="button" class="button button-quiet" onClick={() => signOut()}>
        Sign out
      </button>
    </div>
  )
}

/** How much is unread stands before the title, where it is seen from other windows. */
function Title({ view, chat }: { readonly view: string; readonly chat: ChatSession | undefined }) {
  return chat === undefined ? <Named title={view} /> : <Counted title={view} chat={chat} />
}

function Counted({ title, chat }: { readonly title: string; readonly chat: ChatSession }) {
  const unread = useSelected(chat.store, unreadIn)
  return <Named title={unread === 0 ? title : `(${unread}) ${title}`} />
}

function Named({ title }: { readonly title: string }) {
  useEffect(() => {
    document.title = `${title} · Pactwire`
  }, [title])
  return null
}

function ThemeSwitch() {
  const { theme } = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <button
      type="button"
      class="button button-quiet shell-icon"
      aria-label={`Switch to the ${other} theme`}
      title={`Switch to the ${other} theme`}
      onClick={() => chooseTheme(other)}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
        {other === 'dark' ? (
          <path d="M16.5 12.4A7 7 0 0 1 7.6 3.5a7 7 0 1 0 8.9 8.9Z" />
        ) : (
          <path d="M10 6.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6ZM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4" />
        )}
      </svg>
    </button>
  )
}

type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly View: ComponentType }
  | { readonly state: 'failed' }

function Loaded({ load }: { readonly load: () => Promise<{ readonly default: ComponentType }> }) {
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  useEffect(() => {
    load().then(
      ({ default: View }) => setLoading({ state: 'ready', View }),
      () => setLoading({ state: 'failed' }),
    )
  }, [load])
  if (loading.state === 'loading') return <p class="muted shell-loading">Loading …</p>
  if (loading.state === 'failed')
    return <p class="notice notice-danger">This view could not be loaded. Reload the page.</p>
  return <loading.View />
}
