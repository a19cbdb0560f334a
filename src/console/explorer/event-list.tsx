/** Every event of the contract by its role, and a search through names and prose. */
import { useState } from 'preact/hooks'
import { hashOf } from '../route.ts'
import { rove } from '../shell/roving.ts'
import { type Catalogue, type ContractEvent, matching } from './contract/catalogue.ts'

const groups = [
  { role: 'request', title: 'Requests', about: 'what a client asks' },
  { role: 'push', title: 'Pushes', about: 'what the server says unasked' },
  { role: 'reply', title: 'Replies', about: 'what a request is answered with' },
] as const

export function EventList({ catalogue, selected }: { readonly catalogue: Catalogue; readonly selected: string }) {
  const [search, setSearch] = useState('')
  const found = matching(catalogue.events, search)
  const stop = found.some(({ name }) => name === selected) ? selected : found[0]?.name
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links inside.
    <div class="explorer-list" onKeyDown={rove}>
      <p class="explorer-contract">
        <strong>{catalogue.title}</strong> <span class="muted figures">{catalogue.version}</span>
      </p>
      <input
        class="field"
        type="search"
        aria-label="Search events"
        placeholder="Search events"
        value={search}
        onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-roving]')?.focus()
        }}
      />
      {found.length === 0 && <p class="muted explorer-none">No event matches.</p>}
      {groups.map(({ role, title, about }) => (
        <Group
          key={role}
          title={title}
          about={about}
          events={found.filter((event) => event.role === role)}
          selected={selected}
          stop={stop}
        />
      ))}
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly about: string
  readonly events: readonly ContractEvent[]
  readonly selected: string
  readonly stop: string | undefined
}

function Group({ title, about, events, selected, stop }: GroupProps) {
  if (events.length === 0) return null
  const id = `group-${title}`
  return (
    <nav aria-labelledby={id} class="explorer-group">
      <h2 id={id} title={about}>
        {title} <span class="figures">{events.length}</span>
      </h2>
      <ul>
        {events.map(({ name, summary }) => (
          <li key={name}>
            <a
              href={hashOf('explorer', name)}
              title={summary}
              aria-current={name === selected ? 'page' : undefined}
              data-roving
              tabIndex={name === stop ? 0 : -1}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
