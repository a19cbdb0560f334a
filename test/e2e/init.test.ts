/** `pactwire init` from scratch, as somebody does who has just heard of it: written, installed, compiled, tested and run. */
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { init } from '../../src/cli/init.ts'
import { packageVersion } from '../../src/version.ts'
import { installPacked, packPackage } from '../support/packed.ts'

const run = promisify(execFile)

async function called(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const told: Record<'out' | 'err', string[]> = { out: [], err: [] }
  const status = await init.run(args, { out: (text) => told.out.push(text), err: (text) => told.err.push(text) })
  return { status, out: told.out.join(''), err: told.err.join('') }
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

let world: string
beforeAll(async () => {
  world = await mkdtemp(join(tmpdir(), 'pactwire-init-'))
})
afterAll(() => rm(world, { recursive: true, force: true }))

describe('what pactwire init writes', () => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PACTWIRE|npm|VITEST)/.test(name)))
  let app: string
  let unpack: () => Promise<void>
  beforeAll(async () => {
    const { tarball, remove } = await packPackage()
    unpack = remove
    app = join(world, 'orders')
    // By the packed command itself: what it writes must have come with it.
    const tools = join(world, 'tools')
    await mkdir(tools)
    await installPacked(tarball, tools)
    await run(join(tools, 'node_modules', '.bin', 'pactwire'), ['init', app], { env })
    await installPacked(tarball, app)
  }, 60_000)
  afterAll(() => unpack?.())

  const npm = (...args: string[]) => run('npm', args, { cwd: app, env, maxBuffer: 1 << 24 })

  it('compiles, and its test passes', async () => {
    const { stdout } = await npm('test')
    expect(stdout).toMatch(/pass 3\n/)
    expect(stdout).toMatch(/fail 0\n/)
  }, 60_000)

  it('has a test that can fail', async () => {
    const handler = join(app, 'dist', 'src', 'orders.js')
    const code = await readFile(handler, 'utf8')
    const broken = code.replace('?? 0) + quantity', '?? 0) + (quantity > 999 ? 0 : quantity)')
    expect(broken).not.toBe(code)
    await writeFile(handler, broken)
    const failed: unknown = await run(process.execPath, ['--test', 'dist/test/orders.test.js'], {
      cwd: app,
      env,
    }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/Counterexample|order_id/) })
  })

  it('knows its events where it is installed: a wrong name or field does not compile', async () => {
    const wrong = join(app, 'src', 'wrong.ts')
    const lines = [
      "import { connect } from './realtime/client.ts'",
      "const orders = connect('ws://localhost').channel('orders:42')",
      "orders.on('order_placed', (e) => e.payload.lines[0]?.sku.length)",
      "orders.on('order_palced', () => undefined)",
      "orders.on('order_placed', (e) => e.payload.line)",
      "orders.publish('order_updated', { order_id: 'a', status: 'lost' })",
    ]
    await writeFile(wrong, lines.join('\n'))
    const { stdout } = (await npm('exec', '--', 'tsc', '--noEmit').catch((error: unknown) => error)) as {
      stdout: string
    }
    await rm(wrong)
    expect(stdout.match(/wrong\.ts\(\d+/g)).toEqual(['wrong.ts(4', 'wrong.ts(5', 'wrong.ts(6'])
  }, 60_000)

  it('runs, on the server that it configures', async () => {
    const args = ['node_modules/.bin/pactwire', 'serve', '--config', 'pactwire.json', '--port', '0']
    const server = spawn(process.execPath, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const port = await new Promise<number>((resolve, reject) => {
        let text = ''
        server.stdout.on('data', (chunk: Buffer) => {
          text += String(chunk)
          const line = text.split('\n').find((one) => one.includes('"msg":"listening"'))
          if (line !== undefined) resolve((JSON.parse(line) as { port: number }).port)
        })
        server.once('exit', () => reject(new Error(`the server ended: ${text}`)))
      })
      const { stdout } = await npm('start', '--', `ws://127.0.0.1:${port}/ws`)
      expect(stdout).toMatch(/o-\d+: AB-1 and so on\no-\d+: shipped\n1 order, shipped\n$/)
    } finally {
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('close', resolve))
    }
  }, 60_000)

  it('names versions that we know, and is small enough to be read', async () => {
    const ours = JSON.parse(await readFile('package.json', 'utf8')) as Manifest
    const theirs = JSON.parse(await readFile(join(app, 'package.json'), 'utf8')) as Manifest
    const known = { ...ours.dependencies, ...ours.devDependencies, pactwire: `^${packageVersion}` }
    expect(known).toMatchObject({ ...theirs.dependencies, ...theirs.devDependencies })
    const readme = await readFile(join(app, 'README.md'), 'utf8')
    expect(readme.trim().split('\n').length).toBeLessThanOrEqual(20)
  })
})

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

describe('pactwire init', () => {
  it('says what to do next', async () => {
    const dir = join(world, 'Some Shop')
    const { status, out, err } = await called(dir)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain(`${dir}: ${(await filesOf(dir)).length} files written.`)
    expect(out).toContain(`cd "${dir}"\n  npm install\n`)
    expect(JSON.parse(await readFile(join(dir, 'package.json'), 'utf8'))).toMatchObject({ name: 'some-shop' })
    expect(await filesOf(dir)).toContain('.gitignore')
  })

  it('overwrites nothing, and then writes nothing', async () => {
    const dir = join(world, 'taken')
    await mkdir(dir)
    await writeFile(join(dir, 'README.md'), 'mine')
    await writeFile(join(dir, 'other.txt'), 'mine')
    const { status, err } = await called(dir)
    expect(status).toBe(1)
    expect(err).toBe(
      `pactwire init: README.md in ${dir}: there already, and not overwritten; name a folder without it\n`,
    )
    expect((await filesOf(dir)).sort()).toEqual(['README.md', 'other.txt'])
    expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe('mine')
  })

  it('leaves nothing behind when it cannot write', async () => {
    const dir = join(world, 'half')
    await mkdir(dir)
    // Where a folder has to stand.
    await writeFile(join(dir, 'src'), 'a file')
    const { status, err } = await called(dir)
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('cannot be written to') })
    expect(await filesOf(dir)).toEqual(['src'])
    expect(await readdir(dir)).toEqual(['src'])
  })

  it.each([[['a', 'b']], [['']], [['--name', 'a']]])('is used wrongly as %j', async (args) => {
    const { status, err } = await called(...args)
    expect(status).toBe(2)
    expect(err).toMatch(/^pactwire init: .*; see pactwire init --help\n$/)
  })
})
