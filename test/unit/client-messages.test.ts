import { describe, expect, it } from 'vitest'
import type { Client, InboxStream } from '../../src/client/surface.ts'
import { FakeWorld, outcome, settled } from '../support/fake-server.ts'

const at = (offset: number, epoch = 'e1') => ({ epoch, offset })
const inbox = (offset: number, epoch = 'i1') => ({ inbox: { channel_id: '@alice', epoch, offset, unread: 0 } })

/** Reads a loop to its end in the background. */
function reading(messages: AsyncIterable<{ readonly offset: number }>, stopAt = Number.POSITIVE_INFINITY) {
  const seen: { offsets: number[]; ended: boolean; error?: unknown } = { offsets: [], ended: false }
  void (async () => {
    try {
      for await (const { offset } of messages) {
        seen.offsets.push(offset)
        if (offset >= stopAt) break
      }
    } catch (error) {
      seen.error = error
    }
    seen.ended = true
  })()
  return seen
}

describe('a loop over the messages of a channel', () => {
  it('joins, and sees what comes', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const seen = reading(room.messages())
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    await settled()
    world.socket.push('room', 7)
    await settled()
    expect(seen).toEqual({ offsets: [6, 7], ended: false })
  })

  it('begins after a position, however much that is, and however small its buffer', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const seen = reading(room.messages({ since: at(2), buffer: 1 }))
    expect(world.socket.pending('join_channel').data.since).toEqual(at(2))
    world.socket.joined('room', 6, { recovered: true, messages: [3, 4, 5, 6] })
    world.socket.push('room', 7)
    await settled()
    expect(seen.offsets).toEqual([3, 4, 5, 6, 7])
  })

  it('that begins earlier than the channel stands fetches what lies between, for itself alone', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const told: number[] = []
    room.on('new_message', ({ offset }) => told.push(offset))
    room.join().catch(() => undefined)
    world.socket.joined('room', 5)
    const seen = reading(room.messages({ since: at(3) }))
    world.socket.push('room', 6)
    await settled()
    expect(seen.offsets).toEqual([])
    world.socket.joined('room', 6, { recovered: true, messages: [4, 5, 6] })
    world.socket.push('room', 7)
    await settled()
    expect(seen.offsets).toEqual([4, 5, 6, 7])
    expect(told).toEqual([6, 7])
  })

  it('that begins earlier goes on over a reconnect', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    room.join().catch(() => undefined)
    world.socket.joined('room', 5)
    const seen = reading(room.messages({ since: at(3) }))
    world.socket.push('room', 6)
    world.reconnect()
    // The channel itself goes on from 6; the loop still wants everything after 3.
    const sinces = world.socket.all('join_channel').map(({ data }) => data.since)
    world.clock.advance(0)
    for (const since of sinces) {
      const from = since?.offset ?? 0
      world.socket.joined('room', 7, { recovered: true, messages: [4, 5, 6, 7].filter((offset) => offset > from) })
    }
    world.clock.advance(1000)
    if (world.socket.has('join_channel')) world.socket.joined('room', 7, { recovered: true, messages: [4, 5, 6, 7] })
    world.socket.push('room', 8)
    await settled()
    expect(seen.offsets).toEqual([4, 5, 6, 7, 8])
  })

  it('ends with both positions when what came since is gone, and the channel goes on', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    room.join().catch(() => undefined)
    world.socket.joined('room', 5)
    const seen = reading(room.messages({ since: at(1) }))
    world.socket.joined('room', 5)
    await settled()
    expect(seen).toMatchObject({ ended: true, error: { name: 'MessagesLostError', had: at(1), top: at(5) } })
    expect(room.state.state).toBe('joined')
  })

  it('goes on over a reconnect', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const seen = reading(room.messages())
    world.socket.joined('room', 5)
    world.reconnect()
    world.socket.joined('room', 7, { recovered: true, messages: [6, 7] })
    await settled()
    expect(seen.offsets).toEqual([6, 7])
  })

  it('that is too slow sees what it has, and then that it has lost the rest', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const messages = room.messages({ buffer: 2 })
    world.socket.joined('room', 5)
    for (const offset of [6, 7, 8, 9]) world.socket.push('room', offset)
    const seen = reading(messages)
    await settled()
    expect(seen).toMatchObject({ offsets: [6, 7], error: { name: 'MessagesLostError', had: at(7), top: at(8) } })
  })

  it('that keeps up goes on for ever, with the smallest buffer', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const seen = reading(room.messages({ buffer: 1 }))
    world.socket.joined('room', 0)
    for (let offset = 1; offset <= 20; offset += 2) {
      // One is taken at once, the other waits.
      world.socket.push('room', offset)
      world.socket.push('room', offset + 1)
      await settled()
    }
    expect(seen.offsets).toHaveLength(20)
  })

  it('ends when the channel is reset', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const seen = reading(room.messages())
    world.socket.joined('room', 5)
    world.reconnect()
    world.socket.joined('room', 90)
    await settled()
    expect(seen).toMatchObject({ ended: true, error: { name: 'MessagesLostError', had: at(5), top: at(90) } })
  })

  it.each([
    [
      'the channel is left',
      (client: Client) =>
        void client
          .channel('room')
          .leave()
          .catch(() => undefined),
      undefined,
    ],
    ['the client is closed', (client: Client) => client.close(), undefined],
  ])('is done when %s', async (_what, end, error) => {
    const world = new FakeWorld()
    const client = world.open()
    const seen = reading(client.channel('room').messages())
    world.socket.joined('room', 5)
    end(client)
    await settled()
    expect(seen).toEqual({ offsets: [], ended: true, ...(error === undefined ? {} : { error }) })
  })

  it('fails when the channel is refused, or the server ends it all', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const refused = reading(client.channel('no').messages())
    world.socket.refuse('join_channel', { code: 'forbidden' })
    const closed = reading(client.channel('room').messages())
    world.socket.joined('room', 5)
    world.socket.drop(4403, 'kicked')
    await settled()
    expect(refused).toMatchObject({ ended: true, error: { code: 'forbidden' } })
    expect(closed).toMatchObject({ ended: true, error: { name: 'ClosedError', closeCode: 4403 } })
  })

  it('ends with its signal, and with a break, and holds nothing then', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const abort = new AbortController()
    const aborted = reading(room.messages({ signal: abort.signal }))
    const broken = reading(room.messages(), 6)
    const never = reading(room.messages({ signal: AbortSignal.abort() }))
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    await settled()
    abort.abort()
    world.socket.push('room', 7)
    await settled()
    expect(aborted).toMatchObject({ offsets: [6], ended: true, error: { name: 'AbortedError' } })
    expect(broken).toEqual({ offsets: [6], ended: true })
    expect(never).toMatchObject({ ended: true, error: { name: 'AbortedError' } })
    expect(room.state.state).toBe('joined')
  })

  it('can be read by hand', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const messages = room.messages()
    const both = [messages.next(), messages.next()]
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    world.socket.push('room', 7)
    expect((await Promise.all(both)).map(({ value }) => value?.offset)).toEqual([6, 7])
    const pending = messages.next()
    await messages.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(await messages.next()).toEqual({ done: true, value: undefined })
  })
})

describe('a loop that nobody reads', () => {
  it('ends instead of piling up what each reconnect brings', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    const loop = room.messages({ buffer: 10 })
    world.socket.joined('room', 0)
    for (let top = 0; top < 2000; top += 100) {
      world.reconnect()
      const messages = Array.from({ length: 100 }, (_, at) => top + 1 + at)
      world.socket.joined('room', top + 100, { recovered: true, messages })
    }
    const seen = reading(loop)
    await settled()
    expect(seen.offsets).toHaveLength(100)
    expect(seen.error).toMatchObject({ name: 'MessagesLostError' })
  })

  it('whose signal is aborted before it begins joins nothing', async () => {
    const world = new FakeWorld()
    const seen = reading(world.open().channel('room').messages({ signal: AbortSignal.abort() }))
    await settled()
    expect(seen.error).toMatchObject({ name: 'AbortedError' })
    expect(world.socket.has('join_channel')).toBe(false)
  })
})

describe('the inbox', () => {
  function told(stream: InboxStream): unknown[] {
    const seen: unknown[] = []
    stream.on('direct_message', ({ offset }) => seen.push(offset))
    stream.on('reset', (reset) => seen.push(reset))
    return seen
  }

  it('is there with the connection, and resumed after every other', () => {
    const world = new FakeWorld()
    const client = world.client()
    const seen = told(client.inbox)
    const all: number[] = []
    client.on('direct_message', ({ offset }) => all.push(offset))
    expect([client.inbox.id, client.inbox.position]).toEqual([undefined, undefined])
    world.socket.welcome(inbox(3))
    expect([client.inbox.id, client.inbox.position]).toEqual(['@alice', at(3, 'i1')])
    expect(world.socket.has('join_channel')).toBe(false)
    world.socket.direct('@alice', 4)
    world.reconnect(inbox(6))
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: '@alice', since: at(4, 'i1') })
    world.socket.joined('@alice', 6, { epoch: 'i1', recovered: true, messages: [5, 6] })
    world.socket.direct('@alice', 7)
    world.socket.direct('@alice', 7)
    expect(seen).toEqual([4, 5, 6, 7])
    expect(all).toEqual(seen)
    world.reconnect(inbox(7))
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('tells of a reset, and repairs a gap', () => {
    const world = new FakeWorld()
    const client = world.open({}, inbox(3))
    const seen = told(client.inbox)
    world.socket.direct('@alice', 5)
    world.socket.joined('@alice', 5, { epoch: 'i1', recovered: true, messages: [4, 5] })
    world.reconnect(inbox(1, 'i2'))
    world.socket.joined('@alice', 1, { epoch: 'i2' })
    expect(seen).toEqual([4, 5, { had: at(5, 'i1'), top: at(1, 'i2'), why: 'new_epoch' }])
  })

  it('begins where the application stands, when it says so before or after connecting', async () => {
    for (const first of [true, false]) {
      const world = new FakeWorld()
      const client = world.client()
      const seen = told(client.inbox)
      if (!first) world.socket.welcome(inbox(3))
      const resumed = outcome(client.inbox.resume(at(1, 'i1')))
      if (first) world.socket.welcome(inbox(3))
      world.socket.joined('@alice', 3, { epoch: 'i1', recovered: true, messages: [2, 3] })
      world.socket.direct('@alice', 4)
      await settled()
      expect(resumed.value).toEqual({ position: at(3, 'i1'), recovered: true })
      expect(seen).toEqual([2, 3, 4])
    }
  })

  it('can be read in a loop', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const early = reading(client.inbox.messages({ since: at(1, 'i1') }))
    world.socket.welcome(inbox(3))
    world.socket.joined('@alice', 3, { epoch: 'i1', recovered: true, messages: [2, 3] })
    const late = reading(client.inbox.messages({ since: at(2, 'i1') }))
    const plain = reading(client.inbox.messages())
    world.socket.joined('@alice', 3, { epoch: 'i1', recovered: true, messages: [3] })
    world.socket.direct('@alice', 4)
    await settled()
    expect([early.offsets, late.offsets, plain.offsets]).toEqual([[2, 3, 4], [3, 4], [4]])
  })

  it('has a history, as soon as it is known whose it is', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const page = outcome(client.inbox.history({ limit: 5 }))
    world.socket.welcome(inbox(3))
    await settled()
    expect(world.socket.pending('history').data).toEqual({ channel_id: '@alice', limit: 5 })
    world.socket.answer('history', { channel_id: '@alice', epoch: 'i1', offset: 3, messages: [], has_more: false })
    await settled()
    expect(page.value?.has_more).toBe(false)
  })
})
