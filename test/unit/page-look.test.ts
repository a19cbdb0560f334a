/** How the page looks and is operated, as far as that can be computed: contrast of its colours, keys in lists, words of the badge. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { colourOf } from '../../src/console/chat/colour.ts'
import { secondsUntil, wordsFor } from '../../src/console/shell/connection.ts'
import { nextStop } from '../../src/console/shell/roving-stop.ts'

const css = readFileSync(new URL('../../src/console/styles/tokens.css', import.meta.url), 'utf8')

/** `--name: light-dark(#…, #…)` */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

/** WCAG 2: the relative luminance of a colour. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(front: string, ground: string): number {
  const [high = 0, low = 0] = [luminance(front), luminance(ground)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function of(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name)
  if (token === undefined) throw new Error(`there is no --${name}`)
  return token[theme]
}

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
  const grounds = ['ground', 'surface', 'raised', 'sunken']
  const series = [1, 2, 3, 4, 5, 6].map((number) => `series-${number}`)
  const pairs: [string, string][] = [
    ...['text', 'text-muted'].flatMap((front) =>
      [...grounds, 'accent-soft'].map((ground): [string, string] => [front, ground]),
    ),
    ...['accent', 'danger'].flatMap((front) =>
      ['ground', 'surface', 'raised'].map((ground): [string, string] => [front, ground]),
    ),
    ...['accent', 'ok', 'warn', 'danger'].map((front): [string, string] => [front, `${front}-soft`]),
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    // JSON is coloured with these, and letters stand on them.
    ...['series-1', 'series-2', 'series-6'].flatMap((front) =>
      ['ground', 'surface'].map((ground): [string, string] => [front, ground]),
    ),
    ...series.map((ground): [string, string] => ['surface', ground]),
  ]
  it.each(pairs)('%s can be read on %s', (front, ground) => {
    expect(contrast(of(front, theme), of(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['ground', 'surface'])('what can be operated has an edge that is seen on %s', (ground) => {
    expect(contrast(of('line-strong', theme), of(ground, theme))).toBeGreaterThanOrEqual(3)
    expect(contrast(of('accent', theme), of(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

it('the measure of contrast is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('arrow keys stay in the list', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'a']
  expect(keys.map((key) => nextStop(key, 1, 3))).toEqual([2, 0, 0, 2, -1])
  expect(nextStop('ArrowDown', 2, 3)).toBe(2)
  expect(nextStop('ArrowUp', -1, 3)).toBe(0)
  expect(nextStop('ArrowDown', 0, 0)).toBe(-1)
})

it('a name has the same colour in every window', () => {
  expect(colourOf('alice')).toBe(colourOf('alice'))
  for (const name of ['', 'alice', '🎈']) expect([1, 2, 3, 4, 5, 6]).toContain(colourOf(name))
})

describe('the badge of the connection', () => {
  it('says when the next attempt is, and offers one at once', () => {
    const words = wordsFor({ state: 'waiting', attempt: 2, why: 'lost', delayMs: 3000 }, 1000)
    expect(words).toMatchObject({ tone: 'warn', text: 'Connection lost', dueAt: 4000, canRetry: true })
    expect([1000, 1001, 3999, 4000, 9000].map((now) => secondsUntil(4000, now))).toEqual([3, 3, 1, 0, 0])
  })

  it('does not offer what would be in vain', () => {
    const closed = { state: 'closed', code: 4401, reason: 'The token was refused.', final: true } as const
    expect(wordsFor(closed, 0)).toMatchObject({ tone: 'danger', canRetry: false })
    expect(wordsFor({ ...closed, final: false }, 0).canRetry).toBe(true)
  })
})
