import { describe, expect, it } from 'vitest'
import { refuseServerFrame } from '../../generated/validators.js'
import { FakeWorld, limits, messageAt, outcome, settled, welcome } from '../support/fake-server.ts'

const ack = { server_time: '2026-01-31T09:30:00.000Z' }

describe('a request', () => {
  it('resolves with the data of its answer, whatever the order of answers', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const first = outcome(client.request('presence', { channel_id: 'a' }))
    const second = outcome(client.request('presence', { channel_id: 'b' }))
    const [one, two] = world.socket.all('presence')
    world.socket.answer('presence', { channel_id: 'b', count: 2, users: [] }, two)
    world.socket.answer('presence', { channel_id: 'a', count: 1, users: [] }, one)
    await settled()
    expect([first.value?.count, second.value?.count]).toEqual([1, 2])
  })

  it('is over when its answer makes no sense', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const faults: unknown[] = []
    client.on('fault', (fault) => faults.push(fault))
    const joining = outcome(client.request('join_channel', { channel_id: 'room' }))
    const { id } = world.socket.pending('join_channel')
    world.socket.raw(JSON.stringify({ type: 'join_channel_ack', id }))
    await settled()
    expect(joining.done).toBe(true)
    expect(faults).toHaveLength(1)
  })

  it('needs no data where the contract needs none', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const beat = outcome(client.request('heartbeat'))
    expect(world.socket.pending('heartbeat')).not.toHaveProperty('data')
    world.socket.answer('heartbeat', ack)
    await settled()
    expect(beat.value).toEqual(ack)
  })

  it('rejects with what the server says', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = outcome(client.request('presence', { channel_id: 'a' }))
    const details = [{ path: 'data.channel_id', message: 'is not yours' }]
    world.socket.refuse('presence', {
      code: 'unavailable',
      message: 'Busy.',
      retryable: true,
      retry_after_ms: 70,
      details,
    })
    await settled()
    expect(asked.error).toMatchObject({
      name: 'RequestError',
      code: 'unavailable',
      message: 'Busy.',
      retryable: true,
      request: 'presence',
      retryAfterMs: 70,
      details,
    })
  })

  it('does not take a second answer, nor one to nothing', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = outcome(client.request('presence', { channel_id: 'a' }))
    const request = world.socket.pending('presence')
    world.socket.answer('presence', { channel_id: 'a', count: 1, users: [] })
    world.socket.answer('presence', { channel_id: 'a', count: 2, users: [] }, request)
    world.socket.refuse('presence', {}, request)
    world.socket.answer('heartbeat', ack, { id: 'nobody' })
    await settled()
    expect(asked.value?.count).toBe(1)
  })

  it('waits for a connection, but not for ever', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const patient = outcome(client.request('heartbeat'))
    const hasty = outcome(client.request('heartbeat', undefined, { timeoutMs: 50 }))
    world.clock.advance(50)
    await settled()
    expect(hasty.error).toMatchObject({ name: 'TimeoutError', code: 'timeout', outcome: 'not_sent', retryable: true })
    world.socket.welcome()
    world.socket.answer('heartbeat', ack)
    await settled()
    expect(patient.value).toEqual(ack)
    expect(world.socket.all('heartbeat')).toHaveLength(1)
  })

  it('that is not answered in time says that its outcome is unknown, and the late answer hurts nobody', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = outcome(client.request('heartbeat'))
    world.clock.advance(10_000)
    await settled()
    expect(asked.error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' })
    world.socket.answer('heartbeat', ack)
    expect(client.state.state).toBe('open')
  })

  it('is not sent a second time when the connection breaks', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = outcome(client.request('heartbeat'))
    world.reconnect()
    await settled()
    expect(asked.error).toMatchObject({ name: 'ConnectionLostError', outcome: 'unknown', retryable: true })
    expect(world.socket.all('heartbeat')).toHaveLength(0)
  })

  it('can be aborted in every phase', async () => {
    const world = new FakeWorld()
    const aborted = AbortSignal.abort('never')
    const client = world.client()
    const before = outcome(client.request('heartbeat', undefined, { signal: aborted }))
    const waiting = new AbortController()
    const queued = outcome(client.request('heartbeat', undefined, { signal: waiting.signal }))
    waiting.abort('enough')
    world.socket.welcome()
    await settled()
    expect(before.error).toMatchObject({ name: 'AbortedError', code: 'aborted', outcome: 'not_sent', cause: 'never' })
    expect(queued.error).toMatchObject({ outcome: 'not_sent', cause: 'enough' })
    expect(world.socket.all('heartbeat')).toHaveLength(0)
    const writing = new AbortController()
    const written = outcome(client.request('heartbeat', undefined, { signal: writing.signal }))
    writing.abort()
    await settled()
    expect(written.error).toMatchObject({ outcome: 'unknown', message: expect.stringMatching(/outcome is unknown/) })
    // After the answer a signal has no more to say.
    const late = new AbortController()
    const answered = outcome(client.request('presence', { channel_id: 'a' }, { signal: late.signal }))
    world.socket.answer('presence', { channel_id: 'a', count: 0, users: [] })
    late.abort()
    await settled()
    expect(answered.value?.count).toBe(0)
  })

  it('that is larger than a frame may be is not sent at all', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = outcome(client.request('send_direct', { to: 'bob', content: 'ü'.repeat(500) }))
    await settled()
    expect(asked.error).toMatchObject({ code: 'frame_too_big', retryable: false })
    expect(world.socket.all('send_direct')).toHaveLength(0)
  })

  it('that is no JSON is the fault of the program', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const data = { channel_id: 1n } as never
    await expect(client.request('presence', data)).rejects.toMatchObject({ name: 'UsageError' })
  })
})

describe('what the server takes at once', () => {
  it('is not exceeded: the others wait their turn', async () => {
    const world = new FakeWorld()
    const client = world.open({}, { limits: { ...limits, max_pending_requests: 2 } })
    const asked = [1, 2, 3, 4].map(() => outcome(client.request('heartbeat')))
    expect(world.socket.all('heartbeat')).toHaveLength(2)
    world.socket.answer('heartbeat', ack)
    expect(world.socket.all('heartbeat')).toHaveLength(3)
    world.socket.refuse('heartbeat', {})
    expect(world.socket.all('heartbeat')).toHaveLength(4)
    await settled()
    expect(asked.map(({ done }) => done)).toEqual([true, true, false, false])
  })

  it('counts what nobody waits for any more, until it is answered', () => {
    const world = new FakeWorld()
    const client = world.open({}, { limits: { ...limits, max_pending_requests: 1 } })
    const abort = new AbortController()
    client.request('heartbeat', undefined, { signal: abort.signal }).catch(() => undefined)
    client.request('heartbeat').catch(() => undefined)
    abort.abort()
    expect(world.socket.all('heartbeat')).toHaveLength(1)
    world.socket.answer('heartbeat', ack)
    expect(world.socket.all('heartbeat')).toHaveLength(2)
  })

  it('is kept to by the second, too', () => {
    const world = new FakeWorld()
    const client = world.open({}, { limits: { ...limits, requests_per_second: 10, request_burst: 3 } })
    for (let at = 0; at < 4; at++) client.request('heartbeat').catch(() => undefined)
    // `connect` was one of the three.
    expect(world.socket.all('heartbeat')).toHaveLength(2)
    world.clock.advance(100)
    expect(world.socket.all('heartbeat')).toHaveLength(3)
    world.clock.advance(100)
    expect(world.socket.all('heartbeat')).toHaveLength(4)
  })

  it('is learned from a refusal: everything pauses, and goes on in order', async () => {
    const world = new FakeWorld()
    const client = world.open()
    const asked = ['a', 'b', 'c'].map((channel_id) => outcome(client.request('presence', { channel_id })))
    const [one, two, three] = world.socket.all('presence')
    world.socket.refuse('presence', { code: 'rate_limited', retryable: true, retry_after_ms: 500 }, one)
    world.socket.refuse('presence', { code: 'rate_limited', retryable: true, retry_after_ms: 300 }, two)
    world.socket.answer('presence', { channel_id: 'c', count: 3, users: [] }, three)
    client.request('presence', { channel_id: 'd' }).catch(() => undefined)
    world.clock.advance(499)
    expect(world.socket.all('presence')).toHaveLength(3)
    world.clock.advance(1)
    expect(world.socket.all('presence').map(({ data }) => data.channel_id)).toEqual(['a', 'b', 'c', 'a', 'b', 'd'])
    await settled()
    expect(asked.map(({ done }) => done)).toEqual([false, false, true])
  })

  it('is learned from a refusal, also of what nobody waits for any more, and that is not sent again', () => {
    const world = new FakeWorld()
    const client = world.open()
    const abort = new AbortController()
    client.request('heartbeat', undefined, { signal: abort.signal }).catch(() => undefined)
    abort.abort()
    world.socket.refuse('heartbeat', { code: 'rate_limited', retryable: true, retry_after_ms: 500 })
    client.request('presence', { channel_id: 'a' }).catch(() => undefined)
    expect(world.socket.has('presence')).toBe(false)
    world.clock.advance(500)
    expect(world.socket.has('presence')).toBe(true)
    expect(world.socket.all('heartbeat')).toHaveLength(1)
  })

  it('does not let a program queue without end', async () => {
    const world = new FakeWorld()
    const client = world.client()
    const asked = Array.from({ length: 1001 }, () => outcome(client.request('heartbeat')))
    await settled()
    expect(asked.filter(({ done }) => done)).toMatchObject([{ error: { name: 'OutboxFullError', retryable: true } }])
  })
})

describe('what comes unasked', () => {
  it('is told by its name; what is not known is let pass', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    client.on('error', (data) => told.push(data.code))
    client.on('user_joined', (data) => told.push(data.user_id))
    client.on('fault', (fault) => told.push(fault))
    world.socket.say({ type: 'error', data: { code: 'token_expired', message: 'Over.', retryable: false } })
    world.socket.raw(JSON.stringify({ type: 'invented_later', data: { a: 1 } }))
    world.socket.raw(JSON.stringify({ type: 'state', data: 'not an event of the contract' }))
    const news = { channel_id: 'x', user_id: 'bob', timestamp: ack.server_time }
    world.socket.raw(JSON.stringify({ type: 'user_joined', data: { ...news, mood: 'good' }, later: true }))
    expect(told).toEqual(['token_expired', 'bob'])
  })

  it.each([
    ['{"type":'],
    ['[]'],
    ['null'],
    ['{"data":{}}'],
    ['{"type":1}'],
    ['{"type":"x","id":7}'],
    [new Uint8Array(3)],
  ])('is a fault when it is no frame: %s', (raw) => {
    const world = new FakeWorld()
    const client = world.open()
    const faults: unknown[] = []
    client.on('fault', (fault) => faults.push(fault.code))
    world.socket.raw(raw)
    expect(faults).toEqual(['invalid_frame'])
    expect(client.state.state).toBe('open')
  })

  it('has no id: with one, it is an answer to nothing', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    client.on('going_away', (data) => told.push(data))
    world.socket.raw('{"type":"going_away","id":"x","data":{"reason":"","reconnect_after_ms":0}}')
    expect(told).toEqual([])
  })

  it('is a fault, and nothing more, when it is not as its type says', () => {
    const world = new FakeWorld()
    const client = world.open()
    const faults: unknown[] = []
    client.on('fault', (fault) => faults.push(fault.code))
    world.socket.raw('{"type":"new_message"}')
    world.socket.raw('{"type":"direct_message","data":7}')
    expect(faults).toContain('invalid_frame')
    expect(client.state.state).toBe('open')
  })
})

describe('a validator', () => {
  it('keeps what is not as the schema says from the application', async () => {
    const world = new FakeWorld()
    const client = world.open({ validator: refuseServerFrame })
    const room = client.channel('a')
    room.join().catch(() => undefined)
    world.socket.joined('a', 1)
    const told: unknown[] = []
    client.on('fault', (fault) => told.push(fault))
    room.on('new_message', ({ offset }) => told.push(offset))
    world.socket.raw(JSON.stringify({ type: 'new_message', data: { ...messageAt('a', 2), content: 7 } }))
    expect(told).toMatchObject([{ name: 'InvalidFrameError', path: 'data.content' }])
    world.socket.raw(JSON.stringify({ type: 'invented_later' }))
    world.socket.raw(JSON.stringify({ type: 'new_message', data: { ...messageAt('a', 2), later: 1 } }))
    expect(told.slice(1)).toEqual([2])
  })

  it('rejects a request whose answer is not one', async () => {
    const world = new FakeWorld()
    const client = world.open({ validator: refuseServerFrame })
    const asked = outcome(client.request('heartbeat'))
    world.socket.raw(JSON.stringify({ type: 'heartbeat_ack', id: world.socket.pending('heartbeat').id, data: {} }))
    await settled()
    expect(asked.error).toMatchObject({ name: 'InvalidFrameError' })
  })

  it('is part of the development entry, and can be turned off there', async () => {
    const { connect } = await import('../../src/client/development.ts')
    for (const [validator, expected] of [
      [{}, ['invalid_frame']],
      [{ validator: 'off' as const }, []],
    ] as const) {
      const world = new FakeWorld()
      world.client()
      const WebSocket = world.socket.constructor as never
      const client = connect('ws://localhost', { WebSocket, surroundings: world.surroundings, ...validator })
      const faults: string[] = []
      client.on('fault', (fault) => faults.push(fault.code))
      world.socket.open()
      world.socket.raw(JSON.stringify({ type: 'connect_ack', data: { ...welcome({ user_id: 'alice' }), message: 1 } }))
      expect(faults).toEqual(expected)
    }
  })
})

describe('listeners', () => {
  it('that throw keep nothing from the others, and are reported', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    const boom = new Error('boom')
    client.on('fault', (fault) => told.push(fault))
    client.on('fault', () => {
      throw new Error('never seen')
    })
    client.on('going_away', () => {
      throw boom
    })
    client.on('going_away', ({ reason }) => told.push(reason))
    world.socket.say({ type: 'going_away', data: { reason: 'bye', reconnect_after_ms: 0 } })
    expect(told).toMatchObject([{ name: 'ListenerError', code: 'listener', cause: boom }, 'bye'])
  })

  it('that come while something is told hear of the next', () => {
    const world = new FakeWorld()
    const client = world.open()
    let told = 0
    client.on('going_away', () => {
      client.on('going_away', () => told++)
    })
    const say = () => world.socket.say({ type: 'going_away', data: { reason: '', reconnect_after_ms: 0 } })
    say()
    expect(told).toBe(0)
    say()
    expect(told).toBe(1)
  })

  it('end each by itself, and can end one another while they are told', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: string[] = []
    const same = () => told.push('same')
    const off = client.on('going_away', same)
    client.on('going_away', same)
    client.on('going_away', () => off())
    const say = () => world.socket.say({ type: 'going_away', data: { reason: '', reconnect_after_ms: 0 } })
    say()
    say()
    off()
    expect(told).toEqual(['same', 'same', 'same'])
  })
})
