/** One chart on its canvas. uPlot draws; what moves the crosshair is the business of whoever shows several of them. */
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { ChartPlan } from './charts.ts'
import { type Lines, spanSeconds } from './history.ts'
import { clockTime, written } from './numbers.ts'
import { scaleOf } from './scale.ts'

export interface Drawing {
  show(lines: Lines, ago: number | undefined): void
  resize(width: number, height: number): void
  /** Of a place on the chart, in pixels from its left: how many seconds before its right end it stands. */
  agoAt(left: number): number
  /** What is over the plotting area, where the pointer is. */
  readonly over: HTMLElement
  remove(): void
}

const axisWidth = 54
const axisHeight = 26

export function draw(place: HTMLElement, plan: ChartPlan, width: number, height: number): Drawing {
  const ink = inks(place)
  let shown: Lines | undefined
  const end = () => shown?.end ?? 0
  const grid = { stroke: ink('var(--line)'), width: 1 }
  const axis = {
    stroke: ink('var(--text-muted)'),
    font: `11px ${getComputedStyle(place).fontFamily}`,
    ticks: { show: false },
  }
  const options: uPlot.Options = {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, bind: unbound, points: { size: 8, width: 2 } },
    scales: {
      x: { time: false, range: () => [end() - spanSeconds, end()] },
      y: { range: (_, __, most) => [0, scaleOf(Math.max(plan.atLeast, most ?? 0)).top] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: axisHeight,
        space: 76,
        incrs: [30, 60],
        // What would be cut off at the right is left out.
        values: (chart, times) =>
          times.map((time) => (end() - time < spanSeconds * (30 / chart.over.clientWidth) ? '' : clockTime(time))),
      },
      {
        ...axis,
        grid,
        size: axisWidth,
        splits: (_, __, ___, top) => scaleOf(top).ticks,
        values: (_, values) => values.map((value) => written(plan.write, value)),
      },
    ],
    series: [
      {},
      ...plan.lines.map(({ colour, look }): uPlot.Series => {
        return {
          stroke: ink(`var(${colour})`),
          width: look === 'plain' ? 1.75 : 2,
          ...(look === 'dashed' ? { dash: [5, 4] } : {}),
          ...(look === 'filled' ? { fill: ink(`color-mix(in srgb, var(${colour}) 13%, transparent)`) } : {}),
          // A value between two gaps would be a line of no length.
          points: { show: true, size: 4, filter: (chart, series) => alone(chart.data[series] ?? []) },
          spanGaps: false,
        }
      }),
    ],
    hooks: { drawClear: [(chart) => drawRestarts(chart, shown?.restarts ?? [], ink('var(--warn)'))] },
  }
  const chart = new uPlot(options, dataOf(plan, undefined), place)
  return {
    over: chart.over,
    show: (lines, ago) => {
      shown = lines
      chart.batch(() => {
        chart.setData(dataOf(plan, lines))
        if (ago === undefined) chart.setCursor({ left: -10, top: -10 }, false)
        else chart.setCursor({ left: chart.over.clientWidth * (1 - ago / spanSeconds), top: 0 }, false)
      })
    },
    resize: (toWidth, toHeight) => chart.setSize({ width: toWidth, height: toHeight }),
    agoAt: (left) => spanSeconds * (1 - Math.min(1, Math.max(0, left / chart.over.clientWidth))),
    remove: () => chart.destroy(),
  }
}

const ignored = () => null
/** The pointer moves the crosshair of all charts, and none by itself. */
const unbound: uPlot.Cursor.Bind = {
  mousedown: ignored,
  mouseup: ignored,
  click: ignored,
  dblclick: ignored,
  mousemove: ignored,
  mouseleave: ignored,
  mouseenter: ignored,
}

function dataOf(plan: ChartPlan, lines: Lines | undefined): uPlot.AlignedData {
  const values = plan.lines.map(({ figure }) => [...(lines?.values[figure] ?? [])])
  return [[...(lines?.times ?? [])], ...values]
}

function alone(values: ArrayLike<number | null | undefined>): number[] {
  const known = (at: number) => values[at] !== null && values[at] !== undefined
  return Array.from(values, (_, at) => at).filter((at) => known(at) && !known(at - 1) && !known(at + 1))
}

function drawRestarts(chart: uPlot, restarts: readonly number[], colour: string): void {
  const { ctx, bbox } = chart
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio])
  for (const time of restarts) {
    const x = Math.round(chart.valToPos(time, 'x', true))
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
  }
  ctx.restore()
}

/** A canvas knows no tokens: the browser says what they stand for now. */
function inks(place: HTMLElement): (colour: string) => string {
  return (colour) => {
    const probe = document.createElement('span')
    probe.style.color = colour
    place.append(probe)
    const resolved = getComputedStyle(probe).color
    probe.remove()
    return resolved
  }
}
