import { describe, expect, it, vi } from 'vitest'
import type { Client } from '../../src/client/index.ts'
import {
  type ChannelHandle,
  ChannelStore,
  type ChannelStoreOptions,
  type ChannelView,
} from '../../src/client/stores/channel-store.ts'
import { type Presence, PresenceStore } from '../../src/client/stores/presence-store.ts'
import { lingerMs, Shared } from '../../src/client/stores/shared.ts'
import { FakeWorld, messageAt, outcome, settled } from '../support/fake-server.ts'

function page(offsets: readonly number[], has_more: boolean, top = 100, epoch = 'e1') {
  return {
    channel_id: 'room',
    messages: offsets.map((at) => messageAt('room', at, epoch)),
    epoch,
    offset: top,
    has_more,
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const offsets = ({ messages }: ChannelView) => messages.map(({ offset }) => offset)

/** A channel that somebody looks at, of a client that is open. */
function channel(options: ChannelStoreOptions = {}, world = new FakeWorld(), client: Client = world.open()) {
  const changed = vi.fn()
  const store = new ChannelStore(client, 'room', options, changed)
  changed.mockClear()
  return { world, client, store, changed }
}

function joined(offset: number, options: ChannelStoreOptions = {}) {
  const all = channel(options)
  all.world.socket.joined('room', offset)
  return all
}

describe('a channel that is looked at', () => {
  it('is joined, and shows what comes in order', () => {
    const { world, store, changed } = channel()
    expect(store.snapshot).toEqual({
      state: { state: 'joining' },
      messages: [],
      entries: [],
      hasOlder: false,
      reset: undefined,
    })
    world.socket.joined('room', 0)
    expect(store.snapshot.state).toEqual({ state: 'joined' })
    world.socket.push('room', 1)
    world.socket.push('room', 2)
    expect(offsets(store.snapshot)).toEqual([1, 2])
    expect(changed).toHaveBeenCalledTimes(3)
    expect(world.socket.all('history')).toEqual([])
  })

  it('shows the same object until something changes, and another one then', () => {
    const { world, store } = joined(0)
    const { snapshot } = store
    expect(store.snapshot).toBe(snapshot)
    world.socket.push('room', 1)
    expect(store.snapshot).not.toBe(snapshot)
    expect(store.snapshot.state).toBe(snapshot.state)
    expect(snapshot.messages).toEqual([])
  })

  it('goes on over a lost connection without a gap or a repeat', () => {
    const { world, store } = joined(0)
    world.socket.push('room', 1)
    world.socket.drop()
    expect(store.snapshot.state).toEqual({ state: 'joining' })
    world.again()
    world.socket.joined('room', 3, { recovered: true, messages: [2, 3] })
    world.socket.push('room', 3)
    world.socket.push('room', 4)
    expect(offsets(store.snapshot)).toEqual([1, 2, 3, 4])
    expect(store.snapshot.state).toEqual({ state: 'joined' })
  })

  it('keeps no more messages than its limit, and knows that there were more', () => {
    const { world, store } = joined(0, { limit: 3 })
    for (const at of range(1, 3)) world.socket.push('room', at)
    expect(store.snapshot.hasOlder).toBe(false)
    for (const at of range(4, 5)) world.socket.push('room', at)
    expect(offsets(store.snapshot)).toEqual([3, 4, 5])
    expect(store.snapshot.hasOlder).toBe(true)
    store.widen({ limit: 4 })
    store.widen({ limit: 2 })
    for (const at of range(6, 8)) world.socket.push('room', at)
    expect(offsets(store.snapshot)).toEqual([5, 6, 7, 8])
  })

  it('begins with the last messages, and with as many as were asked for', async () => {
    const { world, store } = joined(60)
    await settled()
    expect(world.socket.pending('history').data).toEqual({ channel_id: 'room', before: 61, epoch: 'e1', limit: 50 })
    world.socket.push('room', 61)
    world.socket.answer('history', page(range(11, 60), true))
    await settled()
    expect(offsets(store.snapshot)).toEqual(range(11, 61))
    expect(store.snapshot.hasOlder).toBe(true)
    const none = joined(60, { history: 0 })
    await settled()
    expect(none.world.socket.all('history')).toEqual([])
    expect(none.store.snapshot.hasOlder).toBe(true)
  })

  it('asks again for its first messages with the next connection, and not where it may not', async () => {
    const { world, store } = joined(5)
    await settled()
    world.socket.drop()
    await settled()
    world.again()
    world.socket.joined('room', 5, { recovered: true })
    await settled()
    world.socket.refuse('history', { code: 'forbidden' })
    await settled()
    world.reconnect()
    world.socket.joined('room', 5, { recovered: true })
    await settled()
    expect(world.socket.all('history')).toEqual([])
    expect(store.snapshot).toMatchObject({ messages: [], hasOlder: true })
  })

  it('is left in the end', () => {
    const { world, store, changed } = joined(0)
    store.end()
    expect(world.socket.pending('leave_channel').data).toEqual({ channel_id: 'room' })
    changed.mockClear()
    world.socket.push('room', 1)
    expect(changed).not.toHaveBeenCalled()
  })

  it('is not left when somebody else had joined it', async () => {
    const world = new FakeWorld()
    const client = world.open()
    client
      .channel('room')
      .join()
      .catch(() => undefined)
    world.socket.joined('room', 0)
    world.socket.push('room', 1)
    const { store } = channel({ history: 0 }, world, client)
    expect(store.snapshot).toMatchObject({ state: { state: 'joined' }, messages: [], hasOlder: true })
    world.socket.push('room', 2)
    expect(offsets(store.snapshot)).toEqual([2])
    store.end()
    expect(world.socket.all('leave_channel')).toEqual([])
  })

  it('says that it was refused, and can be joined again', () => {
    const { world, store } = channel()
    world.socket.refuse('join_channel', { code: 'forbidden' })
    expect(store.snapshot.state).toMatchObject({ state: 'refused', error: { code: 'forbidden' } })
    store.join()
    expect(store.snapshot.state).toEqual({ state: 'joining' })
    world.socket.joined('room', 0)
    expect(store.snapshot.state).toEqual({ state: 'joined' })
  })

  it('shows what it had when the server has taken the user out, and begins anew when let in again', () => {
    const { world, store } = joined(0)
    world.socket.push('room', 1)
    world.socket.say({ type: 'leave_channel_ack', data: { channel_id: 'room' } })
    expect(store.snapshot.state).toEqual({ state: 'left', by: 'server' })
    expect(offsets(store.snapshot)).toEqual([1])
    store.join()
    world.socket.joined('room', 7)
    expect(store.snapshot).toMatchObject({ state: { state: 'joined' }, messages: [], hasOlder: true })
    world.socket.push('room', 8)
    expect(offsets(store.snapshot)).toEqual([8])
  })

  it('of a client that was closed is joined when that is opened again', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const { store } = channel({}, world, client)
    client.close()
    await settled()
    client.connect()
    world.socket.welcome()
    world.socket.joined('room', 0)
    expect(store.snapshot.state).toEqual({ state: 'joined' })
  })

  it('begins after a position that was kept', () => {
    const { world, store } = channel({ since: { epoch: 'e1', offset: 3 } })
    expect(world.socket.pending('join_channel').data).toMatchObject({ since: { epoch: 'e1', offset: 3 } })
    world.socket.joined('room', 5, { recovered: true, messages: [4, 5] })
    expect(offsets(store.snapshot)).toEqual([4, 5])
    expect(store.snapshot.hasOlder).toBe(true)
  })

  it('begins anew after a reset, with a notice until that is dismissed', async () => {
    const { world, store } = joined(0)
    world.socket.push('room', 1)
    world.reconnect()
    world.socket.joined('room', 2000)
    expect(store.snapshot.reset).toEqual({
      had: { epoch: 'e1', offset: 1 },
      top: { epoch: 'e1', offset: 2000 },
      why: 'not_recovered',
    })
    expect(store.snapshot).toMatchObject({ messages: [], hasOlder: true })
    await settled()
    world.socket.answer('history', page(range(1951, 2000), true))
    await settled()
    expect(offsets(store.snapshot)).toEqual(range(1951, 2000))
    store.dismissReset()
    const { snapshot } = store
    expect(snapshot.reset).toBeUndefined()
    store.dismissReset()
    expect(store.snapshot).toBe(snapshot)
  })
})

describe('older messages', () => {
  it('are put before the first, until there are none', async () => {
    const { world, store } = joined(4, { history: 0 })
    const first = outcome(store.loadOlder(2))
    const same = outcome(store.loadOlder(2))
    await settled()
    expect(world.socket.all('history')).toHaveLength(1)
    world.socket.answer('history', page([3, 4], true))
    await settled()
    expect([first.value, same.value]).toEqual([2, 2])
    const second = outcome(store.loadOlder())
    await settled()
    expect(world.socket.pending('history').data).toMatchObject({ before: 3, limit: 50 })
    world.socket.answer('history', page([1, 2], false))
    await settled()
    expect(second.value).toBe(2)
    expect(offsets(store.snapshot)).toEqual([1, 2, 3, 4])
    expect(store.snapshot.hasOlder).toBe(false)
    await expect(store.loadOlder()).resolves.toBe(0)
  })

  it('are no more than there is room for', async () => {
    const { world, store } = joined(9, { history: 0, limit: 3 })
    world.socket.push('room', 10)
    const loaded = outcome(store.loadOlder())
    await settled()
    expect(world.socket.pending('history').data.limit).toBe(2)
    world.socket.answer('history', page([8, 9], true))
    await settled()
    expect(loaded.value).toBe(2)
    await expect(store.loadOlder()).resolves.toBe(0)
    expect(store.snapshot.hasOlder).toBe(true)
  })

  it('never leave a gap when the first ones were pushed out meanwhile', async () => {
    const { world, store } = joined(9, { history: 0, limit: 3 })
    world.socket.push('room', 10)
    world.socket.push('room', 11)
    const loaded = outcome(store.loadOlder())
    await settled()
    world.socket.push('room', 12)
    world.socket.push('room', 13)
    world.socket.answer('history', page([9], true))
    await settled()
    expect(loaded.value).toBe(0)
    expect(offsets(store.snapshot)).toEqual([11, 12, 13])
  })

  it('of another life are not mixed with those of this one', async () => {
    const { world, store } = joined(9, { history: 1 })
    await settled()
    const asked = world.socket.pending('history')
    world.reconnect()
    world.socket.joined('room', 2, { epoch: 'e2' })
    await settled()
    expect(asked.data.epoch).toBe('e1')
    expect(store.snapshot.reset?.why).toBe('new_epoch')
    expect(offsets(store.snapshot)).toEqual([])
    const loaded = outcome(store.loadOlder(1))
    await settled()
    expect(world.socket.pending('history').data).toEqual({ channel_id: 'room', before: 3, epoch: 'e2', limit: 1 })
    world.socket.answer('history', page([2], true, 2, 'e2'))
    await settled()
    expect(loaded.value).toBe(1)
  })

  it('are looked for behind a page of nothing but events', async () => {
    const { world, store } = joined(9, { history: 0 })
    const loaded = outcome(store.loadOlder(2))
    await settled()
    const { content: _, ...rest } = messageAt('room', 8)
    const events = [8, 9].map((offset) => ({ ...rest, offset, event: 'moved', version: 'v1', payload: { x: offset } }))
    world.socket.raw(
      JSON.stringify({
        type: 'history_ack',
        id: world.socket.pending('history').id,
        data: { ...page([], true), messages: events },
      }),
    )
    await settled()
    const again = world.socket.all('history').at(-1)
    expect(again?.data).toMatchObject({ before: 8 })
    world.socket.answer('history', page([6, 7], true), again)
    await settled()
    expect(loaded.value).toBe(2)
    expect(offsets(store.snapshot)).toEqual([6, 7])
  })

  it('that cannot be had are an error for who asked', async () => {
    const { world, store } = joined(9, { history: 0 })
    const loaded = outcome(store.loadOlder())
    await settled()
    world.socket.refuse('history', { code: 'forbidden' })
    await settled()
    expect(loaded.error).toMatchObject({ name: 'RequestError', code: 'forbidden' })
  })
})

describe('events among the messages', () => {
  const kinds = ({ entries }: ChannelView) => entries.map(({ offset, event }) => (event === undefined ? offset : event))
  const eventAt = (offset: number) => {
    const { content: _, ...rest } = messageAt('room', offset)
    return { ...rest, event: `e${offset}`, version: 1, payload: { x: offset } }
  }
  const event = (world: FakeWorld, offset: number) =>
    world.socket.raw(JSON.stringify({ type: 'new_event', data: eventAt(offset) }))
  const answer = (world: FakeWorld, at: readonly number[], more: boolean, ofEvents: readonly number[]) =>
    world.socket.answer('history', {
      ...page([], more),
      messages: at.map((offset) => (ofEvents.includes(offset) ? eventAt(offset) : messageAt('room', offset))),
    })

  it('are not kept unless they are asked for, and change nothing then', () => {
    const { world, store, changed } = joined(0)
    changed.mockClear()
    event(world, 1)
    expect(changed).not.toHaveBeenCalled()
    world.socket.push('room', 2)
    expect(offsets(store.snapshot)).toEqual([2])
    expect(store.snapshot.entries).toEqual([])
  })

  it('stand in their places, and the messages beside them stay the same list', () => {
    const { world, store } = joined(0, { events: true })
    world.socket.push('room', 1)
    const { messages } = store.snapshot
    event(world, 2)
    expect(store.snapshot.messages).toBe(messages)
    world.socket.push('room', 3)
    event(world, 4)
    expect(kinds(store.snapshot)).toEqual([1, 'e2', 3, 'e4'])
    expect(offsets(store.snapshot)).toEqual([1, 3])
  })

  it('count, and push out what is older, of either kind', () => {
    const { world, store } = joined(0, { events: true, limit: 3 })
    world.socket.push('room', 1)
    for (const at of [2, 3, 4]) event(world, at)
    world.socket.push('room', 5)
    expect(kinds(store.snapshot)).toEqual(['e3', 'e4', 5])
    expect(offsets(store.snapshot)).toEqual([5])
    expect(store.snapshot.hasOlder).toBe(true)
  })

  it('come with older messages, and a page of nothing but events is one', async () => {
    const { world, store } = joined(9, { events: true, history: 0 })
    world.socket.push('room', 10)
    const first = outcome(store.loadOlder(2))
    await settled()
    answer(world, [8, 9], true, [8, 9])
    await settled()
    expect(first.value).toBe(2)
    const second = outcome(store.loadOlder(3))
    await settled()
    expect(world.socket.pending('history').data).toMatchObject({ before: 8, limit: 3 })
    answer(world, [5, 6, 7], true, [6])
    await settled()
    expect(second.value).toBe(3)
    expect(kinds(store.snapshot)).toEqual([5, 'e6', 7, 'e8', 'e9', 10])
    expect(offsets(store.snapshot)).toEqual([5, 7, 10])
  })

  it('can be asked for later: the list begins anew where it stands', async () => {
    const { world, store, changed } = joined(4, { history: 2 })
    await settled()
    answer(world, [3, 4], true, [])
    await settled()
    event(world, 5)
    expect(offsets(store.snapshot)).toEqual([3, 4])
    changed.mockClear()
    store.widen({ events: true })
    expect(changed).toHaveBeenCalled()
    await settled()
    expect(world.socket.pending('history').data).toMatchObject({ before: 6 })
    answer(world, [4, 5], true, [5])
    event(world, 6)
    await settled()
    expect(kinds(store.snapshot)).toEqual([4, 'e5', 'e6'])
    store.widen({})
    event(world, 7)
    expect(kinds(store.snapshot)).toEqual([4, 'e5', 'e6', 'e7'])
  })

  it('go on over a lost connection without a gap or a repeat, and begin anew after a reset', async () => {
    const { world, store } = joined(0, { events: true, history: 0 })
    event(world, 1)
    world.socket.drop()
    world.again()
    expect(world.socket.pending('join_channel').data).toMatchObject({ since: { epoch: 'e1', offset: 1 } })
    world.socket.joined('room', 7)
    await settled()
    expect([store.snapshot.reset?.why, kinds(store.snapshot)]).toEqual(['not_recovered', []])
    event(world, 8)
    expect(kinds(store.snapshot)).toEqual(['e8'])
  })
})

describe('what several look at', () => {
  function sharing() {
    const world = new FakeWorld()
    const client = world.open()
    const shared = new Shared<ChannelView, ChannelHandle>(world.surroundings.after)
    const hold = (listener: () => void = () => undefined, id = 'room') =>
      shared.hold(client, id, (changed) => new ChannelStore(client, id, {}, changed), listener)
    return { world, client, shared, hold }
  }

  it('is one thing, that is over a little after the last one has gone', () => {
    const { world, shared, client, hold } = sharing()
    const [one, two] = [vi.fn(), vi.fn()]
    const first = hold(one)
    const second = hold(two)
    expect(second.store).toBe(first.store)
    world.socket.joined('room', 0)
    expect([one, two].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    first.release()
    first.release()
    world.clock.advance(lingerMs * 2)
    expect(world.socket.all('leave_channel')).toEqual([])
    world.socket.push('room', 1)
    expect([one, two].map(({ mock }) => mock.calls.length)).toEqual([1, 2])
    second.release()
    world.clock.advance(lingerMs - 1)
    expect(world.socket.all('leave_channel')).toEqual([])
    world.clock.advance(1)
    expect(world.socket.all('leave_channel')).toHaveLength(1)
    expect(shared.find(client, 'room')).toBeUndefined()
  })

  it('survives being let go of and taken hold of again', () => {
    const { world, hold } = sharing()
    const before = hold()
    world.socket.joined('room', 0)
    world.socket.push('room', 1)
    before.release()
    const after = hold()
    expect(after.store).toBe(before.store)
    before.release()
    world.clock.advance(lingerMs * 2)
    expect(world.socket.all('join_channel')).toHaveLength(1)
    expect(world.socket.all('leave_channel')).toEqual([])
    expect(offsets(after.store.snapshot)).toEqual([1])
    after.release()
    world.clock.advance(lingerMs)
    expect(hold().store).not.toBe(before.store)
  })

  it('is another thing for another channel, and for another client', () => {
    const { world, shared, hold } = sharing()
    const room = hold()
    expect(hold(undefined, 'other').store).not.toBe(room.store)
    expect(shared.find(world.open(), 'room')).toBeUndefined()
  })
})

describe('presence', () => {
  function crowd() {
    const world = new FakeWorld()
    const client = world.open()
    const seen: Presence[] = []
    const store: PresenceStore<never> = new PresenceStore<never>(
      client as never,
      'room',
      world.surroundings.after,
      () => seen.push(store.snapshot),
    )
    const news = (type: 'user_joined' | 'user_left', user_id: string) =>
      world.socket.say({ type, data: { channel_id: 'room', user_id, timestamp: '2026-01-31T09:30:00.000Z' } })
    const answer = (...users: string[]) =>
      world.socket.answer('presence', {
        channel_id: 'room',
        count: users.length,
        users: users.map((user_id) => ({ user_id, connections: 2 })),
      })
    const names = () => store.snapshot?.users.map(({ user_id }) => user_id)
    return { world, client, store, seen, news, answer, names }
  }

  function inRoom() {
    const all = crowd()
    all.client
      .channel('room')
      .join()
      .catch(() => undefined)
    all.world.socket.joined('room', 0)
    return all
  }

  it('is not known until the channel is joined and the server has answered', async () => {
    const { world, store, client, answer } = crowd()
    expect(store.snapshot).toBeUndefined()
    expect(world.socket.all('presence')).toEqual([])
    client
      .channel('room')
      .join()
      .catch(() => undefined)
    world.socket.joined('room', 0)
    expect(store.snapshot).toBeUndefined()
    answer('alice', 'bob')
    await settled()
    expect(store.snapshot).toEqual({
      users: [
        { user_id: 'alice', connections: 2 },
        { user_id: 'bob', connections: 2 },
      ],
      count: 2,
      current: true,
    })
  })

  it('is kept up by who comes and goes, and asked once', async () => {
    const { world, news, answer, names, store } = inRoom()
    answer('alice')
    await settled()
    news('user_joined', 'bob')
    news('user_joined', 'carol')
    news('user_left', 'bob')
    expect(names()).toEqual(['alice', 'carol'])
    const { snapshot } = store
    news('user_joined', 'carol')
    news('user_left', 'bob')
    expect(store.snapshot).toBe(snapshot)
    expect(snapshot?.count).toBe(2)
    expect(world.socket.all('presence')).toHaveLength(1)
  })

  it('takes in what happened while it was asked', async () => {
    const { news, answer, names } = inRoom()
    news('user_joined', 'bob')
    news('user_left', 'alice')
    answer('alice', 'bob')
    news('user_joined', 'carol')
    await settled()
    expect(names()).toEqual(['bob', 'carol'])
  })

  it('is what was known while the connection is lost, and is asked again', async () => {
    const { world, store, answer, names } = inRoom()
    answer('alice', 'bob')
    await settled()
    world.socket.drop()
    expect(store.snapshot).toMatchObject({ count: 2, current: false })
    world.again()
    world.socket.joined('room', 0, { recovered: true })
    expect(store.snapshot?.current).toBe(false)
    answer('alice')
    await settled()
    expect(names()).toEqual(['alice'])
    expect(store.snapshot?.current).toBe(true)
  })

  it('is no longer known outside of the channel', async () => {
    const { client, store, answer } = inRoom()
    answer('alice')
    await settled()
    client
      .channel('room')
      .leave()
      .catch(() => undefined)
    expect(store.snapshot).toBeUndefined()
  })

  it('is asked again after a while when that can help', async () => {
    const { world, store, answer } = inRoom()
    world.socket.refuse('presence', { code: 'unavailable', retryable: true })
    await settled()
    world.clock.advance(1000)
    answer('alice')
    await settled()
    expect(store.snapshot?.count).toBe(1)
    const refused = inRoom()
    refused.world.socket.refuse('presence', { code: 'forbidden' })
    await settled()
    refused.world.clock.advance(60_000)
    expect(refused.world.socket.all('presence')).toHaveLength(1)
    expect(refused.store.snapshot).toBeUndefined()
  })

  it('counts those that are not listed', async () => {
    const { world, store, news } = inRoom()
    world.socket.answer('presence', { channel_id: 'room', count: 5, users: [{ user_id: 'alice', connections: 1 }] })
    await settled()
    news('user_left', 'zoe')
    expect(store.snapshot).toMatchObject({ count: 4, users: [{ user_id: 'alice' }] })
  })

  it('tells nobody anything in the end', async () => {
    const { store, seen, answer } = inRoom()
    store.end()
    answer('alice')
    await settled()
    expect(seen).toEqual([])
  })
})
