import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { nearest } from '../../src/codegen/nearest.ts'
import { packageVersion } from '../../src/version.ts'
import { type CompiledCommand, compileCommand } from '../support/compiled-command.ts'
import { schemaFolder } from '../support/generated-project.ts'

describe('pactwire', () => {
  let command: CompiledCommand
  beforeAll(async () => {
    command = await compileCommand()
  })
  afterAll(() => command.remove())

  it('tells how it is used, with every command and an example', async () => {
    const { status, stdout, stderr } = await command.run(['--help'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: pactwire COMMAND/)
    const width = Math.max(...commands.map(({ name }) => name.length))
    for (const { name, summary } of commands) expect(stdout).toContain(`  ${name.padEnd(width)}  ${summary}\n`)
    expect(stdout).toContain('Example:\n  pactwire ')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(await command.run(['-h'])).toMatchObject({ status: 0, stdout })
    expect(await command.run(['help'])).toMatchObject({ status: 0, stdout })
  })

  it('tells the same as a mistake when it is given no command', async () => {
    const { stdout } = await command.run(['--help'])
    expect(await command.run([])).toEqual({ status: 2, stdout: '', stderr: stdout })
  })

  it('tells its version', async () => {
    expect(await command.run(['--version'])).toEqual({ status: 0, stdout: `${packageVersion}\n`, stderr: '' })
  })

  it('suggests the nearest of its commands for one that there is not', async () => {
    expect(await command.run(['genrate'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'pactwire: there is no command `genrate`; did you mean `generate`?\n',
    })
    expect(await command.run(['make\nme a sandwich'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'pactwire: there is no command `make\\nme a sandwich`; see pactwire --help\n',
    })
  })

  it.skipIf(!existsSync('/dev/full'))('tells in one line when its output has no room', async () => {
    const script = 'exec "$0" "$1" --help > /dev/full'
    const error: unknown = await promisify(execFile)('sh', ['-c', script, process.execPath, command.main]).catch(
      (problem: unknown) => problem,
    )
    expect(error).toMatchObject({ code: 1, stderr: expect.stringMatching(/^pactwire: the output .*ENOSPC.*\n$/) })
  })

  it('tells what it did not foresee in one line, and where it happened only to who asks', async () => {
    // A process whose folder is gone cannot tell where it is, which no command is prepared for.
    const script = 'dir=$(mktemp -d); cd "$dir"; rmdir "$dir"; exec "$0" "$1" generate --schema "$2" --out "$dir"'
    const inNowhere = (debug: string) =>
      promisify(execFile)('sh', ['-c', script, process.execPath, command.main, schemaFolder('warehouse')], {
        env: { ...process.env, PACTWIRE_DEBUG: debug },
      }).then(
        () => ['', ''],
        (error: { stderr: string }) => error.stderr.trimEnd().split('\n'),
      )
    expect(await inNowhere('')).toEqual([expect.stringMatching(/^pactwire generate: ENOENT: .*cwd/)])
    const [first, ...stack] = await inNowhere('1')
    expect(first).toMatch(/^pactwire generate: ENOENT/)
    expect(stack.join('\n')).toContain('src/codegen/load.')
  })

  it.each(commands.map(({ name }) => name))('tells how %s is used', async (name) => {
    const asked = await command.run([name, '--help'])
    expect(asked).toMatchObject({ status: 0, stderr: '' })
    expect(asked.stdout).toMatch(new RegExp(`^Usage: pactwire ${name} `))
    expect(await command.run(['help', name])).toEqual(asked)
  })
})

describe('the table of commands', () => {
  it.each(commands)('says of $name what the command says of itself', async ({ name, summary, load }) => {
    expect(await load()).toMatchObject({ name, summary })
  })
})

describe('the nearest name', () => {
  const names = ['generate', 'serve', 'token']
  it.each([
    ['genrate', 'generate'],
    ['serev', 'serve'],
    ['Token', 'token'],
    ['tokens', 'token'],
    ['t', undefined],
    ['check', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('to %s', (written, meant) => {
    expect(nearest(written, names)).toBe(meant)
  })
})
