/**
 * Bar charts as SVG, by hand: one bar for each server, its value beside it, and what the runs lay between as a thin line.
 * The colours read on white and on black; whoever prefers dark gets the text in light.
 */

export interface Bar {
  readonly label: string
  readonly value: number
  /** As it is to be read. */
  readonly text: string
  readonly least: number
  readonly most: number
  readonly own: boolean
}

export interface Chart {
  readonly title: string
  readonly subtitle: string
  readonly bars: readonly Bar[]
}

const size = { width: 720, left: 200, right: 150, top: 56, row: 30, bar: 18, bottom: 12 } as const

const style = [
  'text{font:13px system-ui,sans-serif;fill:#24292f}',
  '.title{font-size:15px;font-weight:600}',
  '.note{fill:#57606a;font-size:12px}',
  '.bar{fill:#8c959f}.own{fill:#2f81f7}.range{stroke:#24292f;stroke-width:1.5}',
  '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#9da7b3}.bar:not(.own){fill:#768390}.range{stroke:#e6edf3}}',
].join('')

export function barChart({ title, subtitle, bars }: Chart): string {
  const { width, left, right, top, row, bottom } = size
  const height = top + bars.length * row + bottom
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.most)), Number.MIN_VALUE)
  const scale = (value: number): number => Math.round(((width - left - right) * value * 10) / most) / 10
  const description = bars.map(({ label, text }) => `${label} ${text}`).join('; ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title><desc>${escaped(`${subtitle}: ${description}`)}</desc>`,
    `<style>${style}</style>`,
    `<text class="title" x="12" y="22">${escaped(title)}</text>`,
    `<text class="note" x="12" y="41">${escaped(subtitle)}</text>`,
    ...bars.map((bar, index) => drawn(bar, top + index * row, scale)),
    '</svg>',
    '',
  ].join('\n')
}

function drawn({ label, value, text, least, most, own }: Bar, y: number, scale: (value: number) => number): string {
  const { left, bar } = size
  const middle = y + bar / 2
  const [from, to] = [left + scale(least), left + scale(most)]
  const range = most > least ? `<line class="range" x1="${from}" x2="${to}" y1="${middle}" y2="${middle}"/>` : ''
  const end = Math.max(left + scale(value), to) + 8
  return [
    `<text x="${left - 10}" y="${middle + 4.5}" text-anchor="end">${escaped(label)}</text>`,
    `<rect class="bar${own ? ' own' : ''}" x="${left}" y="${y}" width="${Math.max(1, scale(value))}" height="${bar}" rx="2"/>`,
    `${range}<text x="${end}" y="${middle + 4.5}">${escaped(text)}</text>`,
  ].join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
