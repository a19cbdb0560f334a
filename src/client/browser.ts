/** The world of a browser, or of Node: the same code, as far as each has it. */

import type { WebSocketConstructor } from './socket.ts'
import type { Happening, Surroundings } from './surroundings.ts'

interface Target {
  addEventListener(event: string, listener: () => void): void
  removeEventListener(event: string, listener: () => void): void
}

/** What is looked for in the global object, typed here because not every runtime has it. */
interface World extends Partial<Target> {
  readonly WebSocket?: WebSocketConstructor
  readonly document?: Target & { readonly visibilityState?: string }
  readonly navigator?: { readonly onLine?: boolean }
  readonly location?: { readonly href?: string }
  readonly performance: { now(): number }
  readonly crypto?: { randomUUID?(): string }
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: never): void
}

export const world = globalThis as unknown as World

/** What `setTimeout` can hold; a longer wait is made of several. */
const longest = 2 ** 31 - 1

function after(milliseconds: number, run: () => void): () => void {
  let left = milliseconds
  let timer: unknown
  const wait = (): void => {
    const part = Math.min(left, longest)
    left -= part
    timer = world.setTimeout(() => (left > 0 ? wait() : run()), part)
  }
  wait()
  return () => world.clearTimeout(timer as never)
}

function watch(listener: (happening: Happening) => void): () => void {
  const { document } = world
  const events: [Partial<Target> | undefined, string, () => void][] = [
    [world, 'online', () => listener('online')],
    [world, 'offline', () => listener('offline')],
    [document, 'visibilitychange', () => listener(hidden() ? 'hidden' : 'visible')],
  ]
  for (const [target, event, run] of events) target?.addEventListener?.(event, run)
  return () => {
    for (const [target, event, run] of events) target?.removeEventListener?.(event, run)
  }
}

function hidden(): boolean {
  return world.document?.visibilityState === 'hidden'
}

/** `randomUUID` is there in secure contexts only; an id need not be secret, only its own. */
function newId(): string {
  const part = (): string => Math.random().toString(36).slice(2)
  return world.crypto?.randomUUID?.() ?? part() + part()
}

export const surroundings: Surroundings = {
  elapsed: () => world.performance.now(),
  after,
  random: () => Math.random(),
  newId,
  online: () => world.navigator?.onLine !== false,
  hidden,
  watch,
}
