/** docs/EVENTS.md is run as it stands: its folder of events, its configuration, and every snippet. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ErrorFrame } from '../../generated/types.ts'
import { ServerProcess } from '../support/process.ts'
import { RawClient } from '../support/raw-client.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const manual = await readFile(join(root, 'docs', 'EVENTS.md'), 'utf8')
const snippets = new Map(
  [...manual.matchAll(/<!-- run: (\w+) -->\n```\w+\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => [name, code]),
)
const files = [...manual.matchAll(/^```\w+ (events\/\S+)\n([\s\S]*?)^```$/gm)]
const used = new Set<string>()
const apiKey = 'an-api-key-of-the-events-manual'

function snippet(name: string): string {
  used.add(name)
  return snippets.get(name) ?? ''
}

/** The component as a server renders it. */
const shown = `import { renderToString } from 'react-dom/server'
import { WebSocket } from 'ws'
import { Board } from './react.tsx'
import { connect } from './realtime/client.ts'

const client = connect('ws://127.0.0.1:8080/ws', { WebSocket, userId: 'alice', reconnect: 'off' })
client.close()
process.stdout.write(renderToString(<Board client={client} />))
`

let dir: string
let server: ServerProcess & { readonly port: number }

beforeAll(async () => {
  // `npx pactwire` and `import 'pactwire'` are the built package.
  await run(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
  dir = await mkdtemp(join(tmpdir(), 'pactwire-events-manual-'))
  await mkdir(join(dir, 'node_modules', '@sinclair'), { recursive: true })
  await symlink(root, join(dir, 'node_modules', 'pactwire'), 'junction')
  for (const name of [join('@sinclair', 'typebox'), 'ws', '@types', 'react', 'react-dom', 'scheduler'])
    await symlink(join(root, 'node_modules', name), join(dir, 'node_modules', name), 'junction')
  await writeFile(join(dir, 'package.json'), '{"type":"module"}')
  for (const [, path = '', text = ''] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
  const config = { ...(JSON.parse(snippet('config')) as object), events: join(dir, 'events') }
  await writeFile(join(dir, 'pactwire.json'), JSON.stringify(config))
  server = await ServerProcess.serve(['--config', join(dir, 'pactwire.json'), '--data-dir', join(dir, 'data')], {
    PACTWIRE_API_KEYS: apiKey,
  })
}, 120_000)

afterAll(async () => {
  await server?.end()
  await rm(dir, { recursive: true, force: true })
})

const bash = async (code: string) => {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', code.replaceAll('8080', String(server.port))], {
    cwd: dir,
    env: { ...process.env, PACTWIRE_API_KEYS: apiKey },
    timeout: 60_000,
  })
  return stdout
}

test('the HTTP API: the event arrives', async () => {
  const bob = await RawClient.as(`ws://127.0.0.1:${server.port}/ws`, 'bob')
  await bob.request('join_channel', { channel_id: 'orders:42' })
  expect(await bash(snippet('api'))).toContain('"duplicate":false')
  expect((await bob.wait('new_event'))[0]?.data.payload).toEqual({ order_id: 'o-42', status: 'shipped' })
  await bob.close()
})

test('the frames: one is taken, one is refused as it says', async () => {
  const alice = await RawClient.as(`ws://127.0.0.1:${server.port}/ws`, 'alice')
  await alice.request('join_channel', { channel_id: 'board:1' })
  for (const line of snippet('frames').trim().split('\n')) alice.raw(line)
  const refused = await alice.until(() => alice.frames.find((frame): frame is ErrorFrame => frame.type === 'error'))
  expect(manual).toContain(`(\`invalid_data\`: \`${refused.data.message}\`)`)
  const shown = /^\{ "type": "new_event"[\s\S]*?(?=^```)/m.exec(manual)?.[0] ?? '{}'
  const [push] = await alice.wait('new_event')
  const { data } = JSON.parse(shown) as { data: object }
  expect(Object.keys(push?.data ?? {}).sort()).toEqual(Object.keys(data).sort())
  expect(push?.data).toMatchObject({ event: 'cursor_moved', version: 1, payload: { x: 12.5, y: 80 }, user_id: 'alice' })
  await alice.close()
})

test('the program: compiles, starts and publishes', async () => {
  await writeFile(join(dir, 'program.mts'), snippet('library'))
  const tsc = [
    join(root, 'node_modules/typescript/bin/tsc'),
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
  ]
  const options = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--typeRoots']
  await run(process.execPath, [...tsc, ...options, join(root, 'node_modules/@types'), 'program.mts'], { cwd: dir })
  const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs')
  await run(process.execPath, ['--import', tsx, 'program.mts'], { cwd: dir, timeout: 30_000 })
}, 60_000)

test('the client: is generated, compiles and runs, in development too', async () => {
  const command = join(root, 'dist/src/cli/main.js')
  await bash(snippet('generate').replace('npx pactwire', `${process.execPath} ${command}`))
  const programs = ['client', 'development'] as const
  for (const name of programs)
    await writeFile(join(dir, 'src', `${name}.ts`), snippet(name).replaceAll('8080', String(server.port)))
  await writeFile(join(dir, 'src', 'react.tsx'), snippet('react'))
  await writeFile(join(dir, 'src', 'shown.tsx'), shown)
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    jsx: 'react-jsx',
    types: ['node'],
  }
  await writeFile(join(dir, 'src', 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'src'], { cwd: dir })
  const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs')
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(dir, 'src', 'tsconfig.json') }
  const told: string[] = []
  for (const name of [...programs.map((each) => `${each}.ts`), 'shown.tsx']) {
    const args = ['--import', tsx, join('src', name)]
    const { stdout, stderr } = await run(process.execPath, args, { cwd: dir, env, timeout: 30_000 })
    told.push(stdout + stderr)
  }
  expect(told).toEqual([
    'alice points at 12.5, 80\nthe first is at 12.5\n',
    '',
    '<section><p>nowhere yet</p><ol></ol></section>',
  ])
}, 60_000)

test('the check', async () => {
  const command = snippet('check').replace('npx pactwire', `${process.execPath} ${join(root, 'dist/src/cli/main.js')}`)
  expect(await bash(command)).toContain('order_updated  version 1, as recorded')
})

test('no snippet is left out, and each file of the folder is there', () => {
  expect([...used].sort()).toEqual([...snippets.keys()].sort())
  expect(files.map(([, path]) => path)).toEqual([
    'events/order_updated.json',
    'events/order_line.json',
    'events/cursor.ts',
  ])
})
