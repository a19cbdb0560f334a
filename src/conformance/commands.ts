/** Servers that are started and ended by commands of the shell. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settings as knownSettings } from '../../generated/settings.ts'
import type { Control, Order, Serve, Served, Settings } from './target.ts'

const secret = 'the-shared-secret-of-the-conformance-suite'
const apiKey = 'the-api-key-of-the-conformance-suite'
const startMs = 30_000
const endMs = 30_000

/** Makes a token by a command: `{user}` is replaced, and what it prints is the token. */
export function tokenCommand(command: string): (userId: string) => Promise<string> {
  const made = new Map<string, Promise<string>>()
  const make = async (userId: string): Promise<string> => {
    // Ids that the suite makes up need no quoting; a shell would read them as they are.
    const { code, stdout, stderr } = await ended(shell(command.replaceAll('{user}', userId), {}))
    const token = stdout.trim()
    if (code !== 0 || token === '' || /\s/.test(token))
      throw new Error(`the token command ended with ${code} and printed no token: ${stderr.trim().slice(0, 500)}`)
    return token
  }
  return (userId) => {
    // A user connects several times, mostly within one case; what is forgotten is made again.
    if (made.size > 100) made.clear()
    const token = made.get(userId) ?? make(userId)
    made.set(userId, token)
    return token
  }
}

/** Ends and starts a server by a command, which is given `kill`, `stop` or `start` as its last word. */
export function controlCommand(command: string, url: string): Control {
  const run = async (what: string): Promise<void> => {
    const { code, stderr } = await ended(shell(`${command} ${what}`, {}))
    if (code !== 0) throw new Error(`${command} ${what} ended with ${code}: ${stderr.trim().slice(0, 500)}`)
  }
  const { hostname, port, protocol } = new URL(url)
  const place = { host: hostname, port: Number(port === '' ? (protocol === 'wss:' ? 443 : 80) : port) }
  return {
    kill: () => run('kill'),
    stop: () => run('stop'),
    start: async () => {
      await run('start')
      await listening(place.host, place.port, () => undefined)
    },
  }
}

/** Starts servers by a command that takes its settings from the environment, as `pactwire serve` does. */
export function serveCommand(command: string): Serve {
  return async (order) => {
    const dir = await mkdtemp(join(tmpdir(), 'pactwire-conformance-'))
    const port = await freePort()
    const env = environmentOf(order, port, join(dir, 'data'))
    const server = new ShellServer(command, env, port)
    await server.start()
    const served: Served = {
      url: `ws://127.0.0.1:${port}/ws`,
      users: order.authentication ? { kind: 'secret', secret } : { kind: 'development' },
      apiKey,
      control: order.control ? server : undefined,
      end: async () => {
        await server.kill()
        await rm(dir, { recursive: true, force: true })
      },
    }
    return served
  }
}

export function environmentOf(
  { settings, authentication }: Order,
  port: number,
  dataDir: string,
): Record<string, string> {
  const all: Settings = {
    host: '127.0.0.1',
    port,
    data_dir: dataDir,
    api_keys: [apiKey],
    log_level: 'warn',
    ...(authentication ? { jwt_secret: secret } : {}),
    ...settings,
  }
  const { limits = {}, ...rest } = all
  const values = new Map<string, unknown>([
    ...Object.entries(rest),
    ...Object.entries(limits).map(([name, value]) => [`limits.${name}`, value] as const),
  ])
  return Object.fromEntries(
    knownSettings.flatMap(({ key, env, form }) => {
      const value = values.get(key)
      if (value === undefined) return []
      const text =
        form === 'json' ? JSON.stringify(value) : form === 'list' ? (value as string[]).join(',') : String(value)
      return [[env, text] as const]
    }),
  )
}

/** Groups of processes that are running. A shell of its own gets no Ctrl-C, so that who ends us has to end them too. */
const groups = new Set<number>()
process.on('exit', () => {
  for (const pid of groups) signal(pid, 'SIGKILL')
})

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // It has ended by itself meanwhile.
  }
}

class ShellServer implements Control {
  readonly #command: string
  readonly #env: Readonly<Record<string, string>>
  readonly #port: number
  #running: ReturnType<typeof ended> | undefined
  #child: ChildProcess | undefined

  constructor(command: string, env: Readonly<Record<string, string>>, port: number) {
    this.#command = command
    this.#env = env
    this.#port = port
  }

  readonly start = async (): Promise<void> => {
    const child = shell(this.#command, this.#env)
    this.#child = child
    this.#running = ended(child)
    const { pid } = child
    if (pid !== undefined) {
      groups.add(pid)
      void this.#running.then(() => groups.delete(pid))
    }
    let over: string | undefined
    void this.#running.then(({ code, stderr, stdout }) => {
      over = `${this.#command} ended with ${code}: ${(stderr || stdout).trim().slice(-1000)}`
    })
    await listening('127.0.0.1', this.#port, () => over)
  }

  readonly kill = (): Promise<void> => this.#end('SIGKILL')
  readonly stop = (): Promise<void> => this.#end('SIGTERM')

  async #end(name: NodeJS.Signals): Promise<void> {
    const { pid } = this.#child ?? {}
    // The whole group, as the shell does not pass signals on.
    if (pid !== undefined && groups.has(pid)) signal(pid, name)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), endMs)
    })
    const outcome = await Promise.race([this.#running, late])
    clearTimeout(timer)
    if (outcome === 'late') throw new Error(`${this.#command} did not end within ${endMs} ms of ${name}`)
  }
}

function shell(command: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(command, {
    shell: true,
    detached: process.platform !== 'win32',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const mostOutput = 64 * 1024

function ended(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout = (stdout + String(chunk)).slice(-mostOutput)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + String(chunk)).slice(-mostOutput)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, stdout, stderr: error.message }))
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** Waits until somebody listens there. */
async function listening(host: string, port: number, over: () => string | undefined): Promise<void> {
  const deadline = performance.now() + startMs
  for (;;) {
    const reached = await new Promise<boolean>((resolve) => {
      const probe = connect(port, host)
      probe.once('connect', () => {
        probe.destroy()
        resolve(true)
      })
      probe.once('error', () => resolve(false))
    })
    if (reached) return
    const why = over()
    if (why !== undefined) throw new Error(why)
    if (performance.now() > deadline) throw new Error(`nobody listened on ${host}:${port} within ${startMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Below those that most systems give to clients, so that none of these takes it while the server is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}
