/**
 * Clients that come and go, resume, and keep a diary. Whatever happens, a diary is the stream itself from where it begins,
 * or says that it had to begin anew; and beginning anew happens only where it must.
 */
import { expect, test } from 'vitest'
import { itemDefaults } from '../../generated/settings.ts'
import type { ChannelPolicy, JoinChannelAck, Position } from '../../generated/types.ts'
import { attachmentOf, HubWorld, type RecordingConnection } from '../support/hub-world.ts'
import { seededRandom } from '../support/random.ts'

const cycles = Number(process.env['CYCLES'] ?? 2000)
const kept = 40
const recoverable = 30
const channel = 'room'

interface Diary {
  readonly user: string
  position: Position | undefined
  connection: RecordingConnection | undefined
  /** How many frames of the connection have been written down. */
  read: number
}

test(`${cycles} disconnections and resumptions: the exact sequence, or an honest “reload”`, {
  timeout: 300_000,
}, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
  const random = seededRandom(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const policies = [{ ...itemDefaults['channels'], pattern: '*', announce: false, history_size: kept } as ChannelPolicy]
  const world = new HubWorld({ policies, limits: { maxRecovery: recoverable, presenceDebounceMs: 0 } })
  const stream: string[] = []
  const speaker = await world.connect('speaker')
  await world.hub.join(attachmentOf(speaker), { channel_id: channel }, () => undefined)
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
  let [recovered, reloaded] = [0, 0]

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
      expect(
        ack.messages.map(({ content }) => content),
        `seed ${seed}`,
      ).toEqual(stream.slice(before.offset, ack.offset))
    } else {
      reloaded++
      expect(ack.messages).toEqual([])
      if (before !== undefined && missed !== undefined)
        expect(missed + meanwhile > recoverable || before.epoch !== ack.epoch, `seed ${seed}: ${missed} missed`).toBe(
          true,
        )
    }
    expect(ack.offset).toBeLessThanOrEqual(stream.length)
    diary.position = { epoch: ack.epoch, offset: ack.offset }
    diary.connection = connection
    diary.read = 0
    write(diary)
  }

  for (let cycle = 0; cycle < cycles; cycle++) {
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
      diary.position = { epoch: 'another life', offset: diary.position.offset }
    await resume(diary)
  }
  for (const diary of diaries) {
    write(diary)
    if (diary.connection !== undefined) expect(diary.position?.offset, `seed ${seed}`).toBe(stream.length)
  }
  process.stdout.write(
    `resume: seed ${seed}, ${cycles} cycles, ${stream.length} messages, ${recovered} recovered, ${reloaded} reloaded\n`,
  )
  expect(recovered).toBeGreaterThan(cycles / 2)
})
