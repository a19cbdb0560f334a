import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settings } from '../../generated/settings.ts'
import { ConfigError } from '../../src/config/error.ts'
import { readTextFile } from '../../src/config/files.ts'
import { helpWidth } from '../../src/config/help.ts'
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts'
import { mask } from '../../src/config/mask.ts'

const secret = 'a-secret-of-more-than-thirty-two-characters'

interface Given {
  readonly args?: string[]
  readonly env?: Record<string, string>
  readonly files?: Record<string, string>
}

function load({ args = [], env = {}, files = {} }: Given): Promise<LoadedConfig> {
  const readFile = async (path: string): Promise<string> => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error(`ENOENT ${path}`), { code: 'ENOENT' })
    return text
  }
  return loadConfig({ args, env, cwd: '/app', readFile })
}

async function run(given: Given) {
  const loaded = await load(given)
  if (loaded.kind !== 'run') throw new Error(`expected to run, not ${loaded.kind}`)
  return loaded
}

async function problems(given: Given): Promise<readonly string[]> {
  const error = await load(given).catch((thrown: unknown) => thrown)
  if (!(error instanceof ConfigError)) throw new Error(`expected a ConfigError, not ${String(error)}`)
  expect(error.message).toBe(error.problems.join('\n'))
  return error.problems
}

describe('loading the configuration', () => {
  test('without any, it is development mode on loopback, and says so', async () => {
    const { config, origins, warnings } = await run({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, data_dir: './data', api_keys: [] })
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
    expect(Object.keys(origins)).toEqual(settings.map(({ key }) => key))
    expect(warnings).toEqual([expect.stringContaining('DEVELOPMENT MODE')])
  })

  test('flags override the environment, which overrides the file, which overrides the defaults', async () => {
    const files = { '/app/conf/x.json': '{ "port": 1, "drain_jitter_ms": 1, "log_level": "warn" } // all' }
    const env = { PACTWIRE_PORT: '2', PACTWIRE_DRAIN_JITTER_MS: '2' }
    const args = ['--config', 'conf/x.json', '--port', '3']
    const { config, origins } = await run({ args, env, files })
    expect([config.port, config.drain_jitter_ms, config.log_level, config.host]).toEqual([3, 2, 'warn', '127.0.0.1'])
    expect([origins['port'], origins['drain_jitter_ms'], origins['log_level'], origins['host']]).toEqual([
      '--port',
      'PACTWIRE_DRAIN_JITTER_MS',
      'conf/x.json: log_level',
      'default',
    ])
  })

  test('the environment can name the file, and the flag overrides it', async () => {
    const files = { '/etc/p.json': '{"port":1}', '/app/q.json': '{"port":2}' }
    const env = { PACTWIRE_CONFIG: '/etc/p.json' }
    expect((await run({ env, files })).config.port).toBe(1)
    expect((await run({ env, files, args: ['--config=q.json'] })).config.port).toBe(2)
  })

  test('secrets are read from files', async () => {
    const { config, origins } = await run({
      env: { PACTWIRE_JWT_SECRET_FILE: 's', PACTWIRE_HOST: '0.0.0.0' },
      files: { '/app/s': `${secret}\n` },
    })
    expect(config.jwt_secret).toBe(secret)
    expect(origins['jwt_secret']).toBe('PACTWIRE_JWT_SECRET_FILE')
  })

  test('a fault of each source is told in its own line', async () => {
    const files = {
      '/app/x.json': '{"prot": 1, "port": "80", "channels": [{"pattern": "a", "join": "me"}, {"patern": "b"}]}',
    }
    const env = {
      PACTWIRE_CONFIG: 'x.json',
      PACTWIRE_PORT: '70000',
      PACTWIRE_LOG_LEVEL: 'loud',
      PACTWIRE_JWT_SECRET: 'short',
    }
    const args = ['--drain-delay-ms', '1.5', '--bogus']
    expect(await problems({ args, env, files })).toEqual([
      'x.json: prot: there is no such key; did you mean "port"?',
      '--bogus: there is no such flag; --help lists all',
      'x.json: port: must be an integer, not "80"',
      expect.stringMatching(/^x\.json: channels\[0\]\.join: must be one of "anyone", .*"server"$/),
      'PACTWIRE_PORT: must be at most 65535, not 70000',
      'PACTWIRE_JWT_SECRET: must be at least 32 characters',
      expect.stringMatching(/^PACTWIRE_LOG_LEVEL: must be one of "trace", .*"silent", not "loud"$/),
      '--drain-delay-ms: must be an integer, not 1.5',
    ])
  })

  test('another address than loopback without authentication is refused', async () => {
    expect(await problems({ args: ['--host', '0.0.0.0'] })).toEqual([
      '--host: "0.0.0.0" can be reached from other machines, but no authentication is configured; set jwt_secret (PACTWIRE_JWT_SECRET), jwt_keys (PACTWIRE_JWT_KEYS) or jwks (PACTWIRE_JWKS), or for development listen on 127.0.0.1',
    ])
  })

  test.each([
    [{ args: ['--config', 'no.json'] }, '--config: cannot read no.json: there is no such file'],
    [{ env: { PACTWIRE_CONFIG: 'no.json' } }, 'PACTWIRE_CONFIG: cannot read no.json: there is no such file'],
    [{ env: { PACTWIRE_CONFIG: '' } }, 'PACTWIRE_CONFIG: must not be empty'],
    [{ env: { PACTWIRE_JWT_SECRET_FILE: '' } }, 'PACTWIRE_JWT_SECRET_FILE: must not be empty'],
    [
      { env: { PACTWIRE_JWT_SECRET_FILE: secret } },
      'PACTWIRE_JWT_SECRET_FILE: the file that it names cannot be read: there is no such file',
    ],
    [{ env: { PACTWIRE_HOST: '' } }, 'PACTWIRE_HOST: must not be empty, not ""'],
    [
      { args: ['--config', 'x.json'], files: { '/app/x.json': '{"port": 1,\n "port": 2}' } },
      'x.json:2:2: not JSON: this key stands here for the second time',
    ],
  ])('%j is refused in one line', async (given, line) => {
    expect(await problems(given)).toEqual([line])
  })

  test('a name cannot forge a line of its own', async () => {
    const lines = await problems({ env: { 'PACTWIRE_A\nall is well\u001b[2J': '1' } })
    expect(lines).toEqual(['PACTWIRE_A\\u000aall is well\\u001b[2J: there is no such setting'])
  })

  test('the complaints are bounded', async () => {
    const env = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`PACTWIRE_ZZZZZZ_${index}`, '1']))
    const lines = await problems({ env: { ...env, [`PACTWIRE_${'Q'.repeat(5000)}`]: '1' } })
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('… and 81 more')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1000)
  })
})

describe('printing the configuration', () => {
  test('shows what is in effect as JSON, secrets masked', async () => {
    const keys = [{ algorithm: 'HS256', secret, kid: 'k' }]
    const env = {
      PACTWIRE_JWT_SECRET: secret,
      PACTWIRE_API_KEYS: `${secret}1,${secret}2`,
      PACTWIRE_JWT_KEYS: JSON.stringify(keys),
    }
    const printed = await load({ args: ['--print-config', '--host=0.0.0.0', '--limits-max-channels', '7'], env })
    expect(printed.kind).toBe('print')
    const text = printed.kind === 'print' ? printed.text : ''
    expect(text).not.toContain(secret)
    expect(JSON.parse(text)).toMatchObject({
      host: '0.0.0.0',
      jwt_secret: mask,
      api_keys: [mask, mask],
      jwt_keys: [{ algorithm: 'HS256', secret: mask, kid: 'k' }],
      limits: { max_channels: 7, max_frame_bytes: 65_536 },
    })
  })

  test('what is printed is a configuration file, and one without secrets gives the same again', async () => {
    const printed = await load({
      args: ['--print-config', '--port', '0', '--channels', '[{"pattern":"a:*","send":"server"}]'],
    })
    const files = { '/app/again.json': printed.kind === 'print' ? printed.text : '' }
    expect(await load({ args: ['--print-config', '--config', 'again.json'], files })).toEqual(printed)
  })

  test('a masked secret is not taken for a secret', async () => {
    const printed = await load({
      args: ['--print-config'],
      env: { PACTWIRE_JWT_SECRET: secret, PACTWIRE_API_KEYS: secret },
    })
    const files = { '/app/again.json': printed.kind === 'print' ? printed.text : '' }
    expect(await problems({ args: ['--config', 'again.json'], files })).toEqual([
      'again.json: jwt_secret: must be at least 32 characters',
      'again.json: api_keys[0]: must be at least 16 characters',
    ])
  })

  test('what is wrong is told instead', async () => {
    expect(await problems({ args: ['--print-config', '--host', '::'] })).toHaveLength(1)
  })
})

describe('the help', () => {
  test('is given whatever else is wrong', async () => {
    expect((await load({ args: ['--help', '--bogus'], env: { PACTWIRE_BOGUS: '1' } })).kind).toBe('help')
  })

  test('names every setting with flag, variable and default, within its width', async () => {
    const help = await load({ args: ['-h'] })
    const text = help.kind === 'help' ? help.text : ''
    for (const { flag, env, secret: isSecret } of settings) {
      expect(text).toContain(env)
      expect(new RegExp(`^ {2}${flag}\\b`, 'm').test(text)).toBe(!isSecret)
    }
    expect(text).toContain(
      '  --port N\n      The port to listen on; 0 takes a free one.\n      environment PACTWIRE_PORT; default 8080\n',
    )
    expect(text).toContain('Or PACTWIRE_JWT_SECRET_FILE names a file')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(helpWidth)
    const titles = text.split('\n').filter((line) => /^[A-Z][a-z]+$/.test(line))
    expect(titles).toEqual(['General', 'Security', 'Logs', 'Shutdown', 'Limits'])
  })
})

describe('reading small files', () => {
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pactwire-config-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  test('reads text', async () => {
    writeFileSync(join(dir, 'a'), 'äöü')
    expect(await readTextFile(join(dir, 'a'))).toBe('äöü')
  })

  test('what is no small text file is refused', async () => {
    writeFileSync(join(dir, 'binary'), Buffer.from([0xff, 0xfe]))
    writeFileSync(join(dir, 'large'), Buffer.alloc(1024 * 1024 + 1, 97))
    const reason = async (name: string) => {
      const error = await loadConfig({ args: ['--config', name], env: {}, cwd: dir }).catch((thrown: unknown) => thrown)
      return error instanceof Error ? error.message : undefined
    }
    expect(await reason('binary')).toBe('--config: cannot read binary: it is not UTF-8 text')
    expect(await reason('large')).toBe('--config: cannot read large: it is larger than 1048576 bytes')
    expect(await reason('none')).toBe('--config: cannot read none: there is no such file')
    expect(await reason('.')).toBe('--config: cannot read .: it is a folder')
    expect(await reason('/dev/zero')).toBe('--config: cannot read /dev/zero: it is larger than 1048576 bytes')
  })
})
