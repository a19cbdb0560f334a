/** Times as a person reads them, where the reader is. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const date = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

export function dayOf(time: number): string {
  const at = new Date(time)
  return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`
}

export function dayWords(time: number, now: number): string {
  if (dayOf(time) === dayOf(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  return dayOf(time) === dayOf(yesterday.getTime()) ? 'Yesterday' : date.format(time)
}

/** `undefined` for what is no time. */
export function clockWords(time: number): string | undefined {
  return Number.isNaN(time) ? undefined : clock.format(time)
}

export function isoOf(time: number): string | undefined {
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
