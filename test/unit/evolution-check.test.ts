import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { readFolderSet, readGitSet } from '../../src/evolution/read.ts'

const root = mkdtempSync(join(tmpdir(), 'pactwire-check-'))
const repository = join(root, 'repository')
const schema = join(repository, 'generated', 'schema')

afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(dir: string, files: Readonly<Record<string, unknown>>): string {
  mkdirSync(dir, { recursive: true })
  for (const [name, value] of Object.entries(files)) {
    writeFileSync(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value))
  }
  return dir
}

/** Not the settings of whoever runs this: those might sign commits, or run hooks. */
function git(...args: string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
  execFileSync('git', ['-C', repository, ...person, ...args], { env, stdio: 'pipe' })
}

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const status = await check.run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}

const request = (fields: Record<string, unknown>, required: string[]) => ({
  'x-pactwire': { kind: 'request', event: 'ask', reply: 'ask_ack', errors: [], session: 'open' },
  type: 'object',
  properties: fields,
  required,
  additionalProperties: false,
})
const text = { type: 'string' }
const first = request({ a: text }, [])
const wider = request({ a: text, b: text }, [])
const narrower = request({ a: text, b: text }, ['b'])

beforeAll(() => {
  write(schema, { 'ask.json': first, 'notes.txt': 'no schema' })
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  git('tag', 'v1')
  write(join(repository, 'other'), { 'ask.json': wider })
  git('add', '.')
  git('commit', '--quiet', '-m', 'second')
})

describe('pactwire check', () => {
  it('exits 0 when nothing breaks, and says what has changed', async () => {
    const [before, after] = [
      write(join(root, 'a'), { 'ask.json': first }),
      write(join(root, 'b'), { 'ask.json': wider }),
    ]
    const { status, out, err } = await run('--against', before, '--schema', after)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toBe(
      `${before} → ${after}\n\nask\n  compatible  b: is new and optional  [property-added, input]\n\n0 breaking, 1 compatible\n`,
    )
  })

  it('exits 1 when something breaks', async () => {
    const [before, after] = [
      write(join(root, 'a'), { 'ask.json': first }),
      write(join(root, 'c'), { 'ask.json': narrower }),
    ]
    const { status, out } = await run('--against', before, '--schema', after)
    expect(status).toBe(1)
    expect(out).toContain('1 breaking, 0 compatible')
  })

  it('prints JSON for programs', async () => {
    const [before, after] = [
      write(join(root, 'a'), { 'ask.json': first }),
      write(join(root, 'c'), { 'ask.json': narrower }),
    ]
    const { out } = await run('--against', before, '--schema', after, '--json')
    expect(JSON.parse(out)).toEqual({
      before,
      after,
      breaking: 1,
      compatible: 0,
      changes: [
        {
          verdict: 'breaking',
          document: 'ask',
          direction: 'input',
          path: 'b',
          kind: 'property-required-added',
          message: 'is new and required',
          affects: [],
        },
      ],
    })
  })

  it('compares with a git ref', async () => {
    write(schema, { 'ask.json': narrower })
    expect(await run('--against', 'v1', '--schema', schema)).toMatchObject({ status: 1, err: '' })
    write(schema, { 'ask.json': wider })
    expect(await run('--against', 'HEAD', '--schema', schema)).toMatchObject({ status: 0, err: '' })
  })

  it('compares with a folder that was elsewhere at a git ref', async () => {
    write(schema, { 'ask.json': narrower })
    const { status, out } = await run('--against', 'main:other', '--schema', schema)
    expect(status).toBe(1)
    expect(out).toContain('b: was optional, is now required')
  })

  it('takes a folder for a folder, even where a git ref has the same name', async () => {
    git('branch', '--force', 'twice', 'v1')
    write(schema, { 'ask.json': narrower })
    const folder = write(join(root, 'twice'), { 'ask.json': narrower })
    const here = process.cwd()
    process.chdir(root)
    try {
      expect(await run('--against', 'twice', '--schema', schema)).toMatchObject({ status: 0 })
      rmSync(folder, { recursive: true })
      expect(await run('--against', 'twice', '--schema', schema)).toMatchObject({ status: 1 })
    } finally {
      process.chdir(here)
    }
  })

  it('judges what nobody uses as it is told to', async () => {
    const [before, after] = [
      write(join(root, 'd'), { 'v.json': text }),
      write(join(root, 'e'), { 'v.json': { ...text, maxLength: 3 } }),
    ]
    const judged = async (way: string) => (await run('--against', before, '--schema', after, '--assume', way)).status
    expect(await Promise.all(['input', 'output', 'both'].map(judged))).toEqual([1, 0, 1])
  })

  it('helps', async () => {
    expect(await run('--help')).toEqual({ status: 0, out: check.help, err: '' })
  })

  it.each<[string, string[], string]>([
    ['nothing to compare with', [], '--against is required: pactwire check --against origin/main'],
    ['an unknown option', ['--agianst', 'v1'], "Unknown option '--agianst'"],
    ['a word too many', ['--against', 'v1', 'v2'], "Unexpected argument 'v2'"],
    ['a way that is none', ['--against', 'v1', '--assume', 'up'], '--assume must be one of input, output, both'],
    [
      'a folder that is not there',
      ['--against', 'v1', '--schema', join(root, 'none')],
      `${join(root, 'none')}: cannot be read as a folder of schemas (ENOENT)`,
    ],
    ['a ref that is not there', ['--against', 'v9', '--schema', schema], 'v9: is neither a folder nor a git ref'],
    [
      'a folder that was not there',
      ['--against', 'v1:other', '--schema', schema],
      'v1:other: there is no folder other at this ref',
    ],
    [
      'a ref outside of a repository',
      ['--against', 'v1', '--schema', join(root, 'a')],
      `v1: is no folder, and no git ref: ${join(root, 'a')} is not in a git repository`,
    ],
    [
      'an option for git',
      ['--against=--output=x', '--schema', schema],
      '--output=x: is neither a folder nor a git ref',
    ],
    [
      'a command for a shell',
      ['--against', 'v1; touch x', '--schema', schema],
      'v1; touch x: is neither a folder nor a git ref',
    ],
  ])('exits 2 with one line for %s', async (_, args, message) => {
    const { status, out, err } = await run(...args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err.startsWith(`pactwire check: ${message}`)).toBe(true)
    expect(err.trimEnd()).not.toContain('\n')
  })
})

describe('reading a set', () => {
  it('is the same from a folder and from git', async () => {
    write(schema, { 'ask.json': first })
    const plain = (set: Awaited<ReturnType<typeof readGitSet>>) => set.files.map((file) => [file.name, file.schema])
    expect(plain(await readGitSet('v1', schema))).toEqual(plain(await readFolderSet(schema)))
  })

  it('names a file of git as git does', async () => {
    write(schema, { 'ask.json': '{' })
    git('commit', '--quiet', '--all', '-m', 'broken')
    write(schema, { 'ask.json': first })
    await expect(readGitSet('HEAD', schema)).rejects.toThrow('HEAD:generated/schema/ask.json: not JSON')
  })

  it('reads folders in folders, and no links', async () => {
    const dir = write(join(root, 'nested'), { 'a.json': {} })
    write(join(dir, 'x'), { 'b.json': {} })
    symlinkSync(join(dir, 'a.json'), join(dir, 'c.json'))
    expect((await readFolderSet(dir)).files.map(({ name }) => name)).toEqual(['a', 'x/b'])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a folder without schemas', { 'a.txt': '' }, 'there is no .json file in this folder'],
    ['what is not JSON', { 'a.json': '{"a": }' }, 'a.json: not JSON: Unexpected token'],
    ['what is no object', { 'a.json': [] }, 'a.json: a schema file must hold one JSON object'],
    [
      'what is no schema',
      { 'a.json': { properties: { b: { type: 'strnig' } } } },
      'a.json#/properties/b/type: not a schema',
    ],
    [
      'an older dialect',
      { 'a.json': { $schema: 'http://json-schema.org/draft-07/schema#' } },
      'only draft 2020-12 can be compared',
    ],
    [
      'what is nested too deep',
      { 'a.json': `${'{"not":'.repeat(200)}{}${'}'.repeat(200)}` },
      'a.json: nested more than 100 levels deep',
    ],
    [
      'what is too large',
      { 'a.json': `{"description":"${'x'.repeat(8 * 1024 * 1024)}"}` },
      'a.json: larger than 8388608 bytes',
    ],
  ])('names %s', async (name, files, message) => {
    const dir = write(join(root, `wrong ${name}`), files)
    await expect(readFolderSet(dir)).rejects.toThrow(message)
  })
})
