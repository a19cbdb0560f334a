import { describe, expect, it } from 'vitest'
import type { Channel, Client } from '../../src/client/surface.ts'
import { FakeWorld, limits, outcome, settled } from '../support/fake-server.ts'

/** Everything that a channel tells, in one list. */
function diary(channel: Channel): unknown[] {
  const told: unknown[] = []
  channel.on('new_message', ({ epoch, offset }) => told.push(epoch === 'e1' ? offset : `${epoch}:${offset}`))
  channel.on('reset', (reset) => told.push(reset))
  return told
}

function statesOf(channel: Channel): string[] {
  const states: string[] = []
  channel.on('state', ({ state }) => states.push(state))
  return states
}

/** A channel that is joined, at offset 5. */
function joined(world: FakeWorld): { client: Client; room: Channel; told: unknown[]; states: string[] } {
  const client = world.open()
  const room = client.channel('room')
  const told = diary(room)
  const states = statesOf(room)
  room.join().catch(() => undefined)
  world.socket.joined('room', 5)
  return { client, room, told, states }
}

const e1 = (offset: number) => ({ epoch: 'e1', offset })

describe('joining', () => {
  it('says where the channel stands, and hands over what follows', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    const states = statesOf(room)
    expect([room.id, room.state, room.position]).toEqual(['room', { state: 'left', by: 'application' }, undefined])
    const joining = room.join()
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room' })
    world.socket.joined('room', 5)
    await expect(joining).resolves.toEqual({ position: e1(5), recovered: false })
    world.socket.push('room', 6)
    world.socket.push('room', 7)
    expect(told).toEqual([6, 7])
    expect(room.position).toEqual(e1(7))
    expect(states).toEqual(['joining', 'joined'])
  })

  it('waits for a connection', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const joining = outcome(client.channel('room').join())
    world.clock.advance(5000)
    world.socket.welcome()
    world.socket.joined('room', 1)
    await settled()
    expect(joining.value).toEqual({ position: e1(1), recovered: false })
  })

  it('with a position from before brings what was missed', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    const joining = outcome(room.join({ since: e1(2) }))
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(2))
    world.socket.joined('room', 4, { recovered: true, messages: [3, 4] })
    world.socket.push('room', 5)
    await settled()
    expect(joining.value).toEqual({ position: e1(4), recovered: true })
    expect(told).toEqual([3, 4, 5])
  })

  it('is one join, however often it is asked for', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    expect(client.channel('room')).toBe(room)
    const both = Promise.all([room.join(), room.join({ since: e1(1) })])
    world.socket.joined('room', 5)
    expect(await both).toHaveLength(2)
    await expect(room.join()).resolves.toEqual({ position: e1(5), recovered: true })
    expect(world.socket.all('join_channel')).toHaveLength(1)
  })

  it('that is refused says why, and is over', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const states = statesOf(room)
    const joining = outcome(room.join())
    world.socket.refuse('join_channel', { code: 'forbidden' })
    await settled()
    expect(joining.error).toMatchObject({ code: 'forbidden' })
    expect(room.state).toMatchObject({ state: 'refused', error: { code: 'forbidden' } })
    expect(states).toEqual(['joining', 'refused'])
    world.reconnect()
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('that cannot be done now is tried again, after as long as the server asks', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const joining = outcome(client.channel('room').join())
    world.socket.refuse('join_channel', { code: 'unavailable', retryable: true, retry_after_ms: 700 })
    world.clock.advance(699)
    expect(world.socket.has('join_channel')).toBe(false)
    world.clock.advance(1)
    world.socket.joined('room', 0)
    await settled()
    expect(joining.value).toEqual({ position: e1(0), recovered: false })
  })

  it('that is not answered is asked again, and the late answer counts for nothing', async () => {
    const world = new FakeWorld()
    const { told, room } = joined(world)
    world.socket.push('room', 6)
    const socket = world.reconnect()
    const [late] = socket.all('join_channel')
    world.clock.advance(10_000)
    world.clock.advance(1000)
    expect(socket.all('join_channel')).toHaveLength(2)
    // Both answers come, the first of them too late.
    socket.joined('room', 7, { recovered: true, messages: [7] })
    expect(late?.data.since).toEqual(e1(6))
    expect(told).toEqual([6])
    socket.push('room', 8)
    socket.joined('room', 8, { recovered: true, messages: [7, 8] })
    expect(told).toEqual([6, 7, 8])
    expect(room.state.state).toBe('joined')
  })

  it('can be aborted before it is sent, and then never is', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const room = client.channel('room')
    const abort = new AbortController()
    const joining = outcome(room.join({ signal: abort.signal }))
    const aborted = outcome(client.channel('other').join({ signal: AbortSignal.abort() }))
    abort.abort()
    await settled()
    expect(joining.error).toMatchObject({ name: 'AbortedError', outcome: 'not_sent' })
    expect(aborted.error).toMatchObject({ name: 'AbortedError', outcome: 'not_sent' })
    expect(room.state.state).toBe('left')
    world.socket.welcome()
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('that is aborted after it was sent is taken back', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    const joining = outcome(room.join({ timeoutMs: 100 }))
    world.clock.advance(100)
    await settled()
    expect(joining.error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' })
    expect(world.socket.pending('leave_channel').data).toEqual({ channel_id: 'room' })
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    world.socket.answer('leave_channel', { channel_id: 'room' })
    expect(told).toEqual([])
    expect(room.state.state).toBe('left')
  })

  it('that is aborted while the channel is being joined again leaves it wanted', async () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    world.socket.drop()
    const abort = new AbortController()
    const joining = outcome(room.join({ signal: abort.signal }))
    abort.abort()
    await settled()
    expect(joining.error).toMatchObject({ name: 'AbortedError' })
    world.again()
    expect(world.socket.has('join_channel')).toBe(true)
  })
})

describe('after a reconnect', () => {
  it('goes on where it stopped, without gap or repeat', () => {
    const world = new FakeWorld()
    const { told, states, room } = joined(world)
    world.socket.push('room', 6)
    world.socket.drop()
    expect(room.state.state).toBe('joining')
    world.again()
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room', since: e1(6) })
    // What comes before the answer is covered by it.
    world.socket.push('room', 8)
    world.socket.joined('room', 8, { recovered: true, messages: [7, 8] })
    world.socket.push('room', 9)
    expect(told).toEqual([6, 7, 8, 9])
    expect(states).toEqual(['joining', 'joined', 'joining', 'joined'])
  })

  it('resumes after every code that says so', () => {
    for (const code of [4508, 4509, 4500, 1001]) {
      const world = new FakeWorld()
      const { told } = joined(world)
      world.reconnect({}, code)
      world.socket.joined('room', 6, { recovered: true, messages: [6] })
      expect(told).toEqual([6])
    }
  })

  it('tells when what was missed cannot be had, with both positions', () => {
    const world = new FakeWorld()
    const { told, room } = joined(world)
    world.reconnect()
    world.socket.joined('room', 900)
    expect(told).toEqual([{ had: e1(5), top: e1(900), why: 'not_recovered' }])
    world.socket.push('room', 901)
    expect(told.at(-1)).toBe(901)
    expect(room.position).toEqual(e1(901))
  })

  it('tells when the stream has begun another life', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.reconnect()
    world.socket.joined('room', 2, { epoch: 'e2' })
    world.socket.push('room', 3, 'e2')
    expect(told).toEqual([{ had: e1(5), top: { epoch: 'e2', offset: 2 }, why: 'new_epoch' }, 'e2:3'])
  })

  it('does not ask when the server has joined it already, right where it stands', () => {
    const world = new FakeWorld()
    const { told, room } = joined(world)
    world.reconnect({ channels: [{ channel_id: 'room', ...e1(5) }] })
    expect(world.socket.has('join_channel')).toBe(false)
    expect(room.state.state).toBe('joined')
    world.socket.push('room', 6)
    expect(told).toEqual([6])
  })

  it('asks for what it missed when the server has joined it already further on', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.reconnect({ channels: [{ channel_id: 'room', ...e1(7) }] })
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(5))
    world.socket.push('room', 8)
    world.socket.joined('room', 8, { recovered: true, messages: [6, 7, 8] })
    world.socket.push('room', 9)
    expect(told).toEqual([6, 7, 8, 9])
  })

  it('joins first, whatever else has waited', () => {
    const world = new FakeWorld()
    const { client, room } = joined(world)
    world.socket.drop()
    client.request('heartbeat').catch(() => undefined)
    room.history().catch(() => undefined)
    world.again()
    expect(world.socket.sent.map(({ type }) => type)).toEqual(['connect', 'join_channel', 'heartbeat', 'history'])
  })

  it('that breaks again and again in the middle loses nothing', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.reconnect()
    world.reconnect()
    world.socket.joined('room', 6, { recovered: true, messages: [6] })
    const before = world.reconnect()
    before.push('room', 7)
    world.reconnect()
    world.socket.joined('room', 8, { recovered: true, messages: [7, 8] })
    expect(told).toEqual([6, 7, 8])
  })
})

describe('a server that errs', () => {
  it('and repeats itself is not heard twice', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    for (const offset of [6, 6, 5, 7, 6, 1]) world.socket.push('room', offset)
    expect(told).toEqual([6, 7])
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('and leaves something out is asked for it, once', () => {
    const world = new FakeWorld()
    const { told, states } = joined(world)
    world.socket.push('room', 6)
    world.socket.push('room', 8)
    world.socket.push('room', 9)
    expect(world.socket.all('join_channel')).toHaveLength(2)
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(6))
    world.socket.joined('room', 9, { recovered: true, messages: [7, 8, 9] })
    world.socket.push('room', 10)
    expect(told).toEqual([6, 7, 8, 9, 10])
    expect(states).toEqual(['joining', 'joined'])
  })

  it('and insists on the gap is told on', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.socket.push('room', 8)
    // Its answers deny what it has shown.
    world.socket.joined('room', 5, { recovered: true })
    world.socket.joined('room', 5, { recovered: true })
    expect(told).toEqual([{ had: e1(5), top: e1(8), why: 'gap' }])
    world.socket.push('room', 9)
    expect(told.at(-1)).toBe(9)
  })

  it('and recovers in pieces is told on, and none of the pieces is taken', () => {
    for (const messages of [
      [6, 8],
      [7, 8],
      [6, 7],
      [6, 6, 7, 8],
      [8, 7, 6],
    ]) {
      const world = new FakeWorld()
      const { told } = joined(world)
      world.reconnect()
      world.socket.joined('room', 8, { recovered: true, messages })
      expect(told).toEqual([{ had: e1(5), top: e1(8), why: 'gap' }])
    }
  })

  it('and changes the epoch in the middle of the feed is asked what is true', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.socket.push('room', 6, 'e2')
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(5))
    world.socket.joined('room', 6, { epoch: 'e2' })
    expect(told).toEqual([{ had: e1(5), top: { epoch: 'e2', offset: 6 }, why: 'new_epoch' }])
    world.socket.push('room', 7, 'e2')
    expect(told.at(-1)).toBe('e2:7')
  })

  it('and pushes what comes after the answer before it, is asked again', () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    room.join().catch(() => undefined)
    world.socket.push('room', 6)
    world.socket.joined('room', 5)
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(5))
    world.socket.joined('room', 6, { recovered: true, messages: [6] })
    expect(told).toEqual([6])
  })

  it('and answers a join that it has done already by itself does not move us back', () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    room.join().catch(() => undefined)
    world.socket.say({
      type: 'join_channel_ack',
      data: { channel_id: 'room', message: '', ...e1(5), recovered: false, messages: [] },
    })
    world.socket.push('room', 6)
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    world.socket.push('room', 7)
    expect(told).toEqual([6, 7])
  })

  it('and speaks of channels that nobody is in is not heard', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    client.on('new_message', (message) => told.push(message))
    world.socket.push('elsewhere', 1)
    client.channel('elsewhere')
    world.socket.push('elsewhere', 2)
    expect(told).toEqual([])
  })
})

describe('membership', () => {
  it('is made by a durable join, once', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const joining = outcome(client.channel('room').join({ durable: true }))
    expect(world.socket.pending('join_channel').data.durable).toBe(true)
    world.socket.joined('room', 1)
    await settled()
    expect(joining.done).toBe(true)
    world.reconnect({ channels: [{ channel_id: 'room', ...e1(2) }] })
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room', since: e1(1) })
  })

  it('can be made of a channel that is joined already, while its feed goes on', async () => {
    const world = new FakeWorld()
    const { room, told } = joined(world)
    const joining = outcome(room.join({ durable: true }))
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room', durable: true, since: e1(5) })
    world.socket.push('room', 6)
    world.socket.joined('room', 6, { recovered: true, messages: [6] })
    await settled()
    expect(joining.value).toEqual({ position: e1(6), recovered: true })
    expect(told).toEqual([6])
  })

  it('that is wanted while a plain join is under way is asked for after it', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const plain = outcome(room.join())
    const durable = outcome(room.join({ durable: true }))
    world.socket.joined('room', 5)
    await settled()
    expect([plain.done, durable.done]).toEqual([true, false])
    expect(world.socket.pending('join_channel').data).toMatchObject({ durable: true })
    world.socket.joined('room', 5, { recovered: true })
    await settled()
    expect(durable.value).toEqual({ position: e1(5), recovered: true })
  })

  it('that ends while a join is under way is for the answer to that to decide', () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    world.socket.push('room', 8)
    world.socket.say({ type: 'leave_channel_ack', data: { channel_id: 'room' } })
    expect(room.state.state).toBe('joined')
    world.socket.refuse('join_channel', { code: 'forbidden' })
    expect(room.state).toMatchObject({ state: 'refused' })
  })

  it('that is not confirmed before the connection breaks is asked for again', async () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    const joining = outcome(room.join({ durable: true }))
    world.reconnect()
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room', durable: true, since: e1(5) })
    world.socket.joined('room', 5, { recovered: true })
    await settled()
    expect(joining.done).toBe(true)
    const again = outcome(room.join({ durable: true }))
    world.socket.refuse('join_channel', { code: 'unavailable', retryable: true })
    world.clock.advance(1000)
    world.socket.joined('room', 5, { recovered: true })
    await settled()
    expect(again.done).toBe(true)
  })

  it('that the server knows of joins without anybody asking, and is resumed', () => {
    const world = new FakeWorld()
    const client = world.client()
    const told: unknown[] = []
    client.on('new_message', ({ channel_id, offset }) => told.push(`${channel_id} ${offset}`))
    world.socket.welcome({ channels: [{ channel_id: 'team', ...e1(3) }] })
    expect(client.channel('team').state.state).toBe('joined')
    expect(client.channel('team').position).toEqual(e1(3))
    world.socket.push('team', 4)
    world.reconnect({ channels: [{ channel_id: 'team', ...e1(6) }] })
    world.socket.joined('team', 6, { recovered: true, messages: [5, 6] })
    expect(told).toEqual(['team 4', 'team 5', 'team 6'])
    // It has ended while nobody was there.
    world.reconnect()
    expect(world.socket.has('join_channel')).toBe(false)
    expect(client.channel('team').state).toEqual({ state: 'left', by: 'server' })
  })

  it('begins where the application stands, when it says so', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const team = client.channel('team')
    const told = diary(team)
    const joining = outcome(team.join({ since: e1(1) }))
    world.socket.welcome({ channels: [{ channel_id: 'team', ...e1(3) }] })
    world.socket.joined('team', 3, { recovered: true, messages: [2, 3] })
    await settled()
    expect(joining.value).toEqual({ position: e1(3), recovered: true })
    expect(told).toEqual([2, 3])
  })

  it('begins and ends while connected', () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const told = diary(room)
    const states = statesOf(room)
    world.socket.say({
      type: 'join_channel_ack',
      data: { channel_id: 'room', message: '', ...e1(2), recovered: false, messages: [] },
    })
    world.socket.push('room', 3)
    world.socket.say({ type: 'leave_channel_ack', data: { channel_id: 'room' } })
    world.socket.push('room', 4)
    expect(told).toEqual([3])
    expect(states).toEqual(['joined', 'left'])
    expect(room.state).toEqual({ state: 'left', by: 'server' })
    world.reconnect()
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('that begins again where something was missed is caught up with', () => {
    const world = new FakeWorld()
    const { told } = joined(world)
    world.socket.say({
      type: 'join_channel_ack',
      data: { channel_id: 'room', message: '', ...e1(8), recovered: false, messages: [] },
    })
    world.socket.joined('room', 8, { recovered: true, messages: [6, 7, 8] })
    expect(told).toEqual([6, 7, 8])
  })

  it('by a plain request counts as well', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    client.on('new_message', ({ offset }) => told.push(offset))
    client.request('join_channel', { channel_id: 'room' }).catch(() => undefined)
    world.socket.joined('room', 5)
    world.socket.push('room', 6)
    client.request('leave_channel', { channel_id: 'room' }).catch(() => undefined)
    world.socket.answer('leave_channel', { channel_id: 'room' })
    world.socket.push('room', 7)
    expect(told).toEqual([6])
  })
})

describe('leaving', () => {
  it('is over at once, for the application', async () => {
    const world = new FakeWorld()
    const { room, told, states } = joined(world)
    const leaving = outcome(room.leave())
    expect(room.state).toEqual({ state: 'left', by: 'application' })
    world.socket.push('room', 6)
    world.socket.answer('leave_channel', { channel_id: 'room' })
    await settled()
    expect([leaving.done, leaving.error]).toEqual([true, undefined])
    expect(told).toEqual([])
    expect(states).toEqual(['joining', 'joined', 'left'])
    expect(room.position).toBeUndefined()
    world.reconnect()
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('is no error when it was over already', async () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    const refused = outcome(room.leave())
    world.socket.refuse('leave_channel', { code: 'not_joined' })
    room.join().catch(() => undefined)
    const lost = outcome(room.leave())
    world.socket.drop()
    const away = outcome(room.leave())
    await settled()
    for (const { done, error } of [refused, lost, away]) expect([done, error]).toEqual([true, undefined])
  })

  it('for good waits for a connection', async () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    world.socket.drop()
    const leaving = outcome(room.leave({ durable: true }))
    world.again({ channels: [{ channel_id: 'room', ...e1(5) }] })
    expect(world.socket.pending('leave_channel').data).toEqual({ channel_id: 'room', durable: true })
    world.socket.answer('leave_channel', { channel_id: 'room' })
    await settled()
    expect(leaving.done).toBe(true)
  })

  it('and joining again begins anew', () => {
    const world = new FakeWorld()
    const { room, told } = joined(world)
    room.leave().catch(() => undefined)
    room.join().catch(() => undefined)
    expect(world.socket.pending('join_channel').data).toEqual({ channel_id: 'room' })
    world.socket.push('room', 6)
    world.socket.answer('leave_channel', { channel_id: 'room' })
    world.socket.joined('room', 9)
    world.socket.push('room', 10)
    expect(told).toEqual([10])
  })

  it('ends the waiting for another try, also when the first could not even wait for its turn', async () => {
    const world = new FakeWorld()
    const few = { ...limits, requests_per_second: 1, request_burst: 1 }
    const client = world.open({}, { limits: few })
    const beats = Array.from({ length: 1000 }, () => client.request('heartbeat', undefined, { timeoutMs: 50 }))
    const room = client.channel('room')
    room.join().catch(() => undefined)
    room.leave().catch(() => undefined)
    for (let waited = 0; waited < 30; waited++) world.clock.advance(1000)
    await Promise.allSettled(beats)
    expect(world.socket.has('join_channel')).toBe(false)
  })

  it('ends a join that is under way', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = client.channel('room')
    const joining = outcome(room.join())
    room.leave().catch(() => undefined)
    await settled()
    expect(joining.error).toMatchObject({ name: 'AbortedError' })
    world.socket.joined('room', 5)
    expect(room.state.state).toBe('left')
  })

  it('from a listener, in the middle of what was recovered, ends it there', () => {
    const world = new FakeWorld()
    const { room, told } = joined(world)
    room.on('new_message', ({ offset }) => void (offset === 7 && room.leave().catch(() => undefined)))
    world.reconnect()
    world.socket.joined('room', 9, { recovered: true, messages: [6, 7, 8, 9] })
    expect(told).toEqual([6, 7])
    expect(room.state.state).toBe('left')
  })
})

describe('the client, closed from a listener in the middle of the welcome,', () => {
  it('is in no channel', () => {
    const world = new FakeWorld()
    const client = world.client()
    const [one, two] = [client.channel('one'), client.channel('two')]
    for (const room of [one, two]) room.join().catch(() => undefined)
    one.on('state', ({ state }) => void (state === 'joined' && client.close()))
    world.socket.welcome({ channels: ['one', 'two'].map((channel_id) => ({ channel_id, ...e1(5) })) })
    expect(client.state.state).toBe('closed')
    expect(two.state.state).not.toBe('joined')
  })
})

describe('the client, closed from a listener in the middle of what was recovered,', () => {
  it('goes on right there when it is opened again', () => {
    const world = new FakeWorld()
    const { client, room, told } = joined(world)
    const off = room.on('new_message', ({ offset }) => {
      expect(room.position).toEqual(e1(offset))
      if (offset === 7) client.close()
    })
    world.reconnect()
    world.socket.joined('room', 9, { recovered: true, messages: [6, 7, 8, 9] })
    off()
    client.connect()
    world.socket.welcome()
    expect(world.socket.pending('join_channel').data.since).toEqual(e1(7))
    world.socket.joined('room', 9, { recovered: true, messages: [8, 9] })
    expect(told).toEqual([6, 7, 8, 9])
  })
})

describe('news', () => {
  it('come to the channel and to the client', () => {
    const world = new FakeWorld()
    const { client, room } = joined(world)
    const told: string[] = []
    room.on('user_joined', ({ user_id }) => told.push(`room ${user_id}`))
    room.on('user_left', ({ user_id }) => told.push(`room ${user_id} left`))
    client.on('user_joined', ({ user_id }) => told.push(`client ${user_id}`))
    const timestamp = '2026-01-31T09:30:00.000Z'
    world.socket.say({ type: 'user_joined', data: { channel_id: 'room', user_id: 'bob', timestamp } })
    world.socket.say({ type: 'user_left', data: { channel_id: 'room', user_id: 'bob', timestamp } })
    world.socket.say({ type: 'user_left', data: { channel_id: 'other', user_id: 'bob', timestamp } })
    expect(told).toEqual(['room bob', 'client bob', 'room bob left'])
  })

  it('of a channel are asked for by its own methods', async () => {
    const world = new FakeWorld()
    const { room } = joined(world)
    const presence = outcome(room.presence())
    world.socket.answer('presence', { channel_id: 'room', count: 1, users: [{ user_id: 'bob', connections: 2 }] })
    const history = outcome(room.history({ before: 5, limit: 2 }))
    expect(world.socket.pending('history').data).toEqual({ channel_id: 'room', before: 5, limit: 2 })
    world.socket.answer('history', { channel_id: 'room', ...e1(5), messages: [], has_more: true })
    await settled()
    expect(presence.value?.users).toHaveLength(1)
    expect(history.value?.has_more).toBe(true)
  })
})
