/** What the monitor needs, as a browser has it. */
import type { MonitorSurroundings } from './monitor.ts'

export function browserSurroundings(): MonitorSurroundings {
  return {
    ask: async (signal) => {
      const response = await fetch('./metrics', { signal, cache: 'no-store', credentials: 'same-origin' })
      return { status: response.status, text: await response.text() }
    },
    now: () => (performance.timeOrigin + performance.now()) / 1000,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}
