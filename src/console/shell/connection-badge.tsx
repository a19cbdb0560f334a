/** How the connection is, in the head of the page: honest about waiting, and with a way to end it. */
import { useEffect, useState } from 'preact/hooks'
import type { Client, ConnectionState } from '../../client/index.ts'
import { type ConnectionWords, secondsUntil, wordsFor } from './connection.ts'

export function ConnectionBadge({ client }: { readonly client: Client }) {
  const { tone, text, dueAt, canRetry } = useWords(client)
  return (
    <div class="shell-connection">
      <span class={`badge badge-${tone}`} role="status" data-tone={tone}>
        <span class="shell-dot" aria-hidden="true" />
        {text}
      </span>
      {dueAt !== undefined && <Countdown key={dueAt} dueAt={dueAt} />}
      {canRetry && (
        <button type="button" class="button shell-retry" onClick={() => client.connect()}>
          Try now
        </button>
      )}
    </div>
  )
}

/** Not read out: a number that changes every second says nothing to those who listen. */
function Countdown({ dueAt }: { readonly dueAt: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <span class="shell-countdown figures muted" aria-hidden="true">
      again in {secondsUntil(dueAt, now)} s
    </span>
  )
}

function useWords(client: Client): ConnectionWords {
  const [words, setWords] = useState(() => wordsFor(client.state, Date.now()))
  useEffect(() => {
    const tell = (state: ConnectionState) => setWords(wordsFor(state, Date.now()))
    tell(client.state)
    return client.on('state', tell)
  }, [client])
  return words
}
