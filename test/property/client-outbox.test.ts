/**
 * What is sent through whatever happens to connections and answers: each message is stored once, resolves once, and stands
 * where the client was told.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClientFrame, SentMessage } from '../../generated/types.ts'
import { type FakeSocket, FakeWorld, sentAt, settled } from '../support/fake-server.ts'

const runs = Number(process.env['FC_RUNS'] ?? 150)

type Move = 'send' | 'break' | 'wait' | 'long' | 'store' | 'store_silently' | 'busy' | 'too_fast' | 'join'
const moves = fc.constantFrom<Move>(
  'send',
  'send',
  'break',
  'wait',
  'long',
  'store',
  'store',
  'store_silently',
  'busy',
  'too_fast',
  'join',
  'join',
)

type Saying = Extract<ClientFrame, { type: 'send_message' | 'publish' }>

function isSaying(frame: ClientFrame): frame is Saying {
  return frame.type === 'send_message' || frame.type === 'publish'
}

/** Messages and events of the application by turns. */
class Story {
  readonly world = new FakeWorld()
  readonly stored: string[] = []
  readonly results = new Map<string, SentMessage>()
  readonly said: string[] = []
  readonly room = this.world.client({ outbox: { max: 10_000 } }).channel('room')
  readonly #seen = new Set<ClientFrame>()

  constructor() {
    this.room.join().catch(() => undefined)
  }

  get #socket(): FakeSocket | undefined {
    const { socket } = this.world
    if (socket.readyState === 0) socket.welcome()
    return socket.readyState === 1 ? socket : undefined
  }

  move(move: Move): void {
    const socket = this.#socket
    switch (move) {
      case 'send': {
        const content = `n${this.said.length}`
        this.said.push(content)
        const said = this.said.length % 2 === 0 ? this.room.publish('said', { content }) : this.room.send(content)
        said.then(
          (sent) => {
            if (this.results.has(content)) throw new Error('resolved twice')
            this.results.set(content, sent)
          },
          () => undefined,
        )
        return
      }
      case 'break':
        socket?.drop()
        return
      case 'wait':
      case 'long':
        this.world.clock.advance(move === 'wait' ? 300 : 12_000)
        return
      case 'join':
        if (socket?.has('join_channel') === true) {
          const { since } = socket.pending('join_channel').data
          // Nothing is ever recovered or pushed here: the acknowledgements alone must do.
          socket.joined('room', since?.offset ?? 0, { recovered: since !== undefined })
        }
        return
      default:
        if (socket !== undefined) this.#take(socket, move)
    }
  }

  #take(socket: FakeSocket, how: Move): void {
    const request = socket.sent.find((frame) => !this.#seen.has(frame) && isSaying(frame))
    if (request === undefined || !isSaying(request)) return
    this.#seen.add(request)
    if (how === 'busy' || how === 'too_fast') {
      const code = how === 'busy' ? 'unavailable' : 'rate_limited'
      socket.refuse(request.type, { code, retryable: true, retry_after_ms: 100 }, request)
      return
    }
    const content = request.type === 'publish' ? String(request.data.payload['content']) : request.data.content
    const duplicate = this.stored.includes(content)
    if (!duplicate) this.stored.push(content)
    if (how === 'store')
      socket.answer(request.type, sentAt('room', this.stored.indexOf(content) + 1, 'e1', duplicate), request)
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 400 && this.results.size < this.said.length; round++) {
      for (const move of ['join', ...this.said.map(() => 'store' as const), 'wait'] as const) this.move(move)
      if (round % 10 === 9) this.move('long')
      await settled()
    }
  }
}

async function play(program: readonly Move[]): Promise<Story> {
  const story = new Story()
  for (const move of program) story.move(move)
  await story.settle()
  expect([...story.results.keys()].sort()).toEqual([...story.said].sort())
  for (const [content, { offset }] of story.results) expect(story.stored[offset - 1]).toBe(content)
  expect(new Set(story.stored).size).toBe(story.stored.length)
  return story
}

test('every message is stored once and resolves once, where it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { maxLength: 50 }), async (program) => {
      await play(program)
    }),
    { numRuns: runs },
  )
})

test('as long as only connections and answers are lost, messages keep their order', async () => {
  const lossy = moves.filter((move) => move !== 'busy' && move !== 'too_fast' && move !== 'long')
  await fc.assert(
    fc.asyncProperty(fc.array(lossy, { maxLength: 50 }), async (program) => {
      const { stored, said } = await play(program)
      expect(stored).toEqual(said)
    }),
    { numRuns: runs },
  )
})
