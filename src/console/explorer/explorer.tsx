/** The view "Protocol": every event of the contract, a form and an editor for what is sent, and the frames both ways. */
import { useEffect, useState } from 'preact/hooks'
import { hashOf, useRoute } from '../route.ts'
import { account } from '../shell/account.ts'
import { Drawer } from '../shell/drawer.tsx'
import { Compose } from './compose.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { fetchJson } from './contract/fetch.ts'
import { type Contract, loadContract } from './contract/load.ts'
import { EventList } from './event-list.tsx'
import './explorer.css'
import './json/json.css'
import { LogView } from './log/log-view.tsx'
import { Reference } from './reference.tsx'
import { openingText, wire } from './session.ts'

type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly contract: Contract }
  | { readonly state: 'failed'; readonly message: string }

export default function Explorer() {
  const [loading, load] = useContract()
  if (loading.state === 'loading') return <p class="muted">Reading the contract …</p>
  if (loading.state === 'failed') {
    return (
      <div class="notice notice-danger">
        <p>The contract could not be read: {loading.message}</p>
        <button type="button" class="button" onClick={load}>
          Try again
        </button>
      </div>
    )
  }
  return <Loaded contract={loading.contract} />
}

function Loaded({ contract }: { readonly contract: Contract }) {
  const { rest } = useRoute()
  const [isListOpen, setListOpen] = useState(false)
  const [tab, setTab] = useState<'compose' | 'reference'>('compose')
  const { events } = contract.catalogue
  const event = events.find(({ name }) => name === rest) ?? events.find(({ isOpening }) => !isOpening) ?? events[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has chosen wants to see it.
  useEffect(() => setListOpen(false), [rest])
  if (event === undefined) return <p class="notice">This contract has no events.</p>
  const canSend = event.role === 'request'
  const shown = canSend ? tab : 'reference'
  return (
    <div class="whole explorer">
      <Drawer
        label="Events of the contract"
        side="left"
        class="explorer-side"
        isOpen={isListOpen}
        onClose={() => setListOpen(false)}
      >
        <EventList catalogue={contract.catalogue} selected={event.name} />
      </Drawer>
      <section class="explorer-event" aria-labelledby="event-title">
        <header class="explorer-head">
          <div class="explorer-title">
            <button
              type="button"
              class="button button-quiet drawer-open"
              aria-label="Events of the contract"
              onClick={() => setListOpen(true)}
            >
              ☰
            </button>
            <h1 id="event-title">{event.name}</h1>
            <span class={`badge explorer-role-${event.role}`}>{event.role}</span>
            {event.replies[0] !== undefined && (
              <span class="explorer-to muted">
                → <a href={hashOf('explorer', event.replies[0])}>{event.replies[0]}</a>
              </span>
            )}
            {event.role === 'reply' &&
              event.answers.map((name) => (
                <span key={name} class="explorer-to muted">
                  answers <a href={hashOf('explorer', name)}>{name}</a>
                </span>
              ))}
          </div>
          {canSend && (
            <div class="tabs" role="tablist" aria-label="How to look at it">
              {(['compose', 'reference'] as const).map((name) => (
                <button
                  key={name}
                  type="button"
                  role="tab"
                  id={`tab-${name}`}
                  aria-selected={shown === name}
                  aria-controls="event-panel"
                  tabIndex={shown === name ? 0 : -1}
                  onClick={() => setTab(name)}
                  onKeyDown={({ key, currentTarget }) => {
                    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
                    const other = currentTarget.nextElementSibling ?? currentTarget.previousElementSibling
                    if (other instanceof HTMLElement) other.focus()
                    setTab(name === 'compose' ? 'reference' : 'compose')
                  }}
                >
                  {name === 'compose' ? 'Compose' : 'Reference'}
                </button>
              ))}
            </div>
          )}
        </header>
        <div
          class="explorer-panel"
          {...(canSend ? { id: 'event-panel', role: 'tabpanel', 'aria-labelledby': `tab-${shown}` } : {})}
        >
          {shown === 'compose' ? (
            <Compose key={event.name} contract={contract} event={event} />
          ) : (
            <Reference key={event.name} contract={contract} event={event} />
          )}
        </div>
      </section>
      <section class="explorer-wire" aria-label="Connection and frames">
        <ConnectionBar contract={contract} />
        <LogView wire={wire} />
      </section>
    </div>
  )
}

function useContract(): readonly [Loading, () => void] {
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  const load = () => {
    setLoading({ state: 'loading' })
    loadContract(fetchJson).then(
      (contract) => {
        const { events } = contract.catalogue
        const replies = new Map(events.map(({ name, replies: names }) => [name, names]))
        wire.repliesTo = (type) => replies.get(type) ?? []
        suggestSelf()
        setLoading({ state: 'ready', contract })
      },
      (error: unknown) =>
        setLoading({ state: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
  }
  useEffect(load, [])
  return [loading, load]
}

/** Whoever has a name in the chat probably wants it here; it is only a suggestion. */
function suggestSelf(): void {
  const { state } = account
  const self = state.state === 'signed_in' ? state.chat.store.state.self : undefined
  if (openingText.size === 0) openingText.set('user_id', self ?? 'explorer')
}
