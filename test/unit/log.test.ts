import { describe, expect, test } from 'vitest'
import type { LogFields, Logger } from '../../src/log/log.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { createLogger, type LoggerOptions } from '../../src/log/pino.ts'
import { prettyLine } from '../../src/log/pretty.ts'

function collect(options: Partial<LoggerOptions> = {}): { logger: Logger; lines: string[] } {
  const lines: string[] = []
  const write = (line: string): void => {
    lines.push(line)
  }
  const now = () => Date.UTC(2024, 1, 29, 12, 30, 15, 7)
  return { lines, logger: createLogger({ level: 'debug', format: 'json', colour: false, write, now, ...options }) }
}

const only = (lines: string[]): unknown => {
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '')
}

describe('the log', () => {
  test('is one JSON object a line', () => {
    const { logger, lines } = collect()
    logger.info({ user_id: 'ann', count: 3, tls: true, nothing: undefined }, 'connected')
    expect(lines).toEqual([
      '{"level":"info","time":"2024-02-29T12:30:15.007Z","user_id":"ann","count":3,"tls":true,"msg":"connected"}\n',
    ])
  })

  test.each([
    ['trace', ['debug', 'info', 'warn', 'error']],
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['silent', []],
  ] as const)('at the level %s it takes %j', (level, taken) => {
    const { logger, lines } = collect({ level })
    for (const one of ['debug', 'info', 'warn', 'error'] as const) logger[one]({}, 'x')
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(taken)
  })

  test('a child adds its fields, and an entry may give one of them anew', () => {
    const { logger, lines } = collect()
    logger.child({ connection_id: 'c1', user_id: 'a' }).child({ n: 1 }).warn({ user_id: 'b' }, 'x')
    expect(only(lines)).toMatchObject({ connection_id: 'c1', user_id: 'b', n: 1 })
    expect(lines[0]?.match(/user_id/g)).toHaveLength(1)
  })

  test.each([
    'token',
    'access_token',
    'accessToken',
    'authorization',
    'Authorization',
    'content',
    'secret',
    'jwt_secret',
    'api_key',
    'apiKey',
    'x-api-key',
    'api_keys',
    'password',
    'set-cookie',
    'private_key',
  ])('the value of a field named %s is not written', (name) => {
    const { logger, lines } = collect()
    logger.child({ [name]: 'hunter2' }).info({ [name]: 'hunter2' }, 'x')
    expect(only(lines)).toMatchObject({ [name]: '[redacted]' })
    expect(lines.join()).not.toContain('hunter2')
  })

  test.each(['token_expired', 'content_bytes', 'key', 'author', 'tokens_left'])(
    'a field named %s is written',
    (name) => {
      const { logger, lines } = collect()
      logger.info({ [name]: 'fine' }, 'x')
      expect(only(lines)).toMatchObject({ [name]: 'fine' })
    },
  )

  test.each([
    ['a JWT', 'bad: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl!', 'bad: [redacted]!'],
    ['a long JWT', `eyJhbGciOiJIUzI1NiJ9.${'e'.repeat(5000)}.c2lnbmF0dXJl`, '[redacted]'],
    [
      'a bearer credential',
      'authorization was Bearer abc.def-123, sorry',
      'authorization was Bearer [redacted], sorry',
    ],
    ['a parameter', '/ws?access_token=abc&x=1', '/ws?access_token=***&x=1'],
  ])('%s inside of a text is not written', (_, text, written) => {
    const { logger, lines } = collect()
    logger.info({ reason: text }, text)
    expect(only(lines)).toMatchObject({ reason: written, msg: written })
  })

  test('nobody can forge a line, a field or a colour', () => {
    const text = 'x\n{"level":"error"}\r\u001b[31m\u2028\u202e\u0000\ud800'
    const { logger, lines } = collect()
    logger.info({ [text]: text }, text)
    const escaped = 'x\\u000a{"level":"error"}\\u000d\\u001b[31m\\u2028\\u202e\\u0000\\ud800'
    expect(only(lines)).toMatchObject({ [escaped]: escaped, msg: escaped })
    expect(lines[0]?.trimEnd()).not.toContain('\n')
  })

  test('what an entry has of its own is not overwritten', () => {
    const { logger, lines } = collect()
    logger.info({ level: 'x', time: 'y', msg: 'z' }, 'hello')
    expect(only(lines)).toMatchObject({ level: 'info', msg: 'hello', level_: 'x', time_: 'y', msg_: 'z' })
  })

  test('an entry is bounded', () => {
    const { logger, lines } = collect()
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, 'y'.repeat(1000)]))
    logger.info({ first: `${'y'.repeat(199)}😀`, ...many }, 'z'.repeat(100_000))
    expect(only(lines)).toMatchObject({ first: `${'y'.repeat(199)}…`, f0: `${'y'.repeat(200)}…` })
    expect(lines[0]?.length).toBeLessThan(12_000)
  })

  test('what the types forbid is neither written nor thrown', () => {
    const { logger, lines } = collect()
    const hostile = {
      error: new Error('hunter2'),
      inner: { token: 'hunter2' },
      list: ['hunter2'],
      none: null,
      big: 1n,
      call: () => 'hunter2',
      nan: Number.NaN,
    }
    logger.error(hostile as unknown as LogFields, 'x')
    expect(only(lines)).toMatchObject({
      error: '[object]',
      inner: '[object]',
      list: '[object]',
      none: '[null]',
      big: '[bigint]',
      nan: 'NaN',
    })
    expect(lines.join()).not.toContain('hunter2')
    const trap = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('trap')
      },
    })
    expect(() => logger.info(trap as LogFields, 'x')).not.toThrow()
    expect(() => logger.child(trap as LogFields).info({}, 'x')).not.toThrow()
  })

  test('an output that throws does not reach whoever logs', () => {
    const write = () => {
      throw new Error('no')
    }
    expect(() => collect({ write }).logger.info({}, 'x')).not.toThrow()
  })
})

describe('the log for a terminal', () => {
  const time = new Date(2024, 1, 29, 14, 3, 7, 20).toISOString()
  const entry = (fields: Record<string, unknown>) =>
    `${JSON.stringify({ level: 'warn', time, ...fields, msg: 'refused' })}\n`

  test('is a line of time, level, message and fields', () => {
    expect(prettyLine(entry({ user_id: 'ann', n: 3 }), false)).toBe('14:03:07.020 WARN  refused  user_id=ann n=3\n')
    expect(prettyLine(entry({}), false)).toBe('14:03:07.020 WARN  refused\n')
  })

  test('quotes what is not plainly one word, so that no value passes for a field', () => {
    expect(prettyLine(entry({ a: 'x admin=true', b: '', c: 'q"', d: '10.0.0.1:80' }), false)).toBe(
      '14:03:07.020 WARN  refused  a="x admin=true" b="" c="q\\"" d=10.0.0.1:80\n',
    )
  })

  test('has colours only when asked to', () => {
    expect(prettyLine(entry({}), true)).toContain('\u001b[33mWARN \u001b[0m')
    expect(prettyLine(entry({ a: 1 }), false)).not.toContain('\u001b')
  })

  test('what is no entry is passed on', () => {
    expect(prettyLine('hello\n', true)).toBe('hello\n')
  })

  test('is written by the logger', () => {
    const { logger, lines } = collect({ format: 'pretty' })
    logger.info({ token: 'hunter2', why: 'a\nb' }, 'hello')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\d\d:\d\d:15\.007 INFO {2}hello {2}token="\[redacted\]" why="a\\\\u000ab"\n$/)
  })
})

describe('the log in memory', () => {
  test('keeps entries as they would be written', () => {
    const log = createMemoryLogger()
    log.child({ user_id: 'ann' }).warn({ token: 'hunter2', none: undefined }, 'refused\n')
    expect(log.entries).toEqual([
      { level: 'warn', message: 'refused\\u000a', fields: { user_id: 'ann', token: '[redacted]' } },
    ])
  })

  test('forgets the oldest', () => {
    const log = createMemoryLogger(2)
    for (const n of [1, 2, 3]) log.info({ n }, 'x')
    expect(log.entries.map(({ fields }) => fields['n'])).toEqual([2, 3])
  })
})
