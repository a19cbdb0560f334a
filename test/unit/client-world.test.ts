import { afterEach, describe, expect, it, vi } from 'vitest'
import { surroundings } from '../../src/client/browser.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the clock of the client', () => {
  it('waits longer than a timer can', () => {
    vi.useFakeTimers()
    const months = 90 * 86_400_000
    const run = vi.fn()
    surroundings.after(months, run)
    vi.advanceTimersByTime(months - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
  })

  it('can be told not to, in each part of a long wait', () => {
    vi.useFakeTimers()
    const run = vi.fn()
    const cancel = surroundings.after(2 ** 32, run)
    vi.advanceTimersByTime(2 ** 31 + 5)
    cancel()
    vi.advanceTimersByTime(2 ** 33)
    expect(run).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the surroundings of the client', () => {
  it('are online and seen where nobody says otherwise', () => {
    expect([surroundings.online(), surroundings.hidden()]).toEqual([true, false])
    surroundings.watch(() => undefined)()
  })

  it('make names that differ, also where there is no randomUUID', () => {
    const names = new Set(Array.from({ length: 100 }, () => surroundings.newId()))
    expect(names.size).toBe(100)
    vi.stubGlobal('crypto', {})
    const others = new Set(Array.from({ length: 100 }, () => surroundings.newId()))
    expect(others.size).toBe(100)
    for (const name of [...names, ...others]) expect(name.length).toBeLessThanOrEqual(64)
  })

  it('tell of what happens to a page, until nobody listens', () => {
    const page = new EventTarget()
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('document', document)
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    vi.stubGlobal('navigator', { onLine: false })
    const told: string[] = []
    const off = surroundings.watch((happening) => told.push(happening))
    document.visibilityState = 'hidden'
    document.dispatchEvent(new Event('visibilitychange'))
    expect([surroundings.online(), surroundings.hidden()]).toEqual([false, true])
    document.visibilityState = 'visible'
    document.dispatchEvent(new Event('visibilitychange'))
    page.dispatchEvent(new Event('offline'))
    page.dispatchEvent(new Event('online'))
    off()
    page.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(told).toEqual(['hidden', 'visible', 'offline', 'online'])
  })
})
