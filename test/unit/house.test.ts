import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { check, describeViolation, type Files, ruleNames } from '../support/house.ts'
import { scan, usesOf } from '../support/imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function readFiles(...folders: string[]): Files {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return new Map(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]))
}

/** For each rule, a house in which nothing else is broken: the rule must be named, at this place. */
const broken: Readonly<Record<string, { place: string; files: Record<string, string> }>> = {
  schema: { place: 'schema/codes.ts:1', files: { 'schema/codes.ts': `import Ajv from 'ajv'` } },
  generated: {
    place: 'generated/validators.js:2',
    files: { 'generated/validators.js': `'use strict'\nexport * from '../src/protocol/codec.ts'` },
  },
  protocol: { place: 'src/protocol/codec.ts:1', files: { 'src/protocol/codec.ts': `import { Buffer } from 'buffer'` } },
  'protocol-pure': {
    place: 'src/protocol/session.ts:2',
    files: { 'src/protocol/session.ts': `// Date\nexport const now = () => new Date('Date')` },
  },
  store: {
    place: 'src/store/lmdb.ts:1',
    files: { 'src/store/lmdb.ts': `import type { Auth } from '../auth/auth.ts'` },
  },
  auth: {
    place: 'src/auth/jwt.ts:1',
    files: { 'src/auth/jwt.ts': `export { send } from '../transport/transport.ts'` },
  },
  transport: { place: 'src/transport/memory.ts:1', files: { 'src/transport/memory.ts': `import '../hub/hub.ts'` } },
  hub: { place: 'src/hub/hub.ts:3', files: { 'src/hub/hub.ts': `import {\n  open,\n} from '../store/lmdb.ts'` } },
  events: {
    place: 'src/events/live.ts:1',
    files: { 'src/events/live.ts': `import type { Hub } from '../hub/hub.ts'` },
  },
  client: {
    place: 'src/client/connection.ts:1',
    files: { 'src/client/connection.ts': `import { setTimeout } from 'node:timers'` },
  },
  react: {
    place: 'src/client/react.ts:1',
    files: { 'src/client/react.ts': `import { createRoot } from 'react-dom/client'` },
  },
  console: { place: 'src/console/page.ts:1', files: { 'src/console/page.ts': `import '../protocol/codec.ts'` } },
  websocket: {
    place: 'src/websocket/header.ts:1',
    files: { 'src/websocket/header.ts': `import '../bench/client.ts'` },
  },
  bench: { place: 'src/bench/client.ts:1', files: { 'src/bench/client.ts': `import '../hub/hub.ts'` } },
  conformance: {
    place: 'src/conformance/run.ts:1',
    files: { 'src/conformance/run.ts': `import { startServer } from '../server.ts'` },
  },
  'native-transport': {
    place: 'src/http/routes.ts:1',
    files: { 'src/http/routes.ts': `const uws = await import("uWebSockets.js")` },
  },
  server: { place: 'src/server.ts:1', files: { 'src/server.ts': `import { connect } from './client/index.ts'` } },
  contract: {
    place: 'src/hub/limits.ts:1',
    files: { 'src/hub/limits.ts': `import '../../generated/types.ts'; import '../../schema/values.ts'` },
  },
  generator: {
    place: 'src/codegen/types.ts:1',
    files: { 'src/codegen/types.ts': `import '../../generated/types.ts'` },
  },
  arbitrary: {
    place: 'src/arbitrary/make.ts:1',
    files: { 'src/arbitrary/make.ts': `import { ajvFor } from '../codegen/ajv.ts'` },
  },
  'test-tools': {
    place: 'src/http/routes.ts:1',
    files: { 'src/http/routes.ts': `import { valid } from '../arbitrary/index.ts'` },
  },
  drawers: { place: 'src/hub/string-utils.ts:1', files: { 'src/hub/string-utils.ts': '' } },
  cycles: {
    place: 'src/hub/a.ts:2',
    files: {
      'src/hub/a.ts': `\nimport type { B } from './b.ts'`,
      'src/hub/b.ts': `import './c.ts'`,
      'src/hub/c.ts': `import type { A } from './a.ts'`,
    },
  },
}

describe('the house', () => {
  it('keeps its import rules', () => {
    expect(check(readFiles('schema', 'generated', 'src')).map(describeViolation)).toEqual([])
  })

  it('has an example of a breach for every rule', () => {
    expect(Object.keys(broken).sort()).toEqual([...ruleNames].sort())
  })

  it.each(Object.entries(broken))('reports a breach of the rule "%s" where it stands', (rule, { place, files }) => {
    const violations = check(new Map(Object.entries(files)))
    const atPlace = violations.filter((violation) => `${violation.file}:${violation.line}` === place)
    expect(atPlace.map((violation) => violation.rule)).toContain(rule)
    expect(violations).toEqual(atPlace)
  })

  it('allows what the rules allow', () => {
    const files = {
      'schema/values.ts': `import { Type } from '@sinclair/typebox'; import './codes.ts'`,
      'generated/validators.js': `import ucs2length from 'ajv/dist/runtime/ucs2length.js'; import './types.ts'`,
      'src/protocol/codec.ts': `import '../../generated/validators.js'; import './session.ts'; clock.performance; const s = 'setTimeout'`,
      'src/store/lmdb.ts': `import 'lmdb'; import 'node:fs'; import './store.ts'; import '../clock/clock.ts'`,
      'src/hub/hub.ts': `import '../store/store.ts'; import '../auth/policy.ts'; import '../protocol/codec.ts'; import './inbox.ts'`,
      'src/client/connection.ts': `import '../protocol/codec.ts'; import '../../generated/types.ts'`,
      'src/client/react.ts': `import { useMemo } from 'react'; import './stores/shared.ts'`,
      'src/console/page.ts': `import '../client/index.ts'; import 'preact/hooks'; import uPlot from 'uplot'; import './page.css'`,
      'src/transport/uws-socket.ts': `import * as uWS from 'uWebSockets.js'; import './transport.ts'`,
      'src/server.ts': `import './transport/uws.ts'; import './store/lmdb.ts'; import './hub/hub.ts'; import './http/routes.ts'`,
      'src/codegen/own.ts': `import '../../schema/protocol.ts'; import './generate.ts'; import 'ajv'`,
      'src/codegen/commonmark.ts': '',
      'src/arbitrary/read.ts': `import '../codegen/walk.ts'; import './model.ts'; import type * as fc from 'fast-check'`,
    }
    expect(check(new Map(Object.entries(files))).map(describeViolation)).toEqual([])
  })

  it('names file, line, import and rule in one line', () => {
    const [violation] = check(new Map([['src/server.ts', `\nimport './cli/main.ts'`]]))
    expect(violation && describeViolation(violation)).toBe(
      'src/server.ts:2: imports "./cli/main.ts" (src/server imports everything but client, console and cli)',
    )
  })
})

describe('reading imports', () => {
  const specifiers = (source: string) => scan(source).imports.map((entry) => entry.specifier)

  it.each([
    [`import a from 'x'`],
    [`import a, { b as c } from "x"`],
    [`import * as a from 'x'`],
    [`import type { A } from 'x'`],
    [`import 'x'`],
    [`export * from 'x'`],
    [`export type { A } from'x'`],
    [`export {\n  // why\n  a,\n} from /* here */ 'x'`],
    [`const a = await import('x')`],
    ['const a = await import(/* now */ `x`)'],
    [`let a: import('x').A`],
    [`import a = require('x')`],
    [`import a from 'x' with { type: 'json' }`],
    [`const a = \`\${b ? \`}\` : '\`'}\`; import 'x'`],
    ['const a = /[/"]\'/g; import "x"'],
    [`const a = b / 2 / c; import 'x'`],
  ])('finds it in %j', (source) => {
    expect(specifiers(source)).toEqual(['x'])
  })

  it.each([
    [`// import 'x'`],
    [`/* import 'x' */`],
    [`const a = "import 'x'"`],
    [`const a = \`import 'x' \${b} from 'y'\``],
    [`Array.from('x')`],
    [`const a = { from: 'x', import: 'y' }`],
    [`a.require('x')`],
    [`const a = /import 'x'/`],
    [`import(name)`],
  ])('finds none in %j', (source) => {
    expect(specifiers(source)).toEqual([])
  })

  it('sees globals that are used and not what only looks like them', () => {
    const uses = (source: string) => usesOf(scan(source).code, ['Date', 'setTimeout']).map((use) => use.name)
    expect(uses(`globalThis.Date.now(); setTimeout(f)`)).toEqual(['Date', 'setTimeout'])
    expect(uses("a.Date; myDate; Date2; 'Date'; /Date/; `Date` // Date")).toEqual([])
    expect(uses(`\`\${Date.now()}\``)).toEqual(['Date'])
  })
})
