import { describe, expect, it } from 'vitest'
import type { ClientOptions } from '../../src/client/options.ts'
import { FakeWorld, limits, messageAt, outcome, sentAt, settled } from '../support/fake-server.ts'

const joined = (options: ClientOptions = {}) => {
  const world = new FakeWorld()
  const client = world.open(options)
  const room = client.channel('room')
  room.join().catch(() => undefined)
  world.socket.joined('room', 5)
  return { world, client, room }
}

const contents = (world: FakeWorld) => world.socket.all('send_message').map(({ data }) => data.content)
const ids = (world: FakeWorld) => world.socket.all('send_message').map(({ data }) => data.client_message_id)

/** The server takes a message, under the offset that it is given. */
function take(world: FakeWorld, offset: number, duplicate = false): void {
  world.socket.answer('send_message', sentAt('room', offset, 'e1', duplicate))
}

describe('a message', () => {
  it('is sent at once, under a name of its own, and resolves with its place', async () => {
    const { world, room } = joined()
    const sent = outcome(room.send('hi'))
    expect(world.socket.pending('send_message').data).toEqual({
      channel_id: 'room',
      content: 'hi',
      client_message_id: 'm1',
    })
    take(world, 6)
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6))
    room.send('again', { clientMessageId: 'mine' }).catch(() => undefined)
    expect(world.socket.pending('send_message').data.client_message_id).toBe('mine')
  })

  it('waits for connection and channel, and leaves in the order of saying', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const room = client.channel('room')
    room.join().catch(() => undefined)
    const sent = ['a', 'b', 'c'].map((content) => outcome(room.send(content)))
    world.clock.advance(5000)
    world.socket.welcome()
    expect(contents(world)).toEqual([])
    world.socket.joined('room', 0)
    expect(contents(world)).toEqual(['a', 'b', 'c'])
    for (const offset of [1, 2, 3]) take(world, offset)
    await settled()
    expect(sent.map(({ value }) => value?.offset)).toEqual([1, 2, 3])
  })

  it('is sent again after a reconnect, under the same name, once the channel is joined', async () => {
    const { world, room } = joined()
    const sent = outcome(room.send('hi'))
    world.reconnect()
    expect(contents(world)).toEqual([])
    world.socket.joined('room', 5, { recovered: true })
    expect(ids(world)).toEqual(['m1'])
    take(world, 6, true)
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6, 'e1', true))
    world.reconnect()
    world.socket.joined('room', 6, { recovered: true, messages: [6] })
    expect(contents(world)).toEqual([])
  })

  it('that waits for a channel goes before the leaving, and does not wait for ever', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('room')
    room.join().catch(() => undefined)
    const sent = outcome(room.send('hi'))
    room.leave().catch(() => undefined)
    expect(world.socket.sent.map(({ type }) => type).slice(-2)).toEqual(['send_message', 'leave_channel'])
    world.socket.refuse('send_message', { code: 'not_joined' })
    await settled()
    expect(sent.error).toMatchObject({ code: 'not_joined' })
  })

  it('that turns up among what was missed is not sent again', async () => {
    const { world, room } = joined()
    const sent = outcome(room.send('hi'))
    const other = outcome(room.send('second'))
    world.reconnect()
    const own = { ...messageAt('room', 6), user_id: 'alice', client_message_id: 'm1' }
    const stranger = { ...messageAt('room', 7), client_message_id: 'm2' }
    world.socket.answer('join_channel', {
      channel_id: 'room',
      message: '',
      epoch: 'e1',
      offset: 7,
      recovered: true,
      messages: [own, stranger],
    })
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6, 'e1', true))
    expect(other.done).toBe(false)
    expect(ids(world)).toEqual(['m2'])
  })

  it('is not taken for one of the same name in another channel', async () => {
    const { world, client, room } = joined()
    const other = client.channel('other')
    other.join().catch(() => undefined)
    world.socket.joined('other', 0)
    const sent = outcome(room.send('hi', { clientMessageId: 'same' }))
    const elsewhere = outcome(other.send('hi', { clientMessageId: 'same' }))
    world.reconnect()
    world.socket.answer('join_channel', {
      channel_id: 'room',
      message: '',
      epoch: 'e1',
      offset: 6,
      recovered: true,
      messages: [{ ...messageAt('room', 6), user_id: 'alice', client_message_id: 'same' }],
    })
    await settled()
    expect([sent.done, elsewhere.done]).toEqual([true, false])
  })

  it('resolves by its acknowledgement when its push comes first', async () => {
    const { world, room } = joined()
    const sent = outcome(room.send('hi'))
    world.socket.say({
      type: 'new_message',
      data: { ...messageAt('room', 6), user_id: 'alice', client_message_id: 'm1' },
    })
    await settled()
    expect(sent.done).toBe(false)
    take(world, 6)
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6))
  })

  it.each(['unavailable', 'internal'] as const)(
    'is tried again when the server says %s, with the others behind it',
    async (code) => {
      const { world, room } = joined()
      const first = outcome(room.send('a'))
      world.socket.refuse('send_message', { code, retryable: true, retry_after_ms: 800 })
      const second = outcome(room.send('b'))
      world.clock.advance(799)
      expect(contents(world)).toEqual(['a'])
      world.clock.advance(1)
      expect(contents(world)).toEqual(['a', 'a', 'b'])
      expect(ids(world)).toEqual(['m1', 'm1', 'm2'])
      take(world, 6)
      take(world, 7)
      await settled()
      expect([first.value?.offset, second.value?.offset]).toEqual([6, 7])
    },
  )

  it('that is not acknowledged in time is tried again; both answers together resolve it once', async () => {
    const { world, room } = joined()
    const sent = outcome(room.send('a'))
    const first = world.socket.pending('send_message')
    world.clock.advance(10_000)
    world.clock.advance(250)
    expect(ids(world)).toEqual(['m1', 'm1'])
    world.socket.answer('send_message', sentAt('room', 6), first)
    await settled()
    expect(sent.done).toBe(false)
    take(world, 6, true)
    await settled()
    expect(sent.value?.offset).toBe(6)
  })

  it('that cannot be taken is refused, and the others go on', async () => {
    const { world, room } = joined()
    const bad = outcome(room.send('a'))
    const good = outcome(room.send('b'))
    world.socket.refuse('send_message', { code: 'limit_exceeded' })
    take(world, 6)
    await settled()
    expect(bad.error).toMatchObject({ name: 'RequestError', code: 'limit_exceeded', retryable: false })
    expect(good.value?.offset).toBe(6)
  })

  it('to a channel that is not joined is the server’s to judge', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const sent = outcome(client.channel('room').send('a'))
    world.socket.refuse('send_message', { code: 'not_joined' })
    await settled()
    expect(sent.error).toMatchObject({ code: 'not_joined' })
  })

  it('waits for a channel that refuses us, and is then refused as well', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const joining = outcome(room.join())
    const sent = outcome(room.send('a'))
    world.socket.refuse('join_channel', { code: 'forbidden' })
    world.socket.refuse('send_message', { code: 'not_joined' })
    await settled()
    expect([joining.error, sent.error]).toMatchObject([{ code: 'forbidden' }, { code: 'not_joined' }])
  })

  it('can be aborted in every phase', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const room = client.channel('room')
    room.join().catch(() => undefined)
    const never = outcome(room.send('a', { signal: AbortSignal.abort() }))
    const abort = new AbortController()
    const waiting = outcome(room.send('b', { signal: abort.signal }))
    const timed = outcome(room.send('c', { timeoutMs: 100 }))
    abort.abort()
    world.clock.advance(100)
    world.socket.welcome()
    world.socket.joined('room', 0)
    expect(contents(world)).toEqual([])
    const writing = new AbortController()
    const written = outcome(room.send('d', { signal: writing.signal }))
    const lost = outcome(room.send('e', { timeoutMs: 5000 }))
    writing.abort()
    world.socket.drop()
    world.clock.advance(5000)
    await settled()
    expect(never.error).toMatchObject({ name: 'AbortedError', outcome: 'not_sent' })
    expect(waiting.error).toMatchObject({ name: 'AbortedError', outcome: 'not_sent' })
    expect(timed.error).toMatchObject({ name: 'TimeoutError', outcome: 'not_sent' })
    expect(written.error).toMatchObject({ name: 'AbortedError', outcome: 'unknown' })
    expect(String(written.error)).toMatch(/unknown/)
    expect(lost.error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' })
    world.socket.welcome()
    world.socket.joined('room', 0, { recovered: true })
    expect(contents(world)).toEqual([])
  })

  it('that waits when the client is closed is rejected, and says whether it may have been sent', async () => {
    const { world, client, room } = joined()
    const tried = outcome(room.send('a'))
    world.socket.drop()
    const waiting = outcome(room.send('b'))
    client.close()
    const late = outcome(room.send('c'))
    await settled()
    expect(tried.error).toMatchObject({ name: 'ClosedError', outcome: 'unknown' })
    expect(waiting.error).toMatchObject({ name: 'ClosedError', outcome: 'not_sent' })
    expect(late.error).toMatchObject({ name: 'ClosedError', outcome: 'not_sent' })
  })
})

describe('the outbox', () => {
  it('holds so many, and no more', async () => {
    const world = new FakeWorld()
    const client = world.client({ outbox: { max: 2 } })
    const room = client.channel('room')
    const sent = ['a', 'b', 'c'].map((content) => outcome(room.send(content)))
    await settled()
    expect(sent.map(({ done }) => done)).toEqual([false, false, true])
    expect(sent[2]?.error).toMatchObject({ name: 'OutboxFullError', code: 'outbox_full', retryable: true })
  })

  it('has room besides for what is under way', async () => {
    const world = new FakeWorld()
    const client = world.open({ outbox: { max: 2 } }, { limits: { ...limits, max_pending_requests: 3 } })
    const room = client.channel('room')
    const sent = Array.from({ length: 6 }, () => outcome(room.send('x')))
    expect(world.socket.all('send_message')).toHaveLength(3)
    await settled()
    expect(sent.filter(({ done }) => done)).toHaveLength(1)
  })

  it('that is off keeps nothing', async () => {
    const { world, room } = joined({ outbox: 'off' })
    const refused = outcome(room.send('a'))
    world.socket.refuse('send_message', { code: 'unavailable', retryable: true })
    const lost = outcome(room.send('b'))
    world.socket.drop()
    const away = outcome(room.send('c'))
    await settled()
    expect(refused.error).toMatchObject({ code: 'unavailable', retryable: true })
    expect(lost.error).toMatchObject({ name: 'ConnectionLostError', outcome: 'unknown' })
    expect(away.error).toMatchObject({ name: 'ConnectionLostError', outcome: 'not_sent' })
    world.again()
    world.socket.joined('room', 5, { recovered: true })
    expect(contents(world)).toEqual([])
  })

  it('lets one channel wait without the others', () => {
    const world = new FakeWorld()
    const client = world.open()
    const one = client.channel('one')
    const two = client.channel('two')
    one.join().catch(() => undefined)
    two.join().catch(() => undefined)
    one.send('a').catch(() => undefined)
    two.send('b').catch(() => undefined)
    client
      .direct('bob')
      .send('c')
      .catch(() => undefined)
    world.socket.joined('two', 0)
    expect(contents(world)).toEqual(['b'])
    expect(world.socket.all('send_direct')).toHaveLength(1)
    world.socket.joined('one', 0)
    expect(contents(world)).toEqual(['b', 'a'])
  })
})

describe('a direct message', () => {
  const inbox = (offset: number) => ({ inbox: { channel_id: '@alice', epoch: 'i1', offset, unread: 0 } })
  const own = (offset: number) => ({
    channel_id: '@alice',
    epoch: 'i1',
    offset,
    message_id: `i1-${offset}`,
    from: 'alice',
    to: 'bob',
    content: 'psst',
    timestamp: '2026-01-31T09:30:00.000Z',
    client_message_id: 'm1',
  })

  it('resolves with its place in the inbox of the recipient', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const sent = outcome(client.direct('bob').send('psst'))
    expect(world.socket.pending('send_direct').data).toEqual({ to: 'bob', content: 'psst', client_message_id: 'm1' })
    world.socket.say({ type: 'direct_message', data: own(1) })
    world.socket.answer('send_direct', sentAt('@bob', 9, 'i2'))
    await settled()
    expect(sent.value).toEqual(sentAt('@bob', 9, 'i2'))
  })

  it('waits until the own inbox has been caught up with, and is not sent again when it is in there', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const sent = outcome(client.direct('bob').send('psst'))
    const other = outcome(client.direct('carol').send('psst'))
    world.reconnect(inbox(1))
    expect(world.socket.all('send_direct')).toHaveLength(0)
    world.socket.answer('join_channel', {
      channel_id: '@alice',
      message: '',
      epoch: 'i1',
      offset: 1,
      recovered: true,
      messages: [own(1)],
    })
    await settled()
    expect(sent.value).toMatchObject({ channel_id: '@alice', offset: 1, duplicate: true })
    expect(world.socket.all('send_direct').map(({ data }) => data.to)).toEqual(['carol'])
    expect(other.done).toBe(false)
  })

  it('goes out all the same when the inbox cannot be read', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.reconnect(inbox(4))
    client
      .direct('bob')
      .send('psst')
      .catch(() => undefined)
    world.socket.refuse('join_channel', { code: 'forbidden' })
    expect(world.socket.all('send_direct')).toHaveLength(1)
  })
})
