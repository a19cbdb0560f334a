/**
 * Clients that come and go, resume, and keep a diary. Whatever happens, a diary is the stream itself from where it begins,
 * or says that it had to begin anew; and beginning anew happens only where it must. Over each store; where something is
 * kept, the server is restarted now and then as well, and nobody has to begin anew because of that.
 */
import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemDefaults } from '../../generated/settings.ts'
import type { ChannelPolicy, JoinChannelAck, Position } from '../../generated/types.ts'
import { ManualClock } from '../../src/clock/manual.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import type { Store } from '../../src/store/store.ts'
import { attachmentOf, contentOf, HubWorld, type RecordingConnection } from '../support/hub-world.ts'
import { seededRandom } from '../support/random.ts'
import { hurried, newEpoch, newFolder } from '../support/store-worlds.ts'

const kept = 40
const recoverable = 30
const channel = 'room'
const anotherLife = 'another life'
const policies = [{ ...itemDefaults['channels'], pattern: '*', announce: false, history_size: kept } as ChannelPolicy]

/** The server, and how it comes back; some do not. */
interface Server {
  readonly world: HubWorld
  /** Time passes for the store, which syncs and clears away. */
  readonly tick: () => void
  readonly restart?: () => Promise<Server>
  readonly stop: () => Promise<void>
}

const limits = { maxRecovery: recoverable, presenceDebounceMs: 0 }

async function inMemory(): Promise<Server> {
  const world = new HubWorld({ policies, limits })
  return { world, tick: () => world.clock.advance(0), stop: () => world.memory.close() }
}

async function onDisk(dir?: string): Promise<Server> {
  const folder = dir ?? (await newFolder())
  const clock = new ManualClock()
  const store: Store = await openLmdbStore({
    dir: folder,
    clock,
    newEpoch,
    window: { ageMs: 300_000, entries: 1000, senders: 1000 },
    limits: hurried,
  })
  store.setRetention(() => ({ entries: kept, ageMs: 0 }))
  return {
    world: new HubWorld({ policies, limits, store: () => store }),
    tick: () => clock.advance(1000),
    restart: async () => {
      await store.close()
      return onDisk(folder)
    },
    stop: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const count = (usual: number): number => Number(process.env['CYCLES'] ?? usual)
const stores = [
  { name: 'memory', open: inMemory, cycles: count(2000) },
  { name: 'lmdb', open: onDisk, cycles: count(500) },
] as const

interface Diary {
  readonly user: string
  position: Position | undefined
  connection: RecordingConnection | undefined
  /** How many frames of the connection have been written down. */
  read: number
}

test.each(stores)(
  '$cycles disconnections and resumptions over $name: the exact sequence, or an honest “reload”',
  {
    timeout: 600_000,
  },
  async ({ name, open, cycles }) => {
    const begun = performance.now()
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
    const random = seededRandom(seed)
    const upTo = (most: number) => Math.floor(random() * (most + 1))
    let server = await open()
    let { world } = server
    const stream: string[] = []
    const newSpeaker = async (): Promise<RecordingConnection> => {
      const connection = await world.connect('speaker')
      await world.hub.join(attachmentOf(connection), { channel_id: channel }, () => undefined)
      return connection
    }
    let speaker = await newSpeaker()
    const say = async (): Promise<void> => {
      const content = `${stream.length + 1}`
      const { offset } = await world.hub.send(attachmentOf(speaker), { channel_id: channel, content })
      stream.push(content)
      expect(offset).toBe(stream.length)
      speaker.frames.length = 0
    }
    await say()

    const diaries: Diary[] = Array.from({ length: 20 }, (_, at) => ({
      user: `user${at}`,
      position: undefined,
      connection: undefined,
      read: 0,
    }))
    let [recovered, reloaded, restarts] = [0, 0, 0]

    /** Writes down what has come; each must be the next. */
    const write = (diary: Diary): void => {
      const { connection } = diary
      if (connection === undefined) return
      for (const frame of connection.frames.slice(diary.read)) {
        if (frame.type !== 'new_message') continue
        expect(frame.data.offset, `seed ${seed}`).toBe((diary.position?.offset ?? -1) + 1)
        expect(frame.data.content).toBe(stream[frame.data.offset - 1])
        diary.position = { epoch: frame.data.epoch, offset: frame.data.offset }
      }
      diary.read = connection.frames.length
    }

    const resume = async (diary: Diary): Promise<void> => {
      const connection = await world.connect(diary.user)
      const before = diary.position
      const missed = before === undefined ? undefined : stream.length - before.offset
      let ack: JoinChannelAck['data'] | undefined
      const joining = world.hub.join(
        attachmentOf(connection),
        { channel_id: channel, ...(before === undefined ? {} : { since: before }) },
        (data) => {
          ack = data
        },
      )
      // Sometimes more is said while the past is being read.
      const meanwhile = random() < 0.3 ? upTo(3) : 0
      for (let at = 0; at < meanwhile; at++) await say()
      await joining
      if (ack === undefined) throw new Error('not answered')
      if (ack.recovered && before !== undefined) {
        recovered++
        expect(ack.messages.map(contentOf), `seed ${seed}`).toEqual(stream.slice(before.offset, ack.offset))
      } else {
        reloaded++
        expect(ack.messages).toEqual([])
        if (before !== undefined && missed !== undefined)
          expect(missed + meanwhile > recoverable || before.epoch !== ack.epoch, `seed ${seed}: ${missed} missed`).toBe(
            true,
          )
      }
      expect(ack.offset).toBeLessThanOrEqual(stream.length)
      if (before !== undefined && before.epoch !== anotherLife) expect(ack.epoch, `seed ${seed}`).toBe(before.epoch)
      diary.position = { epoch: ack.epoch, offset: ack.offset }
      diary.connection = connection
      diary.read = 0
      write(diary)
    }

    /** Everybody is disconnected, and finds the same stream. */
    const restart = async (again: () => Promise<Server>): Promise<void> => {
      for (const diary of diaries) {
        write(diary)
        diary.connection = undefined
      }
      for (const connection of [...world.connections]) world.drop(connection)
      server = await again()
      world = server.world
      speaker = await newSpeaker()
      restarts++
    }

    for (let cycle = 0; cycle < cycles; cycle++) {
      server.tick()
      if (server.restart !== undefined && random() < 0.005) await restart(server.restart)
      const diary = diaries[upTo(diaries.length - 1)]
      if (diary === undefined) continue
      const { connection } = diary
      if (connection !== undefined) {
        write(diary)
        world.drop(connection)
        world.connections.splice(world.connections.indexOf(connection), 1)
        diary.connection = undefined
      }
      for (let said = upTo(random() < 0.05 ? 60 : 3); said > 0; said--) await say()
      // A position of another life of the stream is not a position here.
      if (random() < 0.01 && diary.position !== undefined)
        diary.position = { epoch: anotherLife, offset: diary.position.offset }
      await resume(diary)
    }
    for (const diary of diaries) {
      write(diary)
      if (diary.connection !== undefined) expect(diary.position?.offset, `seed ${seed}`).toBe(stream.length)
    }
    await server.stop()
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    process.stdout.write(
      `resume over ${name}: seed ${seed}, ${cycles} cycles, ${restarts} restarts, ${stream.length} messages, ${recovered} recovered, ${reloaded} reloaded, ${seconds} s\n`,
    )
    expect(recovered).toBeGreaterThan(cycles / 2)
  },
)
