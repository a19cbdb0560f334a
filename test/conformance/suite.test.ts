/** Our own server against the conformance suite: it passes all of it, nothing is skipped, and nothing of the contract is left out. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Need } from '../../src/conformance/case.ts'
import { needs } from '../../src/conformance/case.ts'
import { listMarkdown } from '../../src/conformance/report/list.ts'
import { runConformance } from '../../src/conformance/run.ts'
import { suite } from '../../src/conformance/suite.ts'
import { serveForTests } from '../support/conformance-servers.ts'
import { stopTestServers } from '../support/test-server.ts'

afterAll(stopTestServers)

const root = new URL('../../', import.meta.url)
const cases = suite.flatMap((group) => group.cases)
/** `npm test` builds the page first; who runs this file alone may not have it. */
const pageIsBuilt = existsSync(new URL('dist/console/index.html', root))
const ofThePage = pageIsBuilt ? [] : ['http-24']

test('the server passes every case, none is skipped, and all of the contract is exercised', async () => {
  const report = await runConformance({ serve: serveForTests })
  const failed = report.results.flatMap(({ case: { id }, verdict }) => {
    if (verdict.kind !== 'failed') return []
    const said = verdict.transcript
      .slice(-25)
      .map(({ ms, who, direction, text }) => `${ms} ${who} ${direction} ${text}`)
    return [`${id}: expected ${verdict.expected}; ${verdict.came}\n${said.join('\n')}`]
  })
  expect(failed).toEqual([])
  const skipped = report.results.filter(({ verdict }) => verdict.kind === 'skipped')
  expect(skipped.map(({ case: { id } }) => id)).toEqual(ofThePage)
  expect(report.uncovered).toEqual(pageIsBuilt ? [] : ['route get_page', 'route get_page_file'])
  expect(report.ok).toBe(true)
  expect(report.passed).toBe(cases.length - ofThePage.length)
}, 120_000)

describe('the cases', () => {
  test('are at least a hundred, each with an id of its group that no other has', () => {
    expect(cases.length).toBeGreaterThanOrEqual(100)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    for (const group of suite)
      for (const { id } of group.cases) expect(id).toMatch(new RegExp(`^${group.name}-\\d\\d$`))
  })

  test('refer to places that the protocol document has', () => {
    const text = readFileSync(new URL('docs/PROTOCOL.md', root), 'utf8')
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
    const anchors = new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)])
    expect(
      cases.filter(({ reference }) => !anchors.has(reference)).map(({ id, reference }) => `${id} ${reference}`),
    ).toEqual([])
  })

  test('say in a sentence what is demanded', () => {
    for (const { id, sentence } of cases) {
      expect(sentence, id).toMatch(/^\S.*\.$/s)
      expect(sentence.length, id).toBeLessThanOrEqual(160)
    }
  })

  test('need only what is explained, and each need is that of some case', () => {
    const wanted = new Set(cases.flatMap((one) => one.needs ?? []))
    expect([...wanted].sort()).toEqual((Object.keys(needs) as Need[]).sort())
  })

  test('stand in docs/CONFORMANCE.md as they are, and so does what they need', () => {
    const text = readFileSync(new URL('docs/CONFORMANCE.md', root), 'utf8')
    const between = text.split('<!-- cases -->\n')[1]?.split('<!-- /cases -->')[0]
    expect(between, 'write it anew: pactwire conformance --list --markdown').toBe(`\n${listMarkdown(suite)}\n`)
  })
})

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-')
}
