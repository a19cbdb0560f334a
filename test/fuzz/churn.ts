/** People who come and go all the time, politely or not, and are forgotten. */
import { setTimeout as pause } from 'node:timers/promises'
import { Dice, seedFrom } from './dice.ts'
import { HostilePeer } from './hostile-peer.ts'
import { faultsIn, type Vitals, WatchedServer } from './watched-server.ts'

export interface ChurnPlan {
  readonly seconds: number
  readonly perMinute: number
  readonly progress?: (line: string) => void
}

export interface ChurnOutcome {
  readonly connections: number
  readonly before: Vitals
  readonly after: Vitals
  readonly problems: readonly string[]
  readonly summary: string
}

const mayGrowMb = 50
const mayGrowFiles = 8
/** Nobody stays long: no more than so many are there at once. */
const atOnce = 40

export async function churn({ seconds, perMinute, progress }: ChurnPlan): Promise<ChurnOutcome> {
  const seed = seedFrom(process.env['SEED'])
  const dice = new Dice(seed)
  const server = await WatchedServer.start({
    presence_debounce_ms: 50,
    limits: { user_requests_per_second: 1e6, user_request_burst: 1e6 },
  })
  const problems: string[] = []
  let connections = 0
  try {
    const comeAndGo = async (): Promise<void> => {
      const peer = dice.heads(0.9)
        ? await HostilePeer.as(server.url, `u${dice.below(500)}`)
        : await HostilePeer.open(server.url)
      connections++
      if (dice.heads()) peer.say({ type: 'join_channel', data: { channel_id: `room-${dice.below(20)}` } })
      if (dice.heads()) peer.say({ type: 'send_message', data: { content: 'hello' } })
      switch (dice.below(4)) {
        case 0:
          await peer.settled()
          peer.frame({ opcode: 8, payload: Buffer.of(3, 0xe8) })
          await peer.ended()
          break
        case 1:
          peer.halfClose()
          await peer.ended()
          break
        case 2:
          await peer.settled()
          peer.destroy()
          break
        default:
          peer.destroy()
      }
      if (peer.problem !== undefined) problems.push(peer.problem)
    }
    const run = async (forSeconds: number): Promise<void> => {
      const begun = performance.now()
      const first = connections
      let told = begun
      const one = async (): Promise<void> => {
        while (performance.now() - begun < forSeconds * 1000 && problems.length < 10 && server.isAlive) {
          await comeAndGo().catch((error: unknown) => problems.push(String(error)))
          const aheadMs = ((connections - first) / perMinute) * 60_000 - (performance.now() - begun)
          if (aheadMs > 0) await pause(aheadMs)
          if (performance.now() - told > 20_000) {
            told = performance.now()
            progress?.(`${connections} connections came and went`)
          }
        }
      }
      await Promise.all(Array.from({ length: atOnce }, one))
    }
    await run(Math.min(20, seconds * 0.25))
    await empty(server)
    const before = await server.look()
    const begun = performance.now()
    const first = connections
    await run(seconds)
    const took = (performance.now() - begun) / 60_000
    await empty(server)
    const after = await server.look()
    if (after.residentMb > before.residentMb + mayGrowMb)
      problems.push(`memory grew from ${before.residentMb.toFixed(0)} to ${after.residentMb.toFixed(0)} MB`)
    if (after.files > before.files + mayGrowFiles)
      problems.push(`open files grew from ${before.files} to ${after.files}`)
    problems.push(...faultsIn(server.log).slice(0, 5))
    const summary = `churn: seed ${seed}, ${connections - first} connections, ${((connections - first) / took).toFixed(0)} a minute; memory ${before.residentMb.toFixed(0)} → ${after.residentMb.toFixed(0)} MB, heap ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB, files ${before.files} → ${after.files}`
    return { connections, before, after, problems, summary }
  } finally {
    if (server.isAlive) await server.end()
  }
}

/** Nobody is there any more, in no channel. */
async function empty(server: WatchedServer): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const { connections, users, channels } = await server.stats()
    if (connections === 0 && users === 0 && channels === 0) return
    if (Date.now() > deadline)
      throw new Error(`${connections} connections, ${users} users and ${channels} channels are still there`)
    await pause(50)
  }
}
