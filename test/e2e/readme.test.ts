/** The README is run as it stands: every snippet, against a server that was started as it says. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { ServerProcess } from '../support/process.ts'
import { RawClient } from '../support/raw-client.ts'
import { newFolder } from '../support/store-worlds.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = await readFile(join(root, 'README.md'), 'utf8')
/** Debian’s packages are for Debian’s Python, which another one may stand in front of. */
const pythons = [process.env['PYTHON_FOR_TESTS'], 'python3', '/usr/bin/python3'].filter((path) => path !== undefined)
const apiKey = 'an-api-key-of-the-readme-test'

const marked = new Map<string, string>()
for (const [, name = '', code = ''] of readme.matchAll(/<!-- run: (\w+) -->\n```\w+\n([\s\S]*?)```/g))
  marked.set(name, code)
const used = new Set<string>()

function snippet(name: string): string {
  const code = marked.get(name)
  if (code === undefined) throw new Error(`README.md has no snippet marked ${name}`)
  used.add(name)
  return code
}

let server: ServerProcess & { readonly port: number }
beforeAll(async () => {
  // `npx pactwire` and `import 'pactwire'` are the built package.
  await run(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
  // On disk, as it says: there a message is answered later than what is asked after it.
  server = await ServerProcess.serve(['--data-dir', await newFolder()], { PACTWIRE_API_KEYS: apiKey })
}, 120_000)
afterAll(() => server?.end())

const here = (code: string) => code.replaceAll('127.0.0.1:8080', `127.0.0.1:${server.port}`)
const bash = async (code: string, env: Readonly<Record<string, string>> = {}) => {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', here(code)], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 60_000,
  })
  return stdout
}

test('the raw conversation', async () => {
  const frames = (await bash(snippet('raw')))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string })
  expect(frames.map(({ type }) => type).sort()).toEqual([
    'connect_ack',
    'join_channel_ack',
    'new_message',
    'presence_ack',
    'send_message_ack',
  ])
})

test('the conversation in Python', async (context) => {
  const code = snippet('python')
  const python = await firstWithWebsockets()
  if (python === undefined) {
    if (process.env['CI'] === 'true')
      throw new Error('no Python with the websockets package: apt-get install python3-websockets')
    context.skip('needs a Python with the websockets package: apt-get install python3-websockets')
    return
  }
  const { stdout } = await run(python, ['-c', here(code)], { timeout: 30_000 })
  expect(stdout).toContain('Hello from Python!')
})

async function firstWithWebsockets(): Promise<string | undefined> {
  for (const python of pythons) {
    if (
      await run(python, ['-c', 'import websockets']).then(
        () => true,
        () => false,
      )
    )
      return python
  }
  return undefined
}

test('the documents', async () => {
  const documents = await bash(snippet('documents'))
  expect(documents).toContain('"asyncapi": "3.0.0"')
  expect(documents).toContain('"openapi": "3.1.0"')
  expect(documents).toContain('send_message.json')
})

test('the HTTP API', async () => {
  const bob = await RawClient.as(`ws://127.0.0.1:${server.port}/ws`, 'bob')
  await bob.request('join_channel', { channel_id: 'room:1' })
  const answer = await bash(snippet('api'), { PACTWIRE_API_KEYS: apiKey })
  expect(answer).toContain('"duplicate":false')
  expect(answer).toContain('"user_id":"bob"')
  await bob.until(() => bob.all('new_message').find(({ data }) => data.content === 'Your order has shipped.'))
  await bob.close()
})

test('with authentication: the server starts, and takes a token of the command', async () => {
  const [exports, start] = [
    snippet('secured')
      .split('\n')
      .filter((line) => line.startsWith('export')),
    snippet('secured').split('\n').at(-2),
  ]
  expect(start).toBe('npm start -- --host 0.0.0.0')
  const values = (await bash([...exports, 'echo "$PACTWIRE_JWT_SECRET $PACTWIRE_API_KEYS"'].join('\n'))).trim()
  const [secret = '', key = ''] = values.split(' ')
  const env = { PACTWIRE_JWT_SECRET: secret, PACTWIRE_API_KEYS: key }
  const secured = await ServerProcess.serve(['--host', '0.0.0.0', '--store', 'memory'], env)
  const token = (await bash(snippet('token'), env)).trim()
  const alice = await RawClient.open(`ws://127.0.0.1:${secured.port}/ws`)
  expect(await alice.request('connect', { token })).toMatchObject({ user_id: 'alice' })
  await alice.request('join_channel', { channel_id: 'room:1' })
  await alice.request('send_message', { content: 'hi' })
  expect(await alice.refusal('join_channel', { channel_id: 'elsewhere' })).toBe('forbidden')
  expect((await secured.end()).code).toBe(0)
})

test('the configuration', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'pactwire-readme-')), 'pactwire.json')
  await writeFile(file, snippet('config'))
  const loaded = await loadConfig({ args: ['--config', file], env: {}, cwd: root })
  expect(loaded).toMatchObject({
    kind: 'run',
    config: { host: '0.0.0.0', channels: [{ pattern: 'news:*', join: 'anyone' }, {}, { durability: 'none' }] },
  })
})

/** As a program of somebody else would stand: strictly checked against the package’s own types, then run. */
async function program(name: string): Promise<string> {
  const dir = join(root, '.cache', 'readme')
  await mkdir(dir, { recursive: true })
  const file = join(dir, `${name}.mts`)
  await writeFile(file, here(snippet(name)))
  const tsc = ['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck']
  const options = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  await run(process.execPath, [...tsc, ...options, file], { cwd: root })
  const { stdout } = await run(process.execPath, ['--import', 'tsx', file], { cwd: root, timeout: 30_000 })
  return stdout
}

test('the SDK: compiles, joins, is heard, and finds its direct message in an inbox', async () => {
  const bob = await RawClient.as(`ws://127.0.0.1:${server.port}/ws`, 'bob')
  expect(await program('sdk')).toContain('alice: Hello!')
  const direct = await bob.until(() => bob.all('direct_message').find(({ data }) => data.from === 'alice'))
  expect(direct.data.content).toBe('Lunch?')
  await bob.close()
}, 60_000)

test('the program: compiles, starts, publishes, stops', async () => {
  expect(await program('library')).toMatch(/ws:\/\/127\.0\.0\.1:\d+\/ws/)
}, 60_000)

test('the generator', async () => {
  expect(await bash(snippet('generator'))).toMatch(/0 breaking/)
}, 60_000)

test('the two commands are what package.json and CI run', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
  expect(await readFile(join(root, '.ci/run'), 'utf8')).toMatch(/^\s*npm test/m)
})

test('no snippet is left out', () => {
  expect([...used].sort()).toEqual([...marked.keys()].sort())
  const blocks = readme.match(/^```(sh|ts|python)\n/gm)?.length ?? 0
  // `npm start` and `npm test` stand unmarked: they are what runs all this.
  const shown = [...marked.keys()].filter((name) => name !== 'config').length
  expect(blocks - 2).toBe(shown)
})
