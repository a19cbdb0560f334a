/**
 * A disk that can lose power. It knows what each sync guaranteed: the content of the file at the moment when the sync was
 * asked for, once it has returned. What was written since may be on the disk or not, each sector of 512 bytes for itself:
 * that is the worst that a disk may do which does not lie about syncs.
 */

import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Disk } from '../../src/store/lmdb/synced.ts'

const sectorBytes = 512
const files = { messages: 'messages.mdb', synced: 'messages.synced' } as const

export class PowerDisk implements Disk {
  readonly #dir: string
  readonly #guaranteed = { messages: Buffer.alloc(0), synced: Buffer.alloc(0) }
  #hold: (() => void)[] | undefined
  failure: Error | undefined
  syncs = 0

  constructor(dir: string) {
    this.#dir = dir
  }

  async datasync(_: unknown, which: 'messages' | 'synced'): Promise<void> {
    // Read at once: nobody writes at this moment, and nothing written later is covered.
    const content = readFileSync(join(this.#dir, files[which]))
    if (this.#hold !== undefined) await new Promise<void>((resolve) => this.#hold?.push(resolve))
    if (this.failure !== undefined) throw this.failure
    this.#guaranteed[which] = content
    this.syncs++
  }

  /** From now on syncs take for ever, until they are let. */
  hold(): void {
    this.#hold ??= []
  }

  get waiting(): number {
    return this.#hold?.length ?? 0
  }

  letGo(): void {
    const held = this.#hold ?? []
    this.#hold = undefined
    for (const resolve of held) resolve()
  }

  /** What a machine finds when it is on again; `kept` says of each sector whether it got onto the disk in time. */
  async losePower(target: string, kept: () => boolean): Promise<void> {
    await mkdir(target, { recursive: true })
    for (const which of ['messages', 'synced'] as const) {
      const current = await readFile(join(this.#dir, files[which]))
      await writeFile(join(target, files[which]), mix(this.#guaranteed[which], current, kept))
    }
    // What is replaced as a whole is synced before it is in its place.
    for (const file of ['store.json', 'events.json'])
      if (existsSync(join(this.#dir, file))) await copyFile(join(this.#dir, file), join(target, file))
  }
}

function mix(guaranteed: Buffer, current: Buffer, kept: () => boolean): Buffer {
  const bytes = Buffer.alloc(Math.max(guaranteed.length, current.length))
  guaranteed.copy(bytes)
  let end = guaranteed.length
  for (let at = 0; at < current.length; at += sectorBytes) {
    if (!kept()) continue
    current.copy(bytes, at, at, at + sectorBytes)
    end = Math.max(end, Math.min(current.length, at + sectorBytes))
  }
  return bytes.subarray(0, end)
}
