/** Direct messages and the inboxes that they stand in. */
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import { contentsOf } from '../peer.ts'

const anchor = 'inboxes'

export const direct: Group = {
  name: 'direct',
  about: 'direct messages, inboxes and what is unread',
  cases: [
    {
      id: 'direct-01',
      sentence:
        'A direct message comes to the recipient without any joining, and to the sender: each in the own inbox.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const [alice, bob] = [await world.as(a), await world.as(b)]
        const ack = await alice.request('send_direct', { to: b, content: 'psst', client_message_id: 'd1' })
        const wanted = { from: a, to: b, content: 'psst', client_message_id: 'd1', timestamp: ack.timestamp }
        const [received] = await bob.waitForMessages(`@${b}`, 1)
        has(received, { ...wanted, message_id: ack.message_id, epoch: ack.epoch, offset: ack.offset }, 'what bob got')
        const [own] = await alice.waitForMessages(`@${a}`, 1)
        has(own, wanted, 'what alice got')
      },
    },
    {
      id: 'direct-02',
      sentence: 'The acknowledgement tells the place in the inbox of the recipient.',
      reference: 'event-send_direct_ack',
      needs: ['users'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const alice = await world.as(a)
        // So that the two inboxes stand at different places.
        await alice.request('send_direct', { to: a, content: 'a note' })
        const ack = await alice.request('send_direct', { to: b, content: 'x' })
        has(ack, { channel_id: `@${b}`, offset: 1, duplicate: false }, 'send_direct_ack')
        const [, copy] = await alice.waitForMessages(`@${a}`, 2)
        has(copy, { to: b, offset: 2 }, 'the copy of the sender')
        const bob = await world.as(b)
        same(world.terms(bob).inbox.epoch, ack.epoch, 'the epoch')
      },
    },
    {
      id: 'direct-03',
      sentence: 'All connections of both get it, each once, and nobody else does.',
      reference: 'event-direct_message',
      needs: ['users'],
      run: async (world) => {
        const [a, b, m] = [world.user('alice'), world.user('bob'), world.user('mallory')]
        const own = [await world.as(a), await world.as(a)]
        const theirs = [await world.as(b), await world.as(b)]
        const mallory = await world.as(m)
        await own[0]?.request('send_direct', { to: b, content: 'secret' })
        for (const peer of own) await peer.waitForMessages(`@${a}`, 1)
        for (const peer of theirs) await peer.waitForMessages(`@${b}`, 1)
        await own[0]?.request('send_direct', { to: m, content: 'for you' })
        await mallory.waitForMessages(`@${m}`, 1)
        for (const peer of [...own, ...theirs, mallory]) await peer.fence()
        same(
          mallory.all('direct_message').map(({ data }) => data.content),
          ['for you'],
          'what the third got',
        )
        for (const peer of theirs) same(peer.contents(`@${b}`), ['secret'], 'what bob got')
        for (const peer of own) same(peer.contents(`@${a}`), ['secret', 'for you'], 'what alice got')
      },
    },
    {
      id: 'direct-04',
      sentence: 'Who is away finds it in the inbox: connect_ack says how many are unread, and history has them.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const b = world.user('bob')
        const alice = await world.as(world.user('alice'))
        for (const content of ['1', '2', '3']) await alice.request('send_direct', { to: b, content })
        const bob = await world.as(b)
        has(world.terms(bob).inbox, { offset: 3, unread: 3 }, 'the inbox')
        const page = await bob.request('history', { channel_id: `@${b}` })
        same(contentsOf(page.messages), ['1', '2', '3'], 'the history of the inbox')
      },
    },
    {
      id: 'direct-05',
      sentence: 'unread counts what has come since a connection of the user was last there to receive it.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const b = world.user('bob')
        const alice = await world.as(world.user('alice'))
        const unread = async () => {
          const peer = await world.as(b)
          return { peer, unread: world.terms(peer).inbox.unread }
        }
        const first = await unread()
        same(first.unread, 0, 'unread at first')
        await alice.request('send_direct', { to: b, content: 'seen' })
        await first.peer.waitForMessages(`@${b}`, 1)
        await first.peer.close()
        const second = await unread()
        same(second.unread, 0, 'unread after what was pushed')
        await second.peer.close()
        for (const content of ['a', 'b']) await alice.request('send_direct', { to: b, content })
        const third = await unread()
        same(third.unread, 2, 'unread after two came while away')
        await third.peer.request('history', { channel_id: `@${b}` })
        await third.peer.close()
        const fourth = await unread()
        same(fourth.unread, 0, 'unread after reading them')
      },
    },
    {
      id: 'direct-06',
      sentence: 'A message to oneself stands in the inbox once.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const a = world.user('alice')
        const alice = await world.as(a)
        await alice.request('send_direct', { to: a, content: 'a note' })
        await alice.waitForMessages(`@${a}`, 1)
        await alice.fence()
        same(alice.contents(`@${a}`), ['a note'], 'what came')
        same((await alice.request('history', { channel_id: `@${a}` })).offset, 1, 'the top of the inbox')
      },
    },
    {
      id: 'direct-07',
      sentence: 'The inbox of another is nobody’s business: join_channel and history are answered with forbidden.',
      reference: 'error-forbidden',
      needs: ['users'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const [alice, bob] = [await world.as(a), await world.as(b)]
        await bob.request('send_direct', { to: b, content: 'a secret' })
        const since = { epoch: world.terms(bob).inbox.epoch, offset: 0 }
        await alice.refusal('forbidden', 'join_channel', { channel_id: `@${b}` })
        await alice.refusal('forbidden', 'join_channel', { channel_id: `@${b}`, since })
        await alice.refusal('forbidden', 'history', { channel_id: `@${b}` })
      },
    },
    {
      id: 'direct-08',
      sentence: 'An inbox is written to by send_direct only, and cannot be left.',
      reference: anchor,
      run: async (world) => {
        const a = world.user('alice')
        const alice = await world.as(a)
        await alice.refusal('invalid_data', 'send_message', { channel_id: `@${a}`, content: 'x' })
        await alice.refusal('invalid_data', 'leave_channel', { channel_id: `@${a}` })
        await alice.refusal('invalid_data', 'presence', { channel_id: `@${a}` })
        await alice.refusal('invalid_data', 'join_channel', { channel_id: `@${a}`, durable: true })
      },
    },
    {
      id: 'direct-09',
      sentence: 'join_channel with since recovers the own inbox, and pushes still come once.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const b = world.user('bob')
        const inbox = `@${b}`
        const alice = await world.as(world.user('alice'))
        for (const content of ['1', '2', '3']) await alice.request('send_direct', { to: b, content })
        const bob = await world.as(b)
        const { epoch } = world.terms(bob).inbox
        const ack = await bob.request('join_channel', { channel_id: inbox, since: { epoch, offset: 1 } })
        same(contentsOf(ack.messages), ['2', '3'], 'what was recovered')
        has(
          await bob.request('join_channel', { channel_id: inbox }),
          { recovered: false, offset: 3 },
          'join_channel_ack',
        )
        await alice.request('send_direct', { to: b, content: '4' })
        await bob.waitForMessages(inbox, 1)
        await bob.fence()
        same(bob.contents(inbox), ['4'], 'what was pushed')
      },
    },
    {
      id: 'direct-10',
      sentence: 'Direct messages of one sender come in the order in which they were sent.',
      reference: 'what-comes-in-which-order',
      needs: ['users'],
      run: async (world) => {
        const b = world.user('bob')
        const [alice, bob] = [await world.as(world.user('alice')), await world.as(b)]
        const contents = Array.from({ length: 50 }, (_, at) => `${at}`)
        const ids = contents.map((content) => alice.begin('send_direct', { to: b, content }))
        for (const id of ids) await alice.answerTo(id)
        await bob.waitForMessages(`@${b}`, contents.length)
        same(bob.contents(`@${b}`), contents, 'the contents')
      },
    },
    {
      id: 'direct-11',
      sentence: 'A direct message that is sent again with its client_message_id stands in both inboxes once.',
      reference: 'streams',
      needs: ['users'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const [alice, phone, bob] = [await world.as(a), await world.as(a), await world.as(b)]
        const said = { to: b, content: 'once', client_message_id: 'the-same' }
        const ack = await alice.request('send_direct', said)
        same(await phone.request('send_direct', said), { ...ack, duplicate: true }, 'the second acknowledgement')
        await alice.request('send_direct', { to: b, content: 'next' })
        await bob.waitForMessages(`@${b}`, 2)
        same(bob.contents(`@${b}`), ['once', 'next'], 'what bob got')
        await alice.waitForMessages(`@${a}`, 2)
        same(alice.contents(`@${a}`), ['once', 'next'], 'what alice got')
      },
    },
    {
      id: 'direct-12',
      sentence: 'The application can write to a user, in the name of another or of nobody.',
      reference: 'route-post_user_message',
      needs: ['users', 'api_key'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const [alice, bob] = [await world.as(a), await world.as(b)]
        const sent = await world.api.ask('post_user_message', {
          params: { user_id: b },
          body: { content: 'from nobody' },
        })
        has(sent, { channel_id: `@${b}`, offset: 1, duplicate: false }, 'the answer')
        await world.api.ask('post_user_message', { params: { user_id: b }, body: { content: 'from alice', from: a } })
        const [first, second] = await bob.waitForMessages(`@${b}`, 2)
        has(first, { to: b, content: 'from nobody', from: undefined }, 'the first')
        has(second, { to: b, content: 'from alice', from: a }, 'the second')
        await alice.waitForMessages(`@${a}`, 1)
        same(alice.contents(`@${a}`), ['from alice'], 'the copy of the sender')
      },
    },
    {
      id: 'direct-13',
      sentence: 'The two copies of a direct message are the same but for where they stand.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const [a, b] = [world.user('alice'), world.user('bob')]
        const [alice, bob] = [await world.as(a), await world.as(b)]
        await alice.request('send_direct', { to: b, content: 'x' })
        const [own] = await alice.waitForMessages(`@${a}`, 1)
        const [theirs] = await bob.waitForMessages(`@${b}`, 1)
        check(own?.epoch !== theirs?.epoch, 'two streams, each with an epoch of its own', () => show(own))
        const place = { channel_id: '', epoch: '', offset: 0 }
        same({ ...own, ...place }, { ...theirs, ...place }, 'the copies')
      },
    },
  ],
}
