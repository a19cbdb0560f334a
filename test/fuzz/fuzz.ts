/** A run of the fuzzer: scene after scene against one server, a canary beside it, and the server looked at before and after. */
import { constants, setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { Birdcage, slowness } from './birdcage.ts'
import type { Song } from './canary.ts'
import { Dice, seedOfScene } from './dice.ts'
import { samplesOf } from './frames.ts'
import { type Scene, Stage } from './scene.ts'
import { sceneFor } from './scenes/index.ts'
import { faultsIn, type Vitals, WatchedServer } from './watched-server.ts'

export interface Plan {
  readonly frames: number
  readonly seed: number
  /** This scene alone, once. */
  readonly scene?: number | undefined
  /** Below this, the canary's p99 is fast enough, whatever it is when all is quiet. */
  readonly floorMs: number
  /** The trouble comes in so many rounds, with quiet before, between and after them: a machine is not the same all the time. */
  readonly rounds: number
  /** How long it is quiet each time. */
  readonly quietMs: number
  /** The server and the canary go first where there are too few processors: what is to be seen is not how busy the fuzzer is. */
  readonly yields?: boolean
  /** No more than so many frames a second: what is to be seen is hostility, not load. */
  readonly framesPerSecond: number
  readonly progress?: (line: string) => void
}

export interface Outcome {
  readonly scenes: number
  readonly frames: number
  readonly byScene: ReadonlyMap<string, number>
  readonly seconds: number
  readonly before: Vitals
  readonly after: Vitals
  readonly song: Song
  readonly problems: readonly string[]
}

/** Limits are wide, so that what is sent is not just refused for being too much; and frames hold 100,000 levels. */
const settings = {
  channels: [{ pattern: '*', history_size: 100 }],
  presence_debounce_ms: 100,
  limits: {
    max_frame_bytes: 262_144,
    requests_per_second: 1_000_000,
    request_burst: 1_000_000,
    user_requests_per_second: 1_000_000,
    user_request_burst: 1_000_000,
    bytes_per_second: 1_000_000_000,
    byte_burst: 1_000_000_000,
    max_bad_frames: 200,
  },
}

const atOnce = 4
/**
 * So many names are used again and again. The server remembers streams and users that it has seen lately, up to a bound:
 * with ever new names those memories would only be filled in the course of the run, and look like a leak.
 */
const people = 64
const mayGrowMb = 50
/** Sockets that are being closed, and files that the store opens when it needs them. */
const mayGrowFiles = 12
/** Played first and not counted: the code has to be compiled and the caches filled. */
const warmUpShare = 0.1

export async function fuzz(plan: Plan): Promise<Outcome> {
  const samples = samplesOf(plan.seed)
  const server = await WatchedServer.start(settings)
  const cage = await Birdcage.start(server.url)
  // Of this process alone: the other two have been started.
  if (plan.yields === true) setPriority(constants.priority.PRIORITY_LOW)
  try {
    return await run(plan, samples, server, cage)
  } finally {
    cage.kill()
    if (server.isAlive) await server.end()
  }
}

async function run(plan: Plan, samples: readonly string[], server: WatchedServer, cage: Birdcage): Promise<Outcome> {
  const begun = performance.now()
  const problems: string[] = []
  const byScene = new Map<string, number>()
  const count = { scenes: 0, frames: 0 }

  const play = async (number: number): Promise<void> => {
    const dice = new Dice(seedOfScene(plan.seed, number))
    const scene = sceneFor(dice)
    const frames = await playOne(scene, new Stage(server.url, `s${number % people}`, dice, samples), (problem) => {
      problems.push(`scene ${number} (${scene.name}): ${problem}`)
    })
    count.scenes++
    count.frames += frames
    byScene.set(scene.name, (byScene.get(scene.name) ?? 0) + frames)
  }

  const playUntil = async (frames: number, first: number): Promise<number> => {
    let next = first
    const started = performance.now()
    const startFrames = count.frames
    const actor = async (): Promise<void> => {
      while (count.frames < frames && problems.length < 10 && server.isAlive) {
        await play(next++)
        const aheadMs = ((count.frames - startFrames) / plan.framesPerSecond) * 1000 - (performance.now() - started)
        if (aheadMs > 0) await pause(aheadMs)
      }
    }
    const report = setInterval(
      () => plan.progress?.(`${count.frames} frames, ${count.scenes} scenes, ${problems.length} problems`),
      10_000,
    )
    await Promise.all(Array.from({ length: atOnce }, actor))
    clearInterval(report)
    return next
  }

  const listen = async (): Promise<void> => {
    cage.begin('settling')
    await quiet(server)
    cage.begin('quiet')
    await pause(plan.quietMs)
    cage.begin('settling')
  }

  if (plan.scene !== undefined) await play(plan.scene)
  const warmUp = plan.frames * warmUpShare
  let next = plan.scene === undefined ? await playUntil(warmUp, 0) : 0
  await listen()
  const before = await server.look()
  for (let round = 1; plan.scene === undefined && round <= plan.rounds; round++) {
    cage.begin('loud')
    next = await playUntil(warmUp + ((plan.frames - warmUp) * round) / plan.rounds, next)
    await listen()
  }
  if (!server.isAlive) throw new Error(`the server died (seed ${plan.seed}):\n${server.log.slice(-5000)}`)
  const song = await cage.end()
  const after = await server.look()
  problems.push(...song.problems.map((problem) => `canary: ${problem}`))
  problems.push(...judge(before, after, server.log))
  const slow = plan.scene === undefined ? slowness(song, plan.floorMs) : undefined
  if (slow !== undefined) problems.push(slow)
  const exit = await server.end()
  if (exit.code !== 0) problems.push(`the server ended with ${exit.code ?? exit.signal}`)
  return { ...count, byScene, seconds: (performance.now() - begun) / 1000, before, after, song, problems }
}

async function playOne(scene: Scene, stage: Stage, report: (problem: string) => void): Promise<number> {
  try {
    await scene.play(stage)
  } catch (error) {
    report(String(error))
  }
  for (const peer of stage.peers) {
    if (peer.problem !== undefined) report(peer.problem)
    peer.destroy()
  }
  return stage.peers.reduce((sum, { sent }) => sum + sent, 0)
}

function judge(before: Vitals, after: Vitals, log: string): string[] {
  const problems = faultsIn(log)
    .slice(0, 10)
    .map((line) => `log: ${line.slice(0, 500)}`)
  if (after.changed.length > 0) problems.push(`what the language has is changed: ${after.changed.join(', ')}`)
  if (after.residentMb > before.residentMb + mayGrowMb)
    problems.push(`memory grew from ${before.residentMb.toFixed(0)} to ${after.residentMb.toFixed(0)} MB`)
  if (after.files > before.files + mayGrowFiles) problems.push(`open files grew from ${before.files} to ${after.files}`)
  return problems
}

/** Everybody but the canary is gone, as far as the server knows. */
async function quiet(server: WatchedServer): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const { connections, users } = await server.stats()
    if (connections === 2 && users === 2) return
    if (Date.now() > deadline) throw new Error(`${connections} connections of ${users} users are still there`)
    await pause(50)
  }
}
