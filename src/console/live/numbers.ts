/** Numbers for people: few digits, a unit that fits, and the same width for the same magnitude. */
export interface Written {
  readonly number: string
  readonly unit: string
}

export type Writer = (value: number) => Written

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const minus = '−'

export const count: Writer = (value) => scaled(value, 1000, ['', 'k', 'M', 'G'], 10_000)
export const perSecond: Writer = (value) => withUnit(count(value), '/s')
export const bytes: Writer = (value) => scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB'], 1000)
export const share: Writer = (value) => ({ number: digits(value * 100), unit: '%' })

/** From seconds. */
export const duration: Writer = (value) =>
  Math.abs(value) >= 1 ? { number: digits(value), unit: 's' } : { number: digits(value * 1000), unit: 'ms' }

export function written(write: Writer, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  const { number, unit } = write(value)
  return unit === '' ? number : `${number} ${unit}`
}

function scaled(value: number, step: number, units: readonly string[], from: number): Written {
  let [rest, at] = [value, 0]
  if (Math.abs(value) >= from) {
    while (Math.abs(rest) >= step && at < units.length - 1) {
      rest /= step
      at++
    }
  }
  return { number: digits(rest), unit: units[at] ?? '' }
}

function withUnit({ number, unit }: Written, after: string): Written {
  return { number, unit: `${unit}${after}` }
}

/** Three digits that count; whole numbers have none behind the point. */
function digits(value: number): string {
  const size = Math.abs(value)
  if (size < 0.005) return '0'
  const behind = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2
  const text = behind === 0 ? whole.format(size) : String(Number(size.toFixed(behind)))
  return value < 0 ? `${minus}${text}` : text
}

/** How long ago something began: `3 min`, `2 h 5 min`. */
export function age(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60)
  if (minutes < 1) return `${Math.floor(Math.max(0, seconds))} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return `${minutes} min`
  const days = Math.floor(hours / 24)
  return days < 1 ? `${hours} h ${minutes % 60} min` : `${days} d ${hours % 24} h`
}

/** `10:42:07`, as clocks are read where the browser is. */
export function clockTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
