/** The server gets the same flags of Node whether it is started by `npm start` or as the installed command. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('npm start and the first line of the command agree', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  const [first = ''] = readFileSync('src/cli/main.ts', 'utf8').split('\n')
  const flags = /^#!\/usr\/bin\/env -S node (.+)$/.exec(first)?.[1]
  expect(flags).toMatch(/^--\S/)
  expect(scripts.start).toContain(`exec node ${flags} dist/src/cli/main.js serve`)
})
