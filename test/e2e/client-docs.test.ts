/** docs/CLIENT.md is true: every snippet compiles against the built package, and runs against a server. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClientOptions, ConnectionState } from '../../src/client/index.ts'
import * as sdk from '../../src/client/index.ts'
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const guide = await readFile(join(root, 'docs/CLIENT.md'), 'utf8')
/** Inside of the package, which finds itself by its name. */
const dir = join(root, '.cache', 'client-docs')

interface Snippet {
  readonly name: string
  readonly language: string
  readonly code: string
}

const snippets: Snippet[] = [...guide.matchAll(/(?:<!-- run: (\w+) -->\n)?```(\w+)\n([\s\S]*?)```/g)].map(
  ([, name, language = '', code = ''], at) => ({ name: name ?? `snippet-${at}`, language, code }),
)

/** A snippet that makes no client of its own takes one for granted, and a channel that it has joined. */
function whole({ code }: Snippet): string {
  if (/[^.]\bconnect\('/.test(code)) return code
  const [imports, rest] = [code.match(/^import .*$/gm) ?? [], code.replaceAll(/^import .*$/gm, '')]
  return [
    ...imports,
    `import { connect as connectFirst } from 'pactwire/client'`,
    `import GivenWebSocket from 'ws'`,
    `const client = connectFirst('ws://127.0.0.1:8080', { userId: 'alice', WebSocket: GivenWebSocket })`,
    `const room = client.channel('room:1')`,
    'await room.join()',
    rest,
    'client.close()',
    'export {}',
  ].join('\n')
}

const fileOf = ({ name, language }: Snippet) => join(dir, `${name}.${language === 'tsx' ? 'tsx' : 'mts'}`)
/** The table after a heading: its rows, and the cells of each. */
function table(heading: string): string[][] {
  const [, section = ''] = guide.split(`\n## ${heading}\n`)
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
const named = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)

let server: TestServer
beforeAll(async () => {
  await run(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
  server = await startTestServer()
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true })
  for (const snippet of snippets)
    await writeFile(fileOf(snippet), whole(snippet).replaceAll('127.0.0.1:8080', server.http.replace('http://', '')))
}, 120_000)
afterAll(async () => {
  await stopTestServers()
  await rm(dir, { recursive: true, force: true })
})

describe('the guide of the client', () => {
  it('has snippets that compile', async () => {
    const tsc = ['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck']
    const program = [
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom',
      '--jsx',
      'react-jsx',
      '--types',
      'node',
    ]
    const { stdout } = await run(process.execPath, [...tsc, ...program, ...snippets.map(fileOf)], { cwd: root }).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
    expect(snippets.length).toBeGreaterThan(12)
  })

  it.each(snippets.filter(({ language }) => language === 'ts'))('has a snippet that runs: $name', async (snippet) => {
    const options = { cwd: root, timeout: 20_000 }
    const { stdout } = await run(process.execPath, ['--import', 'tsx', fileOf(snippet)], options)
    const expected: Record<string, string> = {
      first: 'alice: Hello!\n',
      loop: '1 one\n2 two\n',
      since: 'nothing was missed: true\n',
    }
    const print = expected[snippet.name]
    if (print !== undefined) expect(stdout).toBe(print)
  })

  it('names every option, and no other', () => {
    const options: Record<keyof ClientOptions, true> = {
      token: true,
      getToken: true,
      userId: true,
      WebSocket: true,
      requestTimeoutMs: true,
      connectTimeoutMs: true,
      outbox: true,
      reconnect: true,
      validator: true,
      surroundings: true,
    }
    expect(table('Connecting').flatMap(([cell]) => named(cell))).toEqual(Object.keys(options))
  })

  it('names every state', () => {
    const states: Record<ConnectionState['state'], true> = { connecting: true, open: true, waiting: true, closed: true }
    expect(table('States').flatMap(([cell]) => named(cell))).toEqual(Object.keys(states))
  })

  it('names every error, with its code and whether it can be tried again', () => {
    const position = { epoch: 'e', offset: 1 }
    const examples = [
      new sdk.RequestError('presence', { code: 'forbidden', message: '', retryable: false }),
      new sdk.TimeoutError('presence', 1, 'unknown'),
      new sdk.AbortedError('presence', 'unknown'),
      new sdk.ConnectionLostError('presence', 'unknown'),
      new sdk.ClosedError('presence', '', 'unknown'),
      new sdk.OutboxFullError(1),
      new sdk.MessagesLostError('gap', undefined, position),
      new sdk.InvalidFrameError(''),
      new sdk.TokenError('', true),
      new sdk.ListenerError('state', 'cause'),
      new sdk.UsageError(''),
    ]
    const classes = Object.values(sdk).filter((each) => each.prototype instanceof sdk.PactwireError)
    expect(new Set(examples.map((error) => error.constructor))).toEqual(new Set(classes))
    const rows = examples.map((error) =>
      error instanceof sdk.RequestError
        ? ['`RequestError`', '[of the protocol](PROTOCOL.md#error-codes)', 'as the server says']
        : [`\`${error.name}\``, `\`${error.code}\``, String(error.retryable)],
    )
    expect(table('Errors').map((cells) => cells.slice(0, 3))).toEqual(rows)
    for (const [name, , , when = ''] of table('Errors')) {
      const example = examples.find((error) => `\`${error.name}\`` === name)
      // Of a `cause`, `timeoutMs` and so on the prose speaks as well: only what is promised "with" is looked for.
      const promised = named(/\bwith (.*)$/.exec(when)?.[1])
      for (const field of promised) expect(example, `${name} has ${field}`).toHaveProperty(String(field))
    }
  })

  it('has links that lead somewhere', async () => {
    const anchors = (text: string) =>
      new Set(
        [...text.matchAll(/^#+ (.*)$|<a id="([^"]+)">/gm)].map(([, heading, id]) =>
          (id ?? heading ?? '')
            .toLowerCase()
            .replaceAll(/[^\w\- ]/g, '')
            .replaceAll(' ', '-'),
        ),
      )
    for (const [, file = '', anchor] of guide.matchAll(/\]\(([A-Z]+\.md)?(?:#([\w-]+))?\)/g)) {
      const text = file === '' ? guide : await readFile(join(root, 'docs', file), 'utf8')
      if (anchor !== undefined) expect([...anchors(text)], `${file}#${anchor}`).toContain(anchor)
    }
  })
})
