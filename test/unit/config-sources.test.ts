import { describe, expect, test } from 'vitest'
import type { Setting } from '../../generated/settings.ts'
import { readEnvironmentLayer, secretFilesOf } from '../../src/config/environment.ts'
import { readFileLayer } from '../../src/config/file.ts'
import { readFlags } from '../../src/config/flags.ts'
import { merge } from '../../src/config/sources.ts'
import { nearest } from '../../src/config/suggest.ts'
import { readText } from '../../src/config/text.ts'

const nothing = new Map<string, string>()
const withSwitch: Setting[] = [
  { key: 'fast', env: 'PACTWIRE_FAST', flag: '--fast', form: 'switch', secret: false, description: '', default: false },
]

describe('text to value', () => {
  test.each([
    ['80', 80],
    ['-1', -1],
    ['+2.50', 2.5],
    ['.5', 0.5],
    ['1e-7', 1e-7],
  ])('the number %s', (text, value) => {
    expect(readText('number', text)).toEqual({ kind: 'value', value })
  })

  test.each(['', ' ', '80 ', '0x10', '1_000', 'Infinity', 'NaN', '1e999', '8080abc', '1,5', '.', 'e5'])(
    '%j is no number',
    (text) => {
      expect(readText('number', text)).toEqual({ kind: 'wrong', problem: 'must be a decimal number' })
    },
  )

  test.each([
    ['true', true],
    ['1', true],
    ['YES', true],
    ['on', true],
    ['False', false],
    ['0', false],
    ['no', false],
    ['off', false],
  ])('the switch %s', (text, value) => {
    expect(readText('switch', text)).toEqual({ kind: 'value', value })
  })

  test('what is neither on nor off is refused', () => {
    expect(readText('switch', 'maybe')).toEqual({ kind: 'wrong', problem: 'must be true or false' })
  })

  test('a list is trimmed, and empty entries are dropped', () => {
    expect(readText('list', ' a ,, b c,')).toEqual({ kind: 'value', value: ['a', 'b c'] })
    expect(readText('list', '')).toEqual({ kind: 'value', value: [] })
  })

  test('what is wrong with JSON is said without repeating it', () => {
    expect(readText('json', '[{"secret": hunter2}]')).toEqual({
      kind: 'wrong',
      problem: 'must be JSON (line 1, column 13: expected a value)',
    })
  })
})

describe('layers', () => {
  test('the last layer that speaks of a setting decides, and the origin says which', () => {
    const file = readFileLayer('pactwire.json', '{"port": 1, "host": "::1", "limits": {"max_channels": 5}}')
    const env = readEnvironmentLayer({ PACTWIRE_PORT: '2', PACTWIRE_LOG_LEVEL: 'warn', OTHER: 'x' }, nothing)
    const flags = readFlags(['--port=3'])
    const { value, origins } = merge([file, env, flags])
    expect(value).toMatchObject({
      port: 3,
      host: '::1',
      log_level: 'warn',
      limits: { max_channels: 5 },
      data_dir: './data',
    })
    expect(origins).toMatchObject({
      port: '--port',
      host: 'pactwire.json: host',
      log_level: 'PACTWIRE_LOG_LEVEL',
      'limits.max_channels': 'pactwire.json: limits.max_channels',
      'limits.max_bad_frames': 'default',
      data_dir: 'default',
    })
    expect([file, env, flags].flatMap((layer) => layer.problems)).toEqual([])
  })

  test('what an entry of a list leaves out is as the schema says', () => {
    const { value } = merge([
      readEnvironmentLayer({ PACTWIRE_CHANNELS: '[{"pattern":"a","join":"token"}, 7]' }, nothing),
    ])
    expect(value['channels']).toEqual([
      expect.objectContaining({ pattern: 'a', join: 'token', send: 'anyone', history_size: 10_000 }),
      7,
    ])
  })

  test('defaults are not shared between two configurations', () => {
    const [one, two] = [merge([]).value, merge([]).value]
    expect(one['channels']).toEqual(two['channels'])
    expect(one['channels']).not.toBe(two['channels'])
  })
})

describe('the file', () => {
  test.each([
    ['{"prot": 1}', 'x.json: prot: there is no such key; did you mean "port"?'],
    [
      '{"limits": {"max_chanels": 1}}',
      'x.json: limits.max_chanels: there is no such key; did you mean "limits.max_channels"?',
    ],
    ['{"maxChannels": 1}', 'x.json: maxChannels: there is no such key; did you mean "limits.max_channels"?'],
    ['{"limit": {}}', 'x.json: limit: there is no such key; did you mean "limits"?'],
    ['{"zzzzzzzzzzz": 1}', 'x.json: zzzzzzzzzzz: there is no such key'],
    ['{"__proto__": {"port": 1}}', 'x.json: __proto__: there is no such key'],
    ['{"limits": 5}', 'x.json: limits: must be an object'],
    [
      '{"limits.max_channels": 5}',
      'x.json: limits.max_channels: a key has no dots here: write { "limits": { "max_channels": … } }',
    ],
    [
      '{"jwt_secret_file": "x"}',
      'x.json: jwt_secret_file: there is no such key; set PACTWIRE_JWT_SECRET_FILE in the environment to the name of the file',
    ],
    ['[]', 'x.json: must hold one object in braces'],
    ['{\n "port": 80,\n}', 'x.json:3:1: not JSON: a comma before } is not allowed'],
  ])('%s is refused', (text, problem) => {
    expect(readFileLayer('x.json', text).problems).toEqual([problem])
  })
})

describe('the environment', () => {
  test.each([
    ['PACTWIRE_PROT', 'PACTWIRE_PROT: there is no such setting; did you mean "PACTWIRE_PORT"?'],
    [
      'PACTWIRE_MAX_CHANNELS',
      'PACTWIRE_MAX_CHANNELS: there is no such setting; did you mean "PACTWIRE_LIMITS_MAX_CHANNELS"?',
    ],
    [
      'PACTWIRE_JWT_SECRET_FIEL',
      'PACTWIRE_JWT_SECRET_FIEL: there is no such setting; did you mean "PACTWIRE_JWT_SECRET_FILE"?',
    ],
    ['PACTWIRE_PORT_FILE', 'PACTWIRE_PORT_FILE: there is no such setting'],
    ['PACTWIRE_', 'PACTWIRE_: there is no such setting'],
  ])('%s is refused', (name, problem) => {
    expect(readEnvironmentLayer({ [name]: 'x' }, nothing).problems).toHaveLength(1)
    expect(readEnvironmentLayer({ [name]: 'x' }, nothing).problems[0]).toContain(problem)
  })

  test('a bad value is refused and shown', () => {
    expect(readEnvironmentLayer({ PACTWIRE_PORT: '80\n' }, nothing).problems).toEqual([
      'PACTWIRE_PORT: must be a decimal number, not "80\\n"',
    ])
  })

  test('PACTWIRE_CONFIG and PACTWIRE_DEBUG are no settings and fine', () => {
    const layer = readEnvironmentLayer({ PACTWIRE_CONFIG: 'x', PACTWIRE_DEBUG: '1', PACTWIRE_PORT: undefined }, nothing)
    expect(layer).toEqual({ given: [], problems: [] })
  })

  test('what Kubernetes puts there is explained once', () => {
    const { problems } = readEnvironmentLayer(
      { PACTWIRE_SERVICE_HOST: '10.0.0.1', PACTWIRE_SERVICE_PORT_HTTP: '80', PACTWIRE_PORT_8080_TCP_ADDR: 'x' },
      nothing,
    )
    expect(problems).toEqual([
      'PACTWIRE_SERVICE_HOST: comes from Kubernetes, for a service named "pactwire", and so does a PACTWIRE_PORT that begins with tcp://; set `enableServiceLinks: false` in the pod, or give the service another name',
    ])
  })

  test('a secret comes from a file, without the newline at its end', () => {
    const env = { PACTWIRE_JWT_SECRET_FILE: '/run/secret', PACTWIRE_API_KEYS_FILE: 'keys' }
    expect(secretFilesOf(env)).toEqual([
      { key: 'jwt_secret', env: 'PACTWIRE_JWT_SECRET_FILE', path: '/run/secret' },
      { key: 'api_keys', env: 'PACTWIRE_API_KEYS_FILE', path: 'keys' },
    ])
    const layer = readEnvironmentLayer(
      env,
      new Map([
        ['PACTWIRE_JWT_SECRET_FILE', ' two\n\n'],
        ['PACTWIRE_API_KEYS_FILE', 'one\r\ntwo, three\r\n'],
      ]),
    )
    expect(layer.problems).toEqual([])
    expect(layer.given).toEqual([
      { key: 'jwt_secret', value: ' two\n', origin: 'PACTWIRE_JWT_SECRET_FILE' },
      { key: 'api_keys', value: ['one', 'two', 'three'], origin: 'PACTWIRE_API_KEYS_FILE' },
    ])
  })

  test('a secret and a file for it are one too many', () => {
    const env = { PACTWIRE_JWT_SECRET: 'a', PACTWIRE_JWT_SECRET_FILE: 'b' }
    expect(readEnvironmentLayer(env, new Map([['PACTWIRE_JWT_SECRET_FILE', 'x']]))).toEqual({
      given: [],
      problems: ['PACTWIRE_JWT_SECRET and PACTWIRE_JWT_SECRET_FILE: are both set; unset one of them'],
    })
  })
})

describe('the flags', () => {
  const secretAdvice =
    'a secret is no flag, because everybody on the machine can read the flags of a process; set PACTWIRE_JWT_SECRET, or PACTWIRE_JWT_SECRET_FILE to the name of a file that holds it'

  test.each([
    [['--prot', '1'], '--prot: there is no such flag; did you mean "--port"?; --help lists all'],
    [
      ['--max-channels=1'],
      '--max-channels: there is no such flag; did you mean "--limits-max-channels"?; --help lists all',
    ],
    [['--log_level', 'info'], '--log_level: there is no such flag; did you mean "--log-level"?; --help lists all'],
    [['-p', '80'], '-p: there is no such flag; --help lists all'],
    [['-pq'], '-p: there is no such flag; --help lists all'],
    [['--port'], '--port: needs a value'],
    [['--host', '--port=1'], '--host: needs a value; if it begins with "--", write --host=…'],
    [['--port', '1', '--port', '2'], '--port: is given twice'],
    [['--config', 'a', '--config', 'b'], '--config: is given twice'],
    [['--port', 'x'], '--port: must be a decimal number, not "x"'],
    [['--print-config=yes'], '--print-config: takes no value'],
    [['--port', '1', 'two'], 'argument 3: is not a flag; flags begin with "--", and a value with spaces needs quotes'],
    [['--', '--port'], 'argument 1: is not a flag; flags begin with "--", and a value with spaces needs quotes'],
    [['--jwt-secret', 'hunter2'], `--jwt-secret: ${secretAdvice}`],
    [['--jwt-secret=hunter2'], `--jwt-secret: ${secretAdvice}`],
    [['--jwt-secret'], `--jwt-secret: ${secretAdvice}`],
    [['--jwt-secret-file', 'x'], `--jwt-secret-file: there is no such flag; ${secretAdvice}`],
    [
      ['--jwt-keys', '[{"algorithm":"HS256","secret":"hunter2"}]'],
      '--jwt-keys[0].secret: a secret is no flag, because everybody on the machine can read the flags of a process; give it in the configuration file or in PACTWIRE_JWT_KEYS',
    ],
  ])('%j is refused', (args, problem) => {
    expect(readFlags(args).problems[0]).toBe(problem)
    expect(readFlags(args).problems.join()).not.toContain('hunter2')
  })

  test('what follows a flag that is not known is not complained about as well', () => {
    expect(readFlags(['--jwt-secrt', 'hunter2']).problems).toHaveLength(1)
  })

  test('a value may be negative, and with = begin with dashes', () => {
    expect(readFlags(['--port', '-1', '--data-dir=--x']).given).toEqual([
      { key: 'port', value: -1, origin: '--port' },
      { key: 'data_dir', value: '--x', origin: '--data-dir' },
    ])
  })

  test('a list may be given in several flags', () => {
    expect(readFlags(['--trusted-proxies', '::1,10.0.0.0/8', '--trusted-proxies=fd00::/8']).given).toEqual([
      { key: 'trusted_proxies', value: ['::1', '10.0.0.0/8', 'fd00::/8'], origin: '--trusted-proxies' },
    ])
  })

  test.each([
    [['--fast'], true],
    [['--no-fast'], false],
    [['--fast=false'], false],
    [['--fast=on'], true],
  ])('the switch %j', (args, value) => {
    expect(readFlags(args, withSwitch).given).toEqual([{ key: 'fast', value, origin: '--fast' }])
  })

  test.each([
    [['--no-fast=true'], '--no-fast: takes no value; write --fast=false or --no-fast'],
    [['--fast', '--no-fast'], '--no-fast: is given twice'],
    [['--fast=maybe'], '--fast: must be true or false, not "maybe"'],
  ])('the switch %j is refused', (args, problem) => {
    expect(readFlags(args, withSwitch).problems).toEqual([problem])
  })

  test.each([
    [['--config', 'a.json', '--print-config'], { action: 'print', file: 'a.json' }],
    [['--print-config', '-h'], { action: 'help', file: undefined }],
    [['--help', '--print-config'], { action: 'help', file: undefined }],
    [[], { action: 'run', file: undefined, given: [], problems: [] }],
  ])('%j asks for the right thing', (args, expected) => {
    expect(readFlags(args)).toMatchObject(expected)
  })
})

describe('suggestions', () => {
  test.each([
    ['prot', 'port'],
    ['PORT', 'port'],
    ['log-level', 'log_level'],
    ['nothing_like_it', undefined],
    ['x', undefined],
    ['', undefined],
    ['y'.repeat(1000), undefined],
  ])('%s: %s', (word, found) => {
    expect(nearest(word, ['host', 'port', 'log_level'])).toBe(found)
  })
})
