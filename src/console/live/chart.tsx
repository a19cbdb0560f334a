/** A chart with its title, its figures in large, and the same as a table for those who do not see it. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useTheme } from '../theme.ts'
import type { ChartLine, ChartPlan } from './charts.ts'
import { type Drawing, draw } from './drawing.ts'
import type { Lines } from './history.ts'
import { type Writer, written } from './numbers.ts'

interface ChartProps {
  readonly plan: ChartPlan
  readonly lines: Lines
  /** Which of the points the figures are of; none when there is none at that moment. */
  readonly at: number | undefined
  /** Where the crosshair stands, in seconds before the right end. */
  readonly ago: number | undefined
  readonly onLook: (ago: number | undefined) => void
  /** More about it, beside the figures. */
  readonly children?: ComponentChildren
}

export function Chart({ plan, lines, at, ago, onLook, children }: ChartProps) {
  const titleId = `live-${plan.id}`
  return (
    <figure class={`panel live-card live-card-${plan.id}`} aria-labelledby={titleId}>
      <figcaption class="live-card-head">
        <h2 id={titleId} title={plan.about}>
          {plan.title}
        </h2>
        <dl class="live-values figures">
          {plan.lines.map((line) => (
            <Value key={line.figure} line={line} write={plan.write} value={valueAt(lines, line, at)} />
          ))}
        </dl>
        {children}
      </figcaption>
      <Canvas plan={plan} lines={lines} ago={ago} onLook={onLook} />
      <Summary plan={plan} lines={lines} at={at} />
    </figure>
  )
}

function valueAt(lines: Lines, line: ChartLine, at: number | undefined): number | null {
  return at === undefined ? null : (lines.values[line.figure][at] ?? null)
}

interface ValueProps {
  readonly line: ChartLine
  readonly write: Writer
  readonly value: number | null
}

function Value({ line, write, value }: ValueProps) {
  const { number, unit } = value === null ? { number: '–', unit: '' } : write(value)
  return (
    <div class="live-value">
      <dt>
        <span
          class={`live-swatch live-swatch-${line.look}`}
          style={{ '--line-colour': `var(${line.colour})` }}
          aria-hidden="true"
        />
        {line.label}
      </dt>
      <dd class={value === null ? 'muted' : undefined}>
        {number}
        {unit !== '' && <span class="live-unit"> {unit}</span>}
      </dd>
    </div>
  )
}

type CanvasProps = Pick<ChartProps, 'plan' | 'lines' | 'ago' | 'onLook'>

function Canvas({ plan, lines, ago, onLook }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(null)
  const latest = useRef({ lines, ago, onLook })
  latest.current = { lines, ago, onLook }
  const { theme } = useTheme()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas keeps its colours; for others it is made anew.
  useLayoutEffect(() => {
    const here = place.current
    if (here === null) return
    const drawn = draw(here, plan, Math.max(here.clientWidth, 120), here.clientHeight)
    drawing.current = drawn
    drawn.show(latest.current.lines, latest.current.ago)
    const follow = new ResizeObserver(() => {
      drawn.resize(Math.max(here.clientWidth, 120), here.clientHeight)
      drawn.show(latest.current.lines, latest.current.ago)
    })
    follow.observe(here)
    const look = ({ clientX }: PointerEvent) =>
      latest.current.onLook(drawn.agoAt(clientX - drawn.over.getBoundingClientRect().left))
    const leave = () => latest.current.onLook(undefined)
    drawn.over.addEventListener('pointermove', look)
    drawn.over.addEventListener('pointerdown', look)
    drawn.over.addEventListener('pointerleave', leave)
    return () => {
      follow.disconnect()
      drawn.remove()
      drawing.current = null
    }
  }, [plan, theme])

  useEffect(() => drawing.current?.show(lines, ago), [lines, ago])

  return <div class="live-canvas" ref={place} aria-hidden="true" />
}

function Summary({ plan, lines, at }: Pick<ChartProps, 'plan' | 'lines' | 'at'>) {
  return (
    <div class="unseen">
      <table>
        <caption>
          {plan.title}, the last two minutes. {plan.about}
        </caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">At the moment looked at</th>
            <th scope="col">Lowest</th>
            <th scope="col">Average</th>
            <th scope="col">Highest</th>
          </tr>
        </thead>
        <tbody>
          {plan.lines.map((line) => {
            const known = lines.values[line.figure].filter((value) => value !== null)
            const average = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
            return (
              <tr key={line.figure}>
                <th scope="row">{line.label}</th>
                <td>{written(plan.write, valueAt(lines, line, at))}</td>
                <td>{written(plan.write, known.length === 0 ? null : Math.min(...known))}</td>
                <td>{written(plan.write, average)}</td>
                <td>{written(plan.write, known.length === 0 ? null : Math.max(...known))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
