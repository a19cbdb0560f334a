/** Arrow keys in a list: one stop for Tab, then up and down, Home and End. */
import { nextStop } from './roving-stop.ts'

/** For `onKeyDown` of the list; `[data-roving]` are its stops. */
export function rove(event: KeyboardEvent): void {
  const list = event.currentTarget
  if (!(list instanceof HTMLElement) || !(event.target instanceof HTMLElement)) return
  const here = event.target.closest<HTMLElement>('[data-roving]')
  const stops = [...list.querySelectorAll<HTMLElement>('[data-roving]')].filter((stop) => stop.offsetParent !== null)
  const next = stops[nextStop(event.key, here === null ? -1 : stops.indexOf(here), stops.length)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
