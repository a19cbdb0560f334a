/** One run of one scenario against one peer: a fresh server, a fresh generator, and nothing left behind. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../../src/bench/figures.ts'
import type { Plan } from '../../src/bench/plan.ts'
import type { Cores } from '../../src/bench/usage.ts'
import type { Order, Report } from './generator.ts'
import { type Peer, root, storedPrefix } from './peers/peers.ts'
import type { Kept, State } from './scenarios.ts'
import { pinned, startServer } from './server-process.ts'

export interface Run {
  readonly plan: Plan
  readonly peer: Peer
  readonly kept: Kept
  readonly tls: { readonly key: string; readonly cert: string } | undefined
  readonly from: 'built' | 'sources'
  readonly state: State
  readonly cores: Cores | undefined
  readonly tell: (line: string) => void
}

/** In the handshake at once: fewer than the kernel keeps for a server that is busy, so that no connection is lost there. */
const opening = 256

export async function measure({ plan, peer, kept, tls, from, state, cores, tell }: Run): Promise<Outcome> {
  const dataDir = kept === 'on disk' ? mkdtempSync(join(tmpdir(), 'pactwire-bench-')) : undefined
  try {
    const server = await startServer(peer.start({ dataDir, tls, from }), cores?.server)
    try {
      const order: Order = {
        plan,
        url: `${tls === undefined ? 'ws' : 'wss'}://127.0.0.1:${server.port}`,
        dialect: peer.dialect,
        pid: server.pid,
        prefix: kept === 'not at all' ? 'live:' : storedPrefix,
        opening,
        state,
        ...(cores === undefined ? {} : { cores }),
      }
      return await generate(order, cores?.generator, tell)
    } finally {
      await server.stop()
    }
  } finally {
    if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true })
  }
}

const require = createRequire(import.meta.url)

function generate(order: Order, core: number | undefined, tell: (line: string) => void): Promise<Outcome> {
  const script = join(root, 'test/bench/generator.ts')
  const [command, args] = pinned(core, process.execPath, ['--import', require.resolve('tsx'), script])
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.on('message', (report: Report) => {
      if (report.kind === 'progress') tell(report.line)
      else if (report.kind === 'done') resolve(report.outcome)
      else reject(new Error(report.message))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the generator ended (${code})`)))
    child.send(order)
  })
}
