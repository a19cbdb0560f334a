/** On what, and of what: without these a figure means nothing. */
import { spawnSync } from 'node:child_process'
import { cpus, release, totalmem, type } from 'node:os'
import type { Cores } from '../../src/bench/usage.ts'
import { type Peer, root } from './peers/peers.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memory_gb: number
  readonly system: string
  readonly node: string
  readonly pinned: boolean
  readonly load: number
}

export interface Provenance {
  readonly time: string
  readonly commit: string
  /** Whether the work tree held more than the commit. */
  readonly changed: boolean
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
}

export function provenance(peers: readonly Peer[], cores: Cores | undefined, load: number): Provenance {
  const git = (...args: string[]): string =>
    spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? ''
  const [first] = cpus()
  return {
    time: new Date().toISOString(),
    commit: git('rev-parse', '--short=12', 'HEAD'),
    changed: git('status', '--porcelain', '--', 'src', 'generated', 'package-lock.json') !== '',
    machine: {
      cpu: first?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 1e9),
      system: `${type()} ${release()}`,
      node: process.version,
      pinned: cores !== undefined,
      load: Math.round(load * 100) / 100,
    },
    versions: Object.fromEntries(peers.map(({ name, version }) => [name, version()])),
  }
}
