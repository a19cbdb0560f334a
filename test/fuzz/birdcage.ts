/** Keeps the canary: starts it, tells it what time it is, and hears how it has been. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Period, Song } from './canary.ts'

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
    const child = spawn(process.execPath, ['--import', 'tsx', canary, url.href], {
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

/**
 * The rule: 99 of 100 messages arrive in less than twice the time that they take when all is quiet; or in less than the
 * floor, because what is quiet on a busy machine is chance, and twice a fraction of a millisecond is nothing.
 */
export function slowness(song: Song, floorMs: number): string | undefined {
  const of = (...names: string[]): Period[] => song.periods.filter(({ name }) => names.includes(name))
  const quiet = Math.max(0, ...of('quiet', 'quiet-again').map(({ p99 }) => p99))
  const loud = Math.max(0, ...of('loud').map(({ p99 }) => p99))
  const bound = Math.max(2 * quiet, floorMs)
  return loud < bound
    ? undefined
    : `the canary waited ${loud.toFixed(1)} ms (p99), with a bound of ${bound.toFixed(1)} ms: quiet, it waits ${quiet.toFixed(1)} ms`
}
