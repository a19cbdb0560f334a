/** A server process that can be looked into: its memory after a collection, its files, and what the language has become. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stats } from '../../generated/types.ts'
import { type Exit, ServerProcess } from '../support/process.ts'

export interface Vitals {
  /**
   * Memory that is the process’s own, in MB. Pages of files are not in it: those of the store are mapped, and belong to
   * the system, which takes them away when it wants to.
   */
  readonly residentMb: number
  /** With the pages of files. */
  readonly allResidentMb: number
  readonly heapMb: number
  /** What V8 has taken for it: the spaces for what is young grow with the traffic, once, and stay. */
  readonly heapTakenMb: number
  readonly files: number
  /** What of the built-in objects is not as it was at the start. */
  readonly changed: readonly string[]
}

interface Report {
  readonly changed: readonly string[]
  readonly memory: NodeJS.MemoryUsage
}

const apiKey = 'the-api-key-of-whoever-watches'
const megabyte = 1024 * 1024
const vitals = new URL('./vitals.mjs', import.meta.url).href

export class WatchedServer {
  readonly url: URL
  readonly pid: number
  readonly #process: ServerProcess & { readonly port: number }
  readonly #dir: string

  private constructor(server: ServerProcess & { readonly port: number }, dir: string) {
    this.#process = server
    this.#dir = dir
    this.pid = server.child.pid ?? 0
    this.url = new URL(`ws://127.0.0.1:${server.port}/ws`)
  }

  /** Built as it is delivered, with its store on disk, in development mode. */
  static async start(settings: Readonly<Record<string, unknown>> = {}): Promise<WatchedServer> {
    const dir = await mkdtemp(join(tmpdir(), 'pactwire-fuzz-'))
    const { limits, ...rest } = settings
    const env = Object.fromEntries([
      ...Object.entries({ api_keys: apiKey, data_dir: dir, log_format: 'json', ...rest }).map(([name, value]) => [
        `PACTWIRE_${name.toUpperCase()}`,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
      ...Object.entries(limits ?? {}).map(([name, value]) => [`PACTWIRE_LIMITS_${name.toUpperCase()}`, String(value)]),
    ]) as Record<string, string>
    const server = await ServerProcess.serve([], env, { from: 'built', node: ['--expose-gc', '--import', vitals] })
    return new WatchedServer(server, dir)
  }

  get log(): string {
    return this.#process.stdout + this.#process.stderr
  }

  get isAlive(): boolean {
    return this.#process.child.exitCode === null && this.#process.child.signalCode === null
  }

  async look(): Promise<Vitals> {
    const { child } = this.#process
    const { changed, memory } = await new Promise<Report>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Report))
      child.once('exit', () => reject(new Error('the server ended')))
      child.send('look', (error) => (error === null ? undefined : reject(error)))
    })
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
    return {
      residentMb: field('RssAnon'),
      allResidentMb: field('VmRSS'),
      heapMb: memory.heapUsed / megabyte,
      heapTakenMb: memory.heapTotal / megabyte,
      files: readdirSync(`/proc/${this.pid}/fd`).length,
      changed,
    }
  }

  async stats(): Promise<Stats> {
    const answer = await fetch(new URL('/api/v1/stats', `http://${this.url.host}`), {
      headers: { authorization: `Bearer ${apiKey}` },
    })
    if (answer.status !== 200) throw new Error(`/api/v1/stats answered ${answer.status}`)
    return (await answer.json()) as Stats
  }

  /** Ends it as planned. */
  async end(): Promise<Exit> {
    const exit = await this.#process.end('SIGTERM')
    await rm(this.#dir, { recursive: true, force: true })
    return exit
  }
}

/** What a log must not hold: faults of ours that somebody from outside could cause. */
export function faultsIn(log: string): string[] {
  const lines = log.split('\n').filter((line) => line !== '')
  const isFault = (line: string): boolean => {
    if (/a handler failed|could not be handled|a request failed|uncaught|unhandled|\n\s+at |\\n\s+at /i.test(line))
      return true
    if (!line.startsWith('{')) return /error|warning: /i.test(line) && !line.includes('ExperimentalWarning')
    try {
      return (
        (JSON.parse(line) as { level: unknown }).level === 'error' ||
        (JSON.parse(line) as { level: unknown }).level === 50
      )
    } catch {
      // Somebody has written into the log what is no line of it.
      return true
    }
  }
  return lines.filter(isFault)
}
