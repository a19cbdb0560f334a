/** The server as a process of its own, as an operator has it: started by its command, spoken to by signals. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** From the sources, so that a test never runs what was built before; or what was built, where starting has to be quick. */
const commands = { sources: ['--import', 'tsx', 'src/cli/main.ts'], built: ['dist/src/cli/main.js'] } as const

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export class ServerProcess {
  readonly child: ChildProcess
  readonly exited: Promise<Exit>
  stdout = ''
  stderr = ''
  #changed: (() => void)[] = []

  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    from: keyof typeof commands = 'sources',
    /** For Node itself. Whoever has any can also talk to the process (`child.send`). */
    node: readonly string[] = [],
  ) {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PACTWIRE_')))
    this.child = spawn(process.execPath, [...node, ...commands[from], ...args], {
      cwd: root,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(node.length === 0 ? [] : (['ipc'] as const))],
    })
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += String(chunk)
      this.#wake()
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += String(chunk)
      this.#wake()
    })
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        this.#wake()
        resolve({ code, signal })
      })
    })
  }

  /** Started, and listening on a free port. */
  static async serve(
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
    {
      port: wanted = 0,
      from = 'sources',
      node = [],
    }: { port?: number; from?: keyof typeof commands; node?: readonly string[] } = {},
  ): Promise<ServerProcess & { readonly port: number }> {
    const server = new ServerProcess(['serve', '--port', String(wanted), ...args], env, from, node)
    const port = await server.until(() => {
      const line = server.stdout.split('\n').find((text) => text.includes('"msg":"listening"'))
      return line === undefined ? undefined : (JSON.parse(line) as { port: number }).port
    })
    return Object.assign(server, { port })
  }

  #wake(): void {
    const changed = this.#changed
    this.#changed = []
    for (const wake of changed) wake()
  }

  /** Waits until what it has printed makes something true; fails when it ends first. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(
          `the process ended (${this.child.exitCode ?? this.child.signalCode}):\n${this.stdout}${this.stderr}`,
        )
      }
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve)
      })
    }
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.child.kill(signal)
    return this.exited
  }
}
