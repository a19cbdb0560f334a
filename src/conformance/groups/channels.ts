/** Joining, leaving and talking; durable membership by socket and by HTTP; what policies allow. */
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import { contentsOf, type Peer } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'channels-and-presence'

/** Something is sent to the channel by somebody who is in it, and has come back to them. */
async function heard(speaker: Peer, room: string, content: string): Promise<void> {
  await speaker.request('send_message', { channel_id: room, content })
  await speaker.until(() => (speaker.contents(room).includes(content) ? true : undefined), `"${content}"`)
}

/** A connection of a user who has connected before, and what it found itself in. */
async function back(world: World, user: string): Promise<{ peer: Peer; channels: readonly string[] }> {
  const peer = await world.as(user)
  return { peer, channels: world.terms(peer).channels.map(({ channel_id }) => channel_id) }
}

export const channels: Group = {
  name: 'channels',
  about: 'joining, leaving, talking, and durable membership',
  cases: [
    {
      id: 'channels-01',
      sentence: 'A channel exists as soon as somebody joins it: the reply tells an epoch and the offset 0.',
      reference: anchor,
      run: async (world) => {
        const room = world.channel()
        const peer = await world.as(world.user('alice'))
        const ack = await peer.request('join_channel', { channel_id: room })
        has(ack, { channel_id: room, offset: 0, recovered: false, messages: [] }, 'join_channel_ack')
      },
    },
    {
      id: 'channels-02',
      sentence: 'A message comes to every connection in the channel, the sender included, and is the same for all.',
      reference: 'event-new_message',
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const users = ['alice', 'bob', 'carol'].map((name) => world.user(name))
        const peers = await Promise.all(users.map((user) => world.member(user, room)))
        const [alice] = peers
        const ack = await alice?.request('send_message', {
          channel_id: room,
          content: 'hello',
          client_message_id: 'c1',
        })
        for (const peer of peers) {
          const [message] = await peer.waitForMessages(room, 1)
          const { channel_id, epoch, offset, message_id, timestamp } = message ?? {}
          has(ack, { channel_id, epoch, offset, message_id, timestamp, duplicate: false }, 'send_message_ack')
          has(message, { user_id: users[0], content: 'hello', client_message_id: 'c1' }, 'new_message')
        }
      },
    },
    {
      id: 'channels-03',
      sentence:
        'To send to a channel that the connection has not joined is answered with not_joined, and nobody hears it.',
      reference: 'error-not_joined',
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const bob = await world.member(world.user('bob'), room)
        const alice = await world.as(world.user('alice'))
        await alice.refusal('not_joined', 'send_message', { channel_id: room, content: 'from outside' })
        await heard(bob, room, 'inside')
        same(bob.contents(room), ['inside'], 'what was heard')
      },
    },
    {
      id: 'channels-04',
      sentence: 'send_message without a channel, on a connection that has joined none, is answered with not_joined.',
      reference: 'error-not_joined',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        await peer.refusal('not_joined', 'send_message', { content: 'x' })
        await peer.request('join_channel', { channel_id: world.channel() })
        await peer.request('leave_channel', { channel_id: world.channel() })
        await peer.refusal('not_joined', 'send_message', { content: 'x' })
      },
    },
    {
      id: 'channels-05',
      sentence:
        'send_message without a channel goes to the one that was joined last; joining again counts, and leaving too.',
      reference: anchor,
      run: async (world) => {
        const [one, two] = [world.channel('one'), world.channel('two')]
        const peer = await world.member(world.user('alice'), one)
        await peer.request('join_channel', { channel_id: two })
        same((await peer.request('send_message', { content: 'x' })).channel_id, two, 'the channel')
        await peer.request('join_channel', { channel_id: one })
        same((await peer.request('send_message', { content: 'x' })).channel_id, one, 'the channel after joining again')
        await peer.request('leave_channel', { channel_id: one })
        same((await peer.request('send_message', { content: 'x' })).channel_id, two, 'the channel after leaving')
      },
    },
    {
      id: 'channels-06',
      sentence: 'After leave_channel_ack no more of the channel’s messages come.',
      reference: 'event-leave_channel',
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const [leaver, stayer] = [await world.member(user, room), await world.member(user, room)]
        await heard(stayer, room, 'before')
        await leaver.waitForMessages(room, 1)
        await leaver.request('leave_channel', { channel_id: room })
        await heard(stayer, room, 'after')
        await leaver.fence()
        same(leaver.contents(room), ['before'], 'what the one who left heard')
        await leaver.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
      },
    },
    {
      id: 'channels-07',
      sentence: 'To leave what was not joined is answered with not_joined.',
      reference: 'error-not_joined',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        await peer.refusal('not_joined', 'leave_channel', { channel_id: world.channel() })
        await peer.refusal('not_joined', 'leave_channel', { channel_id: world.channel(), durable: true })
      },
    },
    {
      id: 'channels-08',
      sentence: 'Joining again what is joined already is no error, and messages still come once.',
      reference: 'event-join_channel',
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        for (let at = 0; at < 3; at++) await peer.request('join_channel', { channel_id: room })
        await heard(peer, room, 'once')
        await peer.fence()
        same(peer.contents(room), ['once'], 'what was heard')
        await peer.request('leave_channel', { channel_id: room })
        await peer.refusal('not_joined', 'leave_channel', { channel_id: room })
      },
    },
    {
      id: 'channels-09',
      sentence: 'To join is a matter of one connection: another one of the same user hears nothing.',
      reference: anchor,
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const [inside, outside] = [await world.member(user, room), await world.as(user)]
        await heard(inside, room, 'x')
        await outside.fence()
        same(outside.messages(room), [], 'what the other connection heard')
        await outside.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
      },
    },
    {
      id: 'channels-10',
      sentence: 'Two channels do not mix, however alike their names.',
      reference: anchor,
      run: async (world) => {
        const user = world.user('alice')
        const names = ['a', 'a:', 'a:b', 'A', 'a.'].map((name) => world.channel(name))
        const peers = await Promise.all(names.map((name) => world.member(user, name)))
        for (const [at, name] of names.entries())
          await peers[at]?.request('send_message', { channel_id: name, content: name })
        for (const [at, name] of names.entries()) {
          await peers[at]?.waitForMessages(name, 1)
          await peers[at]?.fence()
          same(
            peers[at]?.all('new_message').map(({ data }) => data.content),
            [name],
            'what was heard',
          )
        }
      },
    },
    {
      id: 'channels-11',
      sentence: 'Content comes back as it was sent: any characters, up to a large part of a frame.',
      reference: 'value-content',
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        const long = 'ü'.repeat(Math.min(10_000, Math.floor(world.terms(peer).limits.max_frame_bytes / 4)))
        const contents = [
          ' ',
          '\u0000\u0001\u001f\u007f',
          '"\\/\b\f\n\r\t',
          '𝄞 👩‍👩‍👧 é́ שלום',
          '\u2028\u2029\ufeff',
          '</script>',
          '{"type":"error"}',
          long,
        ]
        for (const content of contents) await peer.request('send_message', { channel_id: room, content })
        await peer.waitForMessages(room, contents.length)
        same(peer.contents(room), contents, 'the contents')
        const page = await peer.request('history', { channel_id: room })
        same(contentsOf(page.messages), contents, 'the contents in history')
      },
    },
    {
      id: 'channels-12',
      sentence:
        'Half a surrogate pair in a content is taken or refused, and never breaks a connection that it comes to.',
      reference: 'value-content',
      run: async (world) => {
        const room = world.channel()
        const user = world.user('alice')
        const [speaker, listener] = [await world.member(user, room), await world.member(user, room)]
        const id = speaker.nextId()
        speaker.text(`{"type":"send_message","id":"${id}","data":{"content":"half \\ud800 a pair"}}`)
        await speaker.answerTo(id)
        await heard(speaker, room, 'after')
        await listener.until(() => (listener.contents(room).includes('after') ? true : undefined), 'the next message')
      },
    },
    {
      id: 'channels-13',
      sentence: 'The history of a channel that was not joined is not shown.',
      reference: 'error-not_joined',
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        await heard(await world.member(user, room), room, 'x')
        const peer = await world.as(user)
        await peer.refusal('not_joined', 'history', { channel_id: room })
        await peer.request('join_channel', { channel_id: room })
        same((await peer.request('history', { channel_id: room })).messages.length, 1, 'the number of messages')
      },
    },
    {
      id: 'channels-14',
      sentence:
        'durable: true makes the user a member: each later connection is joined as it opens, and finds it in channels.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const user = world.user('alice')
        const [room, plain] = [world.channel('durable'), world.channel('plain')]
        const first = await world.member(user, plain)
        const joined = await first.request('join_channel', { channel_id: room, durable: true })
        await heard(first, room, 'one')
        await first.close()
        const { peer, channels: found } = await back(world, user)
        same(found, [room], 'channels')
        has(world.terms(peer).channels[0], { epoch: joined.epoch, offset: 1 }, 'the position')
        await heard(peer, room, 'two')
        same(peer.contents(room), ['two'], 'what came without joining')
      },
    },
    {
      id: 'channels-15',
      sentence: 'leave_channel with durable: true ends the membership, on all connections to come.',
      reference: 'event-leave_channel',
      needs: ['users'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peer = await world.as(user)
        await peer.request('join_channel', { channel_id: room, durable: true })
        await peer.request('leave_channel', { channel_id: room, durable: true })
        await peer.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
        same((await back(world, user)).channels, [], 'channels')
      },
    },
    {
      id: 'channels-16',
      sentence: 'Leaving without durable leaves the membership as it is; it can be ended later.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peer = await world.as(user)
        await peer.request('join_channel', { channel_id: room, durable: true })
        await peer.request('leave_channel', { channel_id: room })
        same((await back(world, user)).channels, [room], 'channels')
        await peer.request('leave_channel', { channel_id: room, durable: true })
        same((await back(world, user)).channels, [], 'channels after leaving durably')
      },
    },
    {
      id: 'channels-17',
      sentence:
        'A membership that the application makes joins open connections at once: join_channel_ack comes unasked.',
      reference: 'route-put_channel_member',
      needs: ['users', 'api_key'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peers = [await world.as(user), await world.as(user)]
        const member = await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
        same(member, { channel_id: room, user_id: user, online: true }, 'the member')
        for (const peer of peers) {
          const [ack] = await peer.wait('join_channel_ack')
          check(ack !== undefined && !('id' in ack), 'join_channel_ack without an id', () => show(ack))
          has(ack.data, { channel_id: room, recovered: false, messages: [] }, 'join_channel_ack')
        }
        const [one, two] = peers
        await one?.request('send_message', { channel_id: room, content: 'joined' })
        await two?.waitForMessages(room, 1)
        same((await back(world, user)).channels, [room], 'channels of a later connection')
      },
    },
    {
      id: 'channels-18',
      sentence: 'A membership that the application ends is left at once: leave_channel_ack comes unasked.',
      reference: 'route-delete_channel_member',
      needs: ['users', 'api_key'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const params = { channel_id: room, user_id: user }
        const peer = await world.as(user)
        await peer.request('join_channel', { channel_id: room, durable: true })
        await world.api.ask('delete_channel_member', { params })
        const [ack] = await peer.wait('leave_channel_ack')
        check(ack !== undefined && !('id' in ack), 'leave_channel_ack without an id', () => show(ack))
        await peer.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
        same((await back(world, user)).channels, [], 'channels of a later connection')
        // Ending what is not is no error.
        await world.api.ask('delete_channel_member', { params })
      },
    },
    {
      id: 'channels-19',
      sentence: 'A membership of a user who is away is there when they come.',
      reference: 'route-put_channel_member',
      needs: ['users', 'api_key'],
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const member = await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
        same(member.online, false, 'online')
        const { peer, channels: found } = await back(world, user)
        same(found, [room], 'channels')
        await heard(peer, room, 'x')
      },
    },
    {
      id: 'channels-20',
      sentence:
        'A channel to which only the server sends refuses others with forbidden, and everyone hears the server.',
      reference: 'error-forbidden',
      needs: ['settings', 'api_key'],
      settings: { channels: [{ pattern: '*:news', send: 'server' }] },
      run: async (world) => {
        const room = world.channel('news')
        const peer = await world.member(world.user('alice'), room)
        await peer.refusal('forbidden', 'send_message', { content: 'x' })
        await world.api.ask('post_channel_message', {
          params: { channel_id: room },
          body: { content: 'from the server' },
        })
        await peer.waitForMessages(room, 1)
        same(peer.contents(room), ['from the server'], 'what was heard')
      },
    },
    {
      id: 'channels-21',
      sentence: 'A channel for members refuses others with forbidden, and lets members in until they are none.',
      reference: 'value-channel_policy',
      needs: ['settings', 'api_key', 'users'],
      settings: { channels: [{ pattern: '*:team', join: 'members', send: 'members' }] },
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel('team')
        const [one, two] = [await world.as(user), await world.as(user)]
        await one.refusal('forbidden', 'join_channel', { channel_id: room })
        await one.refusal('forbidden', 'join_channel', { channel_id: room, durable: true })
        await one.refusal('forbidden', 'presence', { channel_id: room })
        await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
        for (const peer of [one, two]) await peer.wait('join_channel_ack')
        await heard(one, room, 'among us')
        await one.request('leave_channel', { channel_id: room, durable: true })
        // The other connections of the user may not be there either.
        const [left] = await two.wait('leave_channel_ack')
        check(left !== undefined && !('id' in left), 'leave_channel_ack without an id', () => show(left))
        await two.refusal('forbidden', 'join_channel', { channel_id: room })
      },
    },
    {
      id: 'channels-22',
      sentence: 'A channel that keeps nothing acknowledges and delivers, and has no history.',
      reference: 'streams',
      needs: ['settings'],
      settings: { channels: [{ pattern: '*:cursor', durability: 'none' }] },
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel('cursor')
        const [one, two] = [await world.member(user, room), await world.member(user, room)]
        for (const content of ['1', '2', '3']) await one.request('send_message', { content })
        await two.waitForMessages(room, 3)
        same((await two.request('history', { channel_id: room })).messages, [], 'history')
        const { epoch } = one.position(room) ?? { epoch: '' }
        const again = await two.request('join_channel', { channel_id: room, since: { epoch, offset: 1 } })
        has(again, { recovered: false, offset: 3 }, 'join_channel_ack')
      },
    },
    {
      id: 'channels-23',
      sentence: 'A refused join changes nothing: the connection is in no channel, and hears nothing of it.',
      reference: 'error-forbidden',
      needs: ['users'],
      run: async (world) => {
        const [alice, bob] = [world.user('alice'), world.user('bob')]
        const peer = await world.as(alice)
        await peer.refusal('forbidden', 'join_channel', { channel_id: `@${bob}` })
        await peer.refusal('not_joined', 'send_message', { content: 'x' })
        const sender = await world.as(bob)
        await sender.request('send_direct', { to: bob, content: 'a note to myself' })
        await sender.waitForMessages(`@${bob}`, 1)
        await peer.fence()
        same(peer.messages(`@${bob}`), [], 'what was heard of the inbox of another')
      },
    },
  ],
}
