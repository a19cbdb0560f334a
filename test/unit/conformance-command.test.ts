/** `pactwire conformance` as a command: what it understands, what it prints, and how it ends. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conformance } from '../../src/cli/conformance.ts'
import { environmentOf, serveCommand, tokenCommand } from '../../src/conformance/commands.ts'
import { serveHere } from '../support/conformance-servers.ts'
import { stopTestServers } from '../support/test-server.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pactwire-conformance-command-'))
})
afterAll(async () => {
  await stopTestServers()
  await rm(dir, { recursive: true, force: true })
})

async function run(...args: string[]) {
  let [out, err] = ['', '']
  const status = await conformance.run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}

const order = { settings: {}, authentication: false, control: false, faults: false }

describe('the command', () => {
  test('explains itself, with every need and every group', async () => {
    const { status, out } = await run('--help')
    expect(status).toBe(0)
    expect(out).toMatch(/--url[\s\S]*--token-command[\s\S]*--control[\s\S]*streams[\s\S]*Exit status/)
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  test('lists the cases that are chosen', async () => {
    const { status, out } = await run('--list', '--only', 'direct', '--only', 'streams-07')
    expect(status).toBe(0)
    expect(out).toMatch(/^streams: .*\n {2}streams-07 {2}.*\n$/m)
    expect(out).toContain('direct-01')
    expect(out).not.toContain('streams-06')
  })

  test.each([
    [[], /--url is required/],
    [['--url', 'http://x'], /--url must be a WebSocket address/],
    [['--url', 'nonsense'], /--url must be a WebSocket address/],
    [['--url', 'ws://x/ws', '--only', 'nonsense'], /no case nonsense/],
    [['--url', 'ws://x/ws', '--skip', '/nowhere'], /--skip \/nowhere/],
    [['--url', 'ws://x/ws', '--patience', '0'], /--patience must be/],
    [['--url', 'ws://x/ws', '--concurrency', 'many'], /--concurrency must be/],
    [['--url', 'ws://x/ws', '--seed', '4294967296'], /--seed must be 0 to 4294967295/],
    [['--url', 'ws://x/ws', '--channel', '@alice'], /--channel must be a channel id/],
    [['--url', 'ws://x/ws', '--token', 'a', '--jwt-secret', 'b'], /exclude one another/],
    [['--nonsense'], /--nonsense/],
  ])('used as %j says in a line what to do, and ends with 2', async (args, problem) => {
    const { status, err } = await run(...args)
    expect(status).toBe(2)
    expect(err).toMatch(problem)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('asks a server, reports, writes both files, and ends with 0', async () => {
    const server = await serveHere(order)
    const [json, junit] = [join(dir, 'report.json'), join(dir, 'report.xml')]
    const { status, out } = await run(
      '--url',
      server.url,
      '--only',
      'channels-01',
      '--only',
      'http-05',
      '--json',
      json,
      '--junit',
      junit,
    )
    expect(out).toMatch(
      /✓ channels-01[\s\S]*– http-05[\s\S]*skipped: it needs a key of the HTTP API[\s\S]*1 passed, 0 failed, 1 skipped/,
    )
    expect(status).toBe(0)
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ url: server.url, passed: 1, ok: true })
    expect(await readFile(junit, 'utf8')).toContain('<testsuite name="channels" tests="1"')
  })

  test('ends with 1 when a case fails, and shows why even when it is quiet', async () => {
    const { status, out } = await run('--url', 'ws://127.0.0.1:9/ws', '--only', 'channels-01', '--quiet')
    expect(status).toBe(1)
    expect(out).toMatch(/✗ channels-01[\s\S]*but[\s\S]*1 failed/)
  })

  test('leaves out what the list says', async () => {
    const server = await serveHere(order)
    const file = join(dir, 'skips.json')
    await writeFile(file, '{"channels-01": "not today"}')
    const { status, out } = await run('--url', server.url, '--only', 'channels-01', '--skip', file)
    expect(status).toBe(0)
    expect(out).toContain('skipped: not today')
  })
})

describe('servers and tokens by commands of the shell', () => {
  test('a server is started with its settings in the environment, ended, and started again on its data', async () => {
    const serve = serveCommand(`${JSON.stringify(process.execPath)} --import tsx src/cli/main.ts serve`)
    const server = await serve({
      ...order,
      authentication: true,
      control: true,
      settings: { limits: { max_frame_bytes: 3000 } },
    })
    try {
      const { runConformance } = await import('../../src/conformance/run.ts')
      const { results } = await runConformance({ target: server, only: ['limits-01', 'recovery-14'] })
      expect(results.map(({ case: { id }, verdict }) => `${id} ${verdict.kind}`)).toEqual([
        'recovery-14 passed',
        'limits-01 passed',
      ])
    } finally {
      await server.end()
    }
  })

  test('a server that cannot start is reported with what it said', async () => {
    await expect(serveCommand('echo it cannot be >&2; exit 3')(order)).rejects.toThrow(/ended with 3: it cannot be/)
  })

  test('settings become variables as the server reads them', () => {
    const settings = {
      allowed_origins: ['https://a', 'https://b'],
      channels: [{ pattern: 'x' }],
      limits: { request_burst: 5 },
    }
    expect(environmentOf({ ...order, settings }, 1234, '/data')).toMatchObject({
      PACTWIRE_PORT: '1234',
      PACTWIRE_DATA_DIR: '/data',
      PACTWIRE_ALLOWED_ORIGINS: 'https://a,https://b',
      PACTWIRE_CHANNELS: '[{"pattern":"x"}]',
      PACTWIRE_LIMITS_REQUEST_BURST: '5',
    })
    expect(environmentOf(order, 1, '/data')).not.toHaveProperty('PACTWIRE_JWT_SECRET')
  })

  test('a token is what the command prints for the user, made once', async () => {
    const tokenOf = tokenCommand('echo token-of-{user}')
    expect(await Promise.all([tokenOf('alice'), tokenOf('alice'), tokenOf('bob')])).toEqual([
      'token-of-alice',
      'token-of-alice',
      'token-of-bob',
    ])
    await expect(tokenCommand('echo no >&2; exit 1')('alice')).rejects.toThrow(/ended with 1 and printed no token: no/)
  })
})
