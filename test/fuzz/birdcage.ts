/** Keeps the canary: starts it, tells it what time it is, and hears how it has been. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Song } from './canary.ts'

export class Birdcage {
  readonly #child: ChildProcess
  readonly #song: Promise<Song>

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#song = new Promise((resolve, reject) => {
      child.on('message', (message) => {
        if (typeof message === 'object') resolve(message as Song)
      })
      child.once('exit', (code) => reject(new Error(`the canary is dead (${code})`)))
    })
    // Somebody may come to hear it only later.
    this.#song.catch(() => undefined)
  }

  static async start(url: URL): Promise<Birdcage> {
    const canary = fileURLToPath(new URL('./canary.ts', import.meta.url))
    // Room for all that it will ever hear: its own collections must not count as the server's time.
    const child = spawn(process.execPath, ['--max-semi-space-size=128', '--import', 'tsx', canary, url.href], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const cage = new Birdcage(child)
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', () => reject(new Error('the canary did not sing')))
    })
    return cage
  }

  begin(period: string): void {
    this.#child.send(period)
  }

  async end(): Promise<Song> {
    this.#child.send('end')
    return this.#song
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

/** How long 99 of 100 messages take at most, in milliseconds, when all is quiet and when it is not. */
export function waits({ periods }: Song): { readonly quiet: number; readonly loud: number } {
  const of = (name: string): number => periods.find((period) => period.name === name)?.p99 ?? 0
  return { quiet: of('quiet'), loud: of('loud') }
}

/**
 * The rule: 99 of 100 messages arrive in less than twice the time that they take when all is quiet; or in less than the
 * floor, because twice a fraction of a millisecond is nothing.
 */
export function slowness(song: Song, floorMs: number): string | undefined {
  const { quiet, loud } = waits(song)
  const bound = Math.max(2 * quiet, floorMs)
  return loud < bound
    ? undefined
    : `the canary waited ${loud.toFixed(1)} ms (p99), with a bound of ${bound.toFixed(1)} ms: quiet, it waits ${quiet.toFixed(1)} ms`
}
