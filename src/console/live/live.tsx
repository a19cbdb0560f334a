/** How the server is doing, as charts that move: what `/metrics` tells, once a second. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { browserSurroundings } from './browser.ts'
import { Chart } from './chart.tsx'
import { charts } from './charts.ts'
import { type Lines, spanSeconds } from './history.ts'
import { type Link, Monitor, type ServerFacts } from './monitor.ts'
import { age, clockTime } from './numbers.ts'
import './live.css'

/** Outlives the view, so that whoever comes back finds what was there before. */
const monitor = new Monitor(browserSurroundings())

export default function Live() {
  const end = useReadings()
  const [pausedAt, setPausedAt] = useState<number>()
  const [ago, setAgo] = useState<number>()
  const shownEnd = pausedAt ?? end
  const lines = useMemo(() => monitor.history.lines(shownEnd), [shownEnd])
  const at = pointAt(lines, ago)
  const { link, facts } = monitor
  const moment = ago === undefined ? undefined : shownEnd - ago

  return (
    <section class="live" aria-label="Live view">
      <header class="live-head">
        <h1>Live</h1>
        <Status link={link} pausedAt={pausedAt} />
        {facts !== undefined && <Facts facts={facts} now={link.state === 'live' ? end : undefined} />}
        <Restarted restarts={lines.restarts} />
        <div class="live-tools" hidden={link.state === 'apart'}>
          <label class="live-look">
            <span>Look back</span>
            <input
              type="range"
              min={-spanSeconds}
              max={0}
              step={1}
              value={ago === undefined ? 0 : -Math.round(ago)}
              aria-valuetext={
                moment === undefined ? 'now' : `${Math.round(ago ?? 0)} seconds before, ${clockTime(moment)}`
              }
              onInput={({ currentTarget }) =>
                setAgo(Number(currentTarget.value) === 0 ? undefined : -Number(currentTarget.value))
              }
            />
            <span class="live-moment figures">{moment === undefined ? 'now' : clockTime(moment)}</span>
          </label>
          <button
            type="button"
            class="button"
            aria-pressed={pausedAt !== undefined}
            onClick={() => setPausedAt(pausedAt === undefined ? end : undefined)}
          >
            {pausedAt === undefined ? 'Pause' : 'Go on'}
          </button>
        </div>
      </header>
      {link.state === 'apart' ? (
        <Apart />
      ) : (
        <div class="live-grid">
          {charts.map((plan) => (
            <Chart key={plan.id} plan={plan} lines={lines} at={at} ago={ago} onLook={setAgo}>
              {plan.id === 'refused' && <Refusals lines={lines} />}
            </Chart>
          ))}
        </div>
      )}
    </section>
  )
}

/** The moment of the last change; asks while somebody looks. */
function useReadings(): number {
  const [now, setNow] = useState(() => monitor.now)
  useEffect(() => {
    const stopListening = monitor.onChange(() => setNow(monitor.now))
    const follow = () => (document.visibilityState === 'visible' ? monitor.start() : monitor.stop())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stopListening()
      monitor.stop()
    }
  }, [])
  return now
}

/** The point that stands nearest to where somebody looks, or the last. */
function pointAt({ times, end }: Lines, ago: number | undefined): number | undefined {
  if (ago === undefined) return times.length === 0 ? undefined : times.length - 1
  const moment = end - ago
  let nearest: number | undefined
  for (const [at, time] of times.entries()) {
    const best = nearest === undefined ? Number.POSITIVE_INFINITY : Math.abs((times[nearest] ?? 0) - moment)
    if (Math.abs(time - moment) < best) nearest = at
  }
  const isNear = nearest !== undefined && Math.abs((times[nearest] ?? 0) - moment) <= 1
  return isNear ? nearest : undefined
}

function Status({ link, pausedAt }: { readonly link: Link; readonly pausedAt: number | undefined }) {
  const { look, text } = statusOf(link, pausedAt)
  return (
    <p class={`badge ${look}`} role="status">
      <span class="live-dot" aria-hidden="true" />
      {text}
    </p>
  )
}

function statusOf(link: Link, pausedAt: number | undefined): { readonly look: string; readonly text: string } {
  switch (link.state) {
    case 'away':
      return {
        look: 'badge-danger',
        text: `No figures since ${clockTime(link.since)}: ${link.why}. Asking every second.`,
      }
    case 'apart':
      return { look: 'badge-warn', text: 'Figures stand elsewhere' }
    case 'starting':
      return { look: '', text: 'Asking …' }
    case 'live':
      return pausedAt === undefined
        ? { look: 'badge-ok', text: 'Updated every second' }
        : { look: 'badge-warn', text: `Stopped at ${clockTime(pausedAt)}` }
  }
}

/** Without `now`, nobody knows whether it is still up. */
function Facts({ facts, now }: { readonly facts: ServerFacts; readonly now: number | undefined }) {
  const { version, node, started } = facts
  return (
    <p class="live-facts muted figures">
      Pactwire {version} on Node {node}
      {started !== undefined && now !== undefined && `, up ${age(now - started)}`}
    </p>
  )
}

/** What the line across the charts means. */
function Restarted({ restarts }: Pick<Lines, 'restarts'>) {
  const last = restarts.at(-1)
  if (last === undefined) return null
  return (
    <p class="live-facts live-restarted figures">
      <span class="live-restart" aria-hidden="true" />
      restarted {clockTime(last)}
    </p>
  )
}

function Apart() {
  return (
    <div class="notice notice-warn live-apart">
      <h2>The metrics of this server are not on this port.</h2>
      <p>
        <code>/metrics</code> is not served here, as it is when <code>metrics_port</code> (PACTWIRE_METRICS_PORT) is
        configured: they are for the operator then, on a port that pages are not let in to. Point Prometheus there, or
        leave the setting out to have the charts here.
      </p>
    </div>
  )
}

/** As many lines as there are beside the figures. */
const mostCodes = 3

function Refusals({ lines: { refusals } }: { readonly lines: Lines }) {
  const shown = refusals.slice(0, refusals.length > mostCodes ? mostCodes - 1 : mostCodes)
  const rest = refusals.slice(shown.length).reduce((sum, [, count]) => sum + count, 0)
  if (shown.length === 0) return <p class="live-refusals muted">none in the last 2 minutes</p>
  return (
    <ul class="live-refusals figures" aria-label="Refused in the last two minutes, by code">
      {shown.map(([code, count]) => (
        <li key={code}>
          <code>{code === 'upgrade' ? 'not let in' : code}</code> <strong>{count}</strong>
        </li>
      ))}
      {rest > 0 && (
        <li>
          others <strong>{rest}</strong>
        </li>
      )}
    </ul>
  )
}
