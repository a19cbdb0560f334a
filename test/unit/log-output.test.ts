import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLineOutput, type LineOutput } from '../../src/log/output.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pactwire-log-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Both ends of a pipe that is full as long as nobody reads, neither of them blocking. */
function pipe(): { reader: number; writer: number; read(): string } {
  const path = join(dir, 'pipe')
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  return { reader, writer, read: () => readText(reader) }
}

/** What can be read now. */
function readText(fd: number): string {
  const buffer = Buffer.alloc(1 << 20)
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer))
  } catch {
    return ''
  }
}

describe.each([
  ['at once', false],
  ['by another thread', true],
])('the output of lines, written %s', (_, blocking) => {
  const outputTo = (fd: number, mostBytes = 4_000_000): LineOutput =>
    createLineOutput({ fd, blocking, mostBytes, lostLine: (count) => `lost ${count}\n` })

  test('writes every line in order', async () => {
    const file = join(dir, 'log')
    const fd = openSync(file, 'w')
    const output = outputTo(fd)
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} ä\n`)
    for (const line of lines) output.write(line)
    await output.flush()
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''))
    closeSync(fd)
  })

  test('a reader that stalls costs lines, and it is said how many', async () => {
    const { writer, read } = pipe()
    const output = outputTo(writer, 100_000)
    const line = `${'x'.repeat(999)}\n`
    for (let count = 0; count < 1000; count++) output.write(line)
    let text = ''
    await expect
      .poll(() => {
        text += read()
        return text
      })
      .toMatch(/lost \d+\n/)
    const written = text.split('\n').filter((one) => one.startsWith('x')).length
    const lost = Number(/lost (\d+)/.exec(text)?.[1])
    expect(lost).toBeGreaterThan(0)
    expect(written + lost).toBe(1000)
  })

  test('what waits is written at once when the process ends', () => {
    const { writer, read } = pipe()
    const output = outputTo(writer)
    output.write('one\n')
    output.write('two\n')
    output.flushNow()
    if (blocking) expect(read()).toContain('two\n')
    else expect(read()).toBe('one\ntwo\n')
  })

  test('a stalled reader does not keep the process from ending', async () => {
    const { writer } = pipe()
    const output = outputTo(writer)
    for (let count = 0; count < 300; count++) output.write(`${'x'.repeat(999)}\n`)
    await output.flush()
    const before = Date.now()
    output.flushNow()
    // It would wait for a second if it did not know already that nobody reads.
    expect(Date.now() - before).toBeLessThan(900)
  })

  test('a reader that stalls just now is waited for, but not for ever', () => {
    const { writer } = pipe()
    const output = outputTo(writer)
    for (let count = 0; count < 300; count++) output.write(`${'x'.repeat(999)}\n`)
    const before = Date.now()
    output.flushNow()
    expect(Date.now() - before).toBeLessThan(5000)
  })

  test('a reader that has gone costs lines, and the next one is told how many', async () => {
    const { reader, writer } = pipe()
    const output = outputTo(writer)
    closeSync(reader)
    for (const line of ['one\n', 'two\n']) {
      output.write(line)
      await output.flush()
    }
    output.flushNow()
    const next = openSync(join(dir, 'pipe'), constants.O_RDONLY | constants.O_NONBLOCK)
    output.write('three\n')
    await output.flush()
    expect(readText(next)).toBe('three\nlost 2\n')
  })

  test('a full disk is survived', async () => {
    const fd = openSync('/dev/full', 'w')
    const output = outputTo(fd)
    output.write('one\n')
    await output.flush()
    output.write('two\n')
    output.write('three\n')
    await output.flush()
    output.flushNow()
    closeSync(fd)
  })
})

describe('the log of a process', () => {
  const program = `
    import { createProcessLogger } from './src/log/pino.ts'
    const { logger } = createProcessLogger({ log_level: 'info', log_format: 'auto' }, {})
    logger.info({ n: 0 }, 'first')
    process.stdin.once('data', () => {
      for (let n = 1; n < 50; n++) logger.info({ n }, 'more')
      process.stderr.write('alive')
      process.exit(7)
    })
  `
  function start(stdout: 'pipe' | number) {
    const args = ['--import', 'tsx', '--input-type=module', '-e', program]
    const child = spawn(process.execPath, args, { stdio: ['pipe', stdout, 'pipe'] })
    const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
      let stderr = ''
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
      })
      child.once('close', (code) => resolve({ code, stderr }))
    })
    return { child, ended, go: () => child.stdin?.end('go') }
  }

  const entriesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
  const numbers = Array.from({ length: 50 }, (_, n) => n)

  test('is JSON where it is no terminal, in order and complete when the process exits', async () => {
    const file = join(dir, 'log')
    const fd = openSync(file, 'w')
    const { ended, go } = start(fd)
    go()
    expect(await ended).toEqual({ code: 7, stderr: 'alive' })
    closeSync(fd)
    const entries = entriesOf(readFileSync(file, 'utf8'))
    expect(entries.map(({ n }) => n)).toEqual(numbers)
    expect(entries[0]).toMatchObject({ level: 'info', msg: 'first' })
  })

  test('is complete as well where a write could block', async () => {
    // What Node gives to a child is a socket, which cannot be opened a second time.
    const { child, ended, go } = start('pipe')
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    go()
    expect(await ended).toEqual({ code: 7, stderr: 'alive' })
    expect(new Set(entriesOf(text).map(({ n }) => n))).toEqual(new Set(numbers))
  })

  test('does not end the process when its reader has gone', async () => {
    const { child, ended, go } = start('pipe')
    child.stdout?.once('data', () => {
      child.stdout?.once('close', go)
      child.stdout?.destroy()
    })
    expect(await ended).toEqual({ code: 7, stderr: 'alive' })
  })
})
