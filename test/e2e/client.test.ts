import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { mintToken } from '../../src/auth/mint.ts'
import { connect } from '../../src/client/development.ts'
import type { ClientOptions } from '../../src/client/options.ts'
import type { Client, Reset } from '../../src/client/surface.ts'
import type { GivenConfig } from '../../src/config/resolve.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

const clients: Client[] = []
const folders: string[] = []

afterAll(removeEventsFolders)
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await stopTestServers()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

const faults: unknown[] = []

/** A client whose every frame is held against its schema. */
function client(url: string, options: ClientOptions): Client {
  const made = connect(url, { WebSocket, reconnect: { minDelayMs: 20, maxDelayMs: 200 }, ...options })
  made.on('fault', (fault) => faults.push(fault))
  clients.push(made)
  return made
}

afterEach(() => expect(faults.splice(0)).toEqual([]))

const secret = 'a secret of at least 32 characters, for tests'

function tokenOf(userId: string, lifetimeMs: number): Promise<string> {
  const none = { rights: undefined, issuer: undefined, audience: undefined }
  return mintToken({ secret, userId, lifetimeMs, issuedAt: Date.now(), ...none })
}

/** The first so many messages of a stream. */
async function first<M>(messages: AsyncIterable<M>, count: number): Promise<M[]> {
  const seen: M[] = []
  for await (const message of messages) {
    seen.push(message)
    if (seen.length === count) break
  }
  return seen
}

describe('a client and a server', () => {
  it('have a conversation', async () => {
    const server = await startTestServer({ presence_debounce_ms: 0 })
    const alice = client(server.url, { userId: 'alice' })
    const bob = client(server.http, { userId: 'bob' })
    const room = alice.channel('room:1')
    const other = bob.channel('room:1')
    await room.join()
    const seen = first(room.messages(), 2)
    const arrived = new Promise<string>((resolve) => room.on('user_joined', ({ user_id }) => resolve(user_id)))
    await other.join()
    expect(await arrived).toBe('bob')
    const hi = await other.send('hi')
    const hello = await room.send('hello')
    expect([hi.offset, hello.offset, hello.duplicate]).toEqual([1, 2, false])
    expect((await seen).map(({ user_id, content }) => `${user_id}: ${content}`)).toEqual(['bob: hi', 'alice: hello'])
    expect((await room.presence()).users.map(({ user_id }) => user_id)).toEqual(['alice', 'bob'])
    expect((await other.history({ limit: 1 })).messages.map(({ content }) => content)).toEqual(['hello'])
    expect(await alice.request('heartbeat')).toHaveProperty('server_time')
    expect((await room.send('hello', { clientMessageId: 'twice' })).duplicate).toBe(false)
    expect(await room.send('hello', { clientMessageId: 'twice' })).toMatchObject({ duplicate: true, offset: 3 })
    await other.leave()
    await expect(other.send('hi')).rejects.toMatchObject({ name: 'RequestError', code: 'not_joined' })
    await expect(alice.request('history', { channel_id: '@bob' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('keep what is sent to who is away in the inbox', async () => {
    const server = await startTestServer()
    const alice = client(server.url, { userId: 'alice' })
    const early = client(server.url, { userId: 'bob' })
    await early.opened()
    const { position } = early.inbox
    if (position === undefined) throw new Error('the inbox has no position')
    early.close()
    const own = first(alice.inbox.messages(), 2)
    await alice.direct('bob').send('one')
    await alice.direct('bob').send('two')
    expect((await own).map(({ to }) => to)).toEqual(['bob', 'bob'])
    const late = client(server.url, { userId: 'bob' })
    const unread = new Promise<number>((resolve) => late.on('inbox', (inbox) => resolve(inbox.unread)))
    expect((await first(late.inbox.messages({ since: position }), 2)).map(({ content }) => content)).toEqual([
      'one',
      'two',
    ])
    expect(await unread).toBe(2)
    expect((await late.inbox.history()).messages).toHaveLength(2)
  })

  it('go on after the server has been restarted, with what was said meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pactwire-client-'))
    folders.push(folder)
    const config: GivenConfig = { store: 'disk', data_dir: folder, drain_jitter_ms: 1 }
    const before = await startTestServer(config)
    const { port } = before.listening
    const alice = client(before.url, { userId: 'alice' })
    const room = alice.channel('room')
    const resets: Reset[] = []
    room.on('reset', (reset) => resets.push(reset))
    await room.join({ durable: true })
    await alice.channel('other').join()
    const seen = first(room.messages(), 4)
    const farewell = new Promise<string>((resolve) => alice.on('going_away', ({ reason }) => resolve(reason)))
    await room.send('one')
    await before.stop('Updating.')
    expect(await farewell).toBe('Updating.')
    expect(room.state.state).toBe('joining')
    const pending = [room.send('two'), room.send('three')]
    const after = await startTestServer({ ...config, port })
    expect((await Promise.all(pending)).map(({ offset, duplicate }) => [offset, duplicate])).toEqual([
      [2, false],
      [3, false],
    ])
    await after.hub.speaker.say({ channelId: 'room', userId: undefined, content: 'four' })
    expect((await seen).map(({ content, offset }) => [content, offset])).toEqual([
      ['one', 1],
      ['two', 2],
      ['three', 3],
      ['four', 4],
    ])
    expect(resets).toEqual([])
    expect(alice.channel('other').state.state).toBe('joined')
  })

  it('are honest about what is lost with a server that keeps nothing', async () => {
    const before = await startTestServer()
    const { port } = before.listening
    const alice = client(before.url, { userId: 'alice' })
    const room = alice.channel('room')
    await room.join()
    const { epoch } = await room.send('one')
    const reset = new Promise<Reset>((resolve) => room.on('reset', resolve))
    await before.stop('Over.')
    await startTestServer({ port })
    expect(await reset).toMatchObject({ had: { epoch, offset: 1 }, top: { offset: 0 }, why: 'new_epoch' })
    await expect(room.send('two')).resolves.toMatchObject({ offset: 1 })
  })

  it('lose nothing when the connection is cut, whenever that is, be it messages or events', async () => {
    const said = { type: 'object', properties: { text: { type: 'string' } }, 'x-pactwire': { kind: 'event' } }
    const server = await startTestServer({ events: (await EventsFolder.with({ 'said.json': said })).dir })
    let socket: WebSocket | undefined
    class Cut extends WebSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols)
        socket = this
      }
    }
    const alice = client(server.url, { userId: 'alice', WebSocket: Cut })
    const room = alice.channel('room')
    await room.join()
    const count = 60
    const seen = first(room.messages(), count)
    const sent: Promise<{ offset: number }>[] = []
    for (let at = 0; at < count; at++) {
      sent.push(at % 3 === 1 ? room.publish('said', { text: String(at) }) : room.send(String(at)))
      if (at % 7 === 3) socket?.terminate()
      if (at % 5 === 0) await Promise.race(sent.slice(-3))
    }
    await Promise.all(sent)
    const texts = (await seen).map(({ event, content, payload }) => (event === undefined ? content : payload['text']))
    expect(texts).toEqual(Array.from({ length: count }, (_, at) => String(at)))
  })

  it('agree on who may come in, and renew the token', async () => {
    const server = await startTestServer({ jwt_secret: secret })
    const reasons: string[] = []
    const alice = client(server.url, {
      token: 'nonsense',
      getToken: async ({ reason }) => {
        reasons.push(reason)
        return tokenOf('alice', 2000)
      },
    })
    await alice.opened()
    expect(alice.userId).toBe('alice')
    expect(reasons).toEqual(['refused'])
    const stranger = client(server.url, { token: 'nonsense' })
    await expect(stranger.opened()).rejects.toMatchObject({ name: 'ClosedError', cause: { code: 'unauthorized' } })
    expect(stranger.state).toMatchObject({ state: 'closed', final: true })
    const { connectionId } = alice.state as { connectionId: string }
    await expect.poll(() => reasons.length, { timeout: 10_000 }).toBeGreaterThan(2)
    await expect(alice.channel('room').join()).resolves.toBeDefined()
    expect(alice.state).toMatchObject({ state: 'open', connectionId })
  })

  it('open by the token of the upgrade', async () => {
    const server = await startTestServer({ jwt_secret: secret })
    const token = await tokenOf('alice', 60_000)
    const alice = client(`${server.url}?access_token=${token}`, {})
    await alice.opened()
    expect(alice.userId).toBe('alice')
    await alice.channel('room').join()
  })

  it('part when the application says so', async () => {
    const server = await startTestServer()
    const alice = client(server.url, { userId: 'alice' })
    await alice.opened()
    const closed = new Promise((resolve) => alice.on('state', (state) => state.state === 'closed' && resolve(state)))
    server.hub.disconnect('alice', 'Enough.')
    expect(await closed).toMatchObject({ code: 4403, final: true, reason: 'Enough.' })
  })
})
