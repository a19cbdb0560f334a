/** A server under test as a process of its own, on a core of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Cores } from '../../src/bench/usage.ts'
import type { Start } from './peers/peers.ts'
import { root } from './peers/peers.ts'

export interface ServerUnderTest {
  readonly pid: number
  readonly port: number
  readonly stop: () => Promise<void>
}

/** Undefined where nothing can be pinned: then the figures are still true, and noisier. */
export function findCores(): Cores | undefined {
  const { status, stdout } = spawnSync('taskset', ['-p', String(process.pid)], { encoding: 'utf8' })
  const mask = status === 0 ? Number.parseInt(stdout.trim().split(' ').at(-1) ?? '', 16) : 0
  return (mask & 3) === 3 ? { server: 0, generator: 1 } : undefined
}

/** Everything that a process is, and will become. */
export function pinned(core: number | undefined, command: string, args: readonly string[]): [string, string[]] {
  return core === undefined ? [command, [...args]] : ['taskset', ['-c', String(core), command, ...args]]
}

/** Whoever stops the bench stops what it has started. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const patienceMs = 60_000

export async function startServer(start: Start, core: number | undefined): Promise<ServerUnderTest> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:PACTWIRE_|BENCH_|NODE_OPTIONS)/.test(name))
  const [command, args] = pinned(core, start.command, start.args)
  const child = spawn(command, args, {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => {
      running.delete(child)
      resolve()
    })
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
    await exited
    clearTimeout(timer)
  }
  try {
    const port = await listeningPort(child)
    return { pid: child.pid ?? 0, port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => reject(new Error(`the server did not listen in time: ${printed}`)), patienceMs)
    const done = (act: () => void): void => {
      clearTimeout(timer)
      act()
    }
    child.stderr?.on('data', (chunk: Buffer) => {
      printed = (printed + String(chunk)).slice(-2000)
    })
    child.once('error', (error) => done(() => reject(error)))
    child.once('close', (code) => done(() => reject(new Error(`the server ended (${code}): ${printed}`))))
    const { stdout } = child
    if (stdout === null) return
    const lines = createInterface(stdout).on('line', (line) => {
      printed = `${printed}${line}\n`.slice(-2000)
      const port = portIn(line)
      if (port === undefined) return
      // What is written from now on is taken and not looked at: this process shares the cores of those that are measured.
      lines.close()
      stdout.resume()
      done(() => resolve(port))
    })
  })
}

/** Every server under test says so in a line of JSON. */
function portIn(line: string): number | undefined {
  if (!line.includes('"listening"')) return undefined
  const { msg, port } = JSON.parse(line) as { msg?: unknown; port?: unknown }
  return msg === 'listening' && typeof port === 'number' ? port : undefined
}
