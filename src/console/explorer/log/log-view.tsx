/** The frames both ways, the newest at the end, each with its time and the answers with how long they took. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useStore } from '../../shell/use-store.ts'
import type { Wire } from '../wire.ts'
import { Entry } from './entry.tsx'
import { type FrameLog, filtered, type LogFilter } from './frame-log.ts'

const nearPx = 40

export function LogView({ wire }: { readonly wire: Wire }) {
  const { log } = useStore(wire.store)
  const [frozen, setFrozen] = useState<FrameLog | undefined>(undefined)
  const [filter, setFilter] = useState<LogFilter>({ text: '', direction: 'all' })
  const shown = frozen ?? log
  const entries = filtered(shown.entries, filter)
  const place = useEnd(entries.length, shown.next)
  const missed = log.next - shown.next
  return (
    <div class="log">
      <div class="log-tools">
        <input
          class="field"
          type="search"
          aria-label="Filter frames"
          placeholder="Filter: type or text"
          value={filter.text}
          onInput={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
        />
        <select
          class="field"
          aria-label="Direction"
          value={filter.direction}
          onChange={({ currentTarget }) =>
            setFilter({ ...filter, direction: currentTarget.value as LogFilter['direction'] })
          }
        >
          <option value="all">both ways</option>
          <option value="sent">sent</option>
          <option value="received">received</option>
        </select>
        <button
          type="button"
          class="button log-tool"
          aria-pressed={frozen !== undefined}
          onClick={() => setFrozen(frozen === undefined ? log : undefined)}
        >
          {frozen === undefined ? 'Pause' : missed > 0 ? `Go on (${missed} new)` : 'Go on'}
        </button>
        <button
          type="button"
          class="button log-tool"
          onClick={() => {
            wire.clear()
            setFrozen(undefined)
          }}
        >
          Clear
        </button>
      </div>
      {/* Not read out as it comes: a busy channel would never end. */}
      <ol class="log-entries" ref={place} aria-label="Frames" tabIndex={-1}>
        {entries.length === 0 && (
          <li class="log-none muted">
            {shown.entries.length === 0 ? 'What is sent and received stands here.' : 'No frame matches.'}
          </li>
        )}
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ol>
    </div>
  )
}

/** Stays at the end, until somebody scrolls away from it. */
function useEnd(count: number, next: number) {
  const place = useRef<HTMLOListElement>(null)
  const height = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two stand for what is shown.
  useLayoutEffect(() => {
    const box = place.current
    if (box === null) return
    if (height.current - box.scrollTop - box.clientHeight < nearPx) box.scrollTop = box.scrollHeight
    height.current = box.scrollHeight
  }, [count, next])
  return place
}
