/** `pactwire token`: what it prints is taken by a server with the same secret. */
import { expect, test } from 'vitest'
import { createAuthenticator } from '../../src/auth/build.ts'
import { tokenCommand } from '../../src/cli/token.ts'
import { noKeys, world } from '../support/auth-tokens.ts'

const secret = 'a shared secret that is long enough for HS256'
const fromEnv = { PACTWIRE_JWT_SECRET: secret }
const start = 1_700_000_000_000

interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

async function run(args: readonly string[], env: Record<string, string> = fromEnv, files = {}): Promise<Outcome> {
  const { clock, deps } = world(files)
  const written = { out: '', err: '' }
  const command = tokenCommand({ env, now: () => clock.now(), readFile: deps.readFile })
  const status = await command.run(args, {
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
  })
  return { status, ...written }
}

async function principalOf(out: string, settings = {}) {
  const auth = await createAuthenticator({ ...noKeys, jwt_secret: secret, ...settings }, world().deps)
  const verdict = await auth.authenticate({ token: out.trimEnd() })
  return verdict.ok ? verdict.principal : verdict
}

test('prints the token alone, good for an hour', async () => {
  const { status, out, err } = await run(['--user', 'alice'])
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(await principalOf(out)).toEqual({ userId: 'alice', expiresAt: start + 3_600_000, rights: undefined })
})

test('puts in the rights that are named, each as often as wanted', async () => {
  const { out } = await run(['--user', 'alice', '--join', 'room:*', '--join=news:*', '--presence', 'room:1'])
  expect(await principalOf(out)).toMatchObject({
    rights: {
      join: ['room:*', 'news:*'],
      send: ['room:*', 'news:*'],
      history: ['room:*', 'news:*'],
      presence: ['room:1'],
    },
  })
})

test('lets the bearer send elsewhere, or nowhere, when told so', async () => {
  const elsewhere = await run(['--user', 'alice', '--join', 'room:*', '--send', '@bob'])
  expect(await principalOf(elsewhere.out)).toMatchObject({ rights: { join: ['room:*'], send: ['@bob'] } })
  const nowhere = await run(['--user', 'alice', '--join', 'room:*', '--read-only'])
  expect(await principalOf(nowhere.out)).toMatchObject({ rights: { join: ['room:*'], send: [] } })
  expect((await run(['--user', 'alice', '--send', 'x', '--read-only'])).err).toContain('exclude each other')
})

test.each([
  ['30s', 30_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
  ['3650d', 315_360_000_000],
])('is good for %s when told so', async (expires, lifetime) => {
  const { out } = await run(['--user', 'alice', '--expires', expires])
  expect(await principalOf(out)).toMatchObject({ expiresAt: start + lifetime })
})

test.each([
  ['the environment', [], { PACTWIRE_JWT_SECRET: secret }],
  ['a file named in the environment', [], { PACTWIRE_JWT_SECRET_FILE: '/secret' }],
  [
    'a file named on the command line, before all others',
    ['--secret-file', '/secret'],
    { PACTWIRE_JWT_SECRET: 'x', PACTWIRE_JWT_SECRET_FILE: '/none' },
  ],
])('takes the secret from %s', async (_, args, env) => {
  const { status, out } = await run(['--user', 'alice', ...args], env, { '/secret': `${secret}\n` })
  expect(status).toBe(0)
  expect(await principalOf(out)).toMatchObject({ userId: 'alice' })
})

test('names issuer and audience, by default those of the server', async () => {
  const settings = { jwt_issuer: 'me', jwt_audience: 'chat' }
  const named = await run(['--user', 'alice', '--issuer', 'me', '--audience', 'chat'])
  expect(await principalOf(named.out, settings)).toMatchObject({ userId: 'alice' })
  const env = { ...fromEnv, PACTWIRE_JWT_ISSUER: 'me', PACTWIRE_JWT_AUDIENCE: 'chat' }
  expect(await principalOf((await run(['--user', 'alice'], env)).out, settings)).toMatchObject({ userId: 'alice' })
})

test('explains itself, with an example', async () => {
  const { status, out, err } = await run(['--help'], {})
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain("pactwire token --user alice --join 'room:*'")
  for (const option of [
    'user',
    'join',
    'send',
    'history',
    'presence',
    'expires',
    'secret-file',
    'issuer',
    'audience',
  ]) {
    expect(out).toContain(`--${option} `)
  }
})

const many = Array.from({ length: 100 }, (_, at) => ['--send', `${at}:${'x'.repeat(100)}`]).flat()

test.each<[string, readonly string[], Record<string, string>, string]>([
  ['no user', [], fromEnv, '--user is required'],
  ['a user that is none', ['--user', 'al ice'], fromEnv, '--user must be'],
  ['a user without end', ['--user', 'a'.repeat(129)], fromEnv, '--user must be'],
  ['a pattern that is none', ['--user', 'a', '--join', 'a/b'], fromEnv, '--join is not a channel pattern'],
  ['an unknown option', ['--user', 'a', '--rights', 'all'], fromEnv, "Unknown option '--rights'"],
  ['a word too many', ['alice'], fromEnv, "Unexpected argument 'alice'"],
  ['no time', ['--user', 'a', '--expires', '0s'], fromEnv, '--expires must be a number and s, m, h or d'],
  ['a time without unit', ['--user', 'a', '--expires', '60'], fromEnv, '--expires must be a number and s, m, h or d'],
  ['a time before now', ['--user', 'a', '--expires=-1h'], fromEnv, '--expires must be a number and s, m, h or d'],
  ['too long a time', ['--user', 'a', '--expires', '3651d'], fromEnv, '--expires must be 3650d at most'],
  ['no secret', ['--user', 'a'], {}, 'there is no secret: give --secret-file'],
  [
    'two secrets',
    ['--user', 'a'],
    { PACTWIRE_JWT_SECRET: 'a', PACTWIRE_JWT_SECRET_FILE: 'b' },
    'are both set; unset one',
  ],
  [
    'a short secret',
    ['--user', 'a'],
    { PACTWIRE_JWT_SECRET: 'a' },
    'PACTWIRE_JWT_SECRET: the secret must have 32 to 4096',
  ],
  ['no such file', ['--user', 'a', '--secret-file', '/no'], {}, '/no: cannot be read: no such file'],
  ['more than a token holds', ['--user', 'a', ...many], fromEnv, 'name fewer patterns'],
])('refuses %s in one line', async (_, args, env, line) => {
  const { status, out, err } = await run(args, env)
  expect([status, out]).toEqual([2, ''])
  expect(err).toMatch(/^pactwire token: [^\n]+\n$/)
  expect(err).toContain(line)
})
