/** Coming back: everything that was missed or nothing, under load, after slow reading, and after the death of the server. */
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import { contentsOf, type Peer } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'streams'

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)

/** A channel with so many messages, and its epoch. */
async function filled(
  world: World,
  count: number,
  room = world.channel(),
): Promise<{ alice: Peer; room: string; epoch: string }> {
  const alice = await world.member(world.user('alice'), room)
  let epoch = alice.position(room)?.epoch ?? ''
  for (let at = 1; at <= count; at++) epoch = (await alice.request('send_message', { content: `${at}` })).epoch
  return { alice, room, epoch }
}

/** Says one thing after the other until it is told to stop; gives how many. */
function talking(peer: Peer, room: string): () => Promise<number> {
  let stopped = false
  const said = (async () => {
    for (let count = 1; ; count++) {
      const { offset } = await peer.request('send_message', { channel_id: room, content: `${count}` })
      if (stopped) return offset
    }
  })()
  said.catch(() => undefined)
  return () => {
    stopped = true
    return said
  }
}

export const recovery: Group = {
  name: 'recovery',
  about: 'everything that was missed, or nothing',
  cases: [
    {
      id: 'recovery-01',
      sentence: 'since at any position recovers exactly what stands after it.',
      reference: 'event-join_channel',
      run: async (world) => {
        const { room, epoch } = await filled(world, 12)
        const peer = await world.as(world.user('alice'))
        for (const offset of range(0, 12)) {
          const ack = await peer.request('join_channel', { channel_id: room, since: { epoch, offset } })
          has(ack, { recovered: true, offset: 12, epoch }, `join_channel_ack since ${offset}`)
          same(
            ack.messages.map((message) => message.offset),
            range(offset + 1, 12),
            `the offsets since ${offset}`,
          )
          await peer.request('leave_channel', { channel_id: room })
        }
      },
    },
    {
      id: 'recovery-02',
      sentence: 'Without since nothing is recovered, and that is said.',
      reference: 'event-join_channel_ack',
      run: async (world) => {
        const { room, epoch } = await filled(world, 3)
        const peer = await world.as(world.user('alice'))
        const ack = await peer.request('join_channel', { channel_id: room })
        has(ack, { recovered: false, messages: [], epoch, offset: 3 }, 'join_channel_ack')
      },
    },
    {
      id: 'recovery-03',
      sentence: 'since in the future, or of another epoch, recovers nothing and tells where the stream stands.',
      reference: anchor,
      run: async (world) => {
        const { room, epoch } = await filled(world, 3)
        const peer = await world.as(world.user('alice'))
        for (const since of [
          { epoch, offset: 4 },
          { epoch, offset: Number.MAX_SAFE_INTEGER },
          { epoch: 'another', offset: 0 },
          { epoch: 'another', offset: 3 },
          { epoch: `${epoch}x`, offset: 1 },
        ]) {
          const ack = await peer.request('join_channel', { channel_id: room, since })
          has(ack, { recovered: false, messages: [], epoch, offset: 3 }, `join_channel_ack since ${show(since)}`)
        }
      },
    },
    {
      id: 'recovery-04',
      sentence: 'More than the limit of a recovery is none; as many as the limit are recovered.',
      reference: 'setting-limits.max_recovery',
      needs: ['settings'],
      settings: { limits: { max_recovery: 5 } },
      run: async (world) => {
        const { room, epoch } = await filled(world, 10)
        const peer = await world.as(world.user('alice'))
        const whole = await peer.request('join_channel', { channel_id: room, since: { epoch, offset: 5 } })
        same(
          whole.messages.map(({ offset }) => offset),
          range(6, 10),
          'the offsets at the limit',
        )
        const none = await peer.request('join_channel', { channel_id: room, since: { epoch, offset: 4 } })
        has(none, { recovered: false, messages: [], epoch, offset: 10 }, 'join_channel_ack beyond the limit')
      },
    },
    {
      id: 'recovery-05',
      sentence: 'What is no longer kept is not recovered in part.',
      reference: anchor,
      needs: ['settings'],
      settings: { channels: [{ pattern: '*:short', history_size: 5 }] },
      run: async (world) => {
        const { alice, room, epoch } = await filled(world, 40, world.channel('short'))
        const page = await alice.request('history', { channel_id: room, after: 0 })
        const first = page.messages[0]?.offset ?? 41
        check(first > 1, 'the first messages not to be kept', `history begins at ${first}`)
        const peer = await world.as(world.user('alice'))
        const none = await peer.request('join_channel', { channel_id: room, since: { epoch, offset: 1 } })
        has(none, { recovered: false, messages: [], offset: 40 }, 'join_channel_ack of what is gone')
        const whole = await peer.request('join_channel', { channel_id: room, since: { epoch, offset: 38 } })
        has(whole, { recovered: true, offset: 40 }, 'join_channel_ack of what is kept')
      },
    },
    {
      id: 'recovery-06',
      sentence: 'Between the reply to join_channel and the first push nothing is lost, while others write.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const { alice, room } = await filled(world, 1)
        const stop = talking(alice, room)
        const bob = world.user('bob')
        const peers: Peer[] = []
        for (let at = 0; at < 12; at++) {
          const peer = await world.member(bob, room)
          peers.push(peer)
          // The next to come is the one after the reply: the peer itself says so if it is not.
          await peer.waitForMessages(room, 1)
        }
        const last = await stop()
        for (const peer of peers)
          await peer.until(() => (peer.position(room)?.offset === last ? true : undefined), `offset ${last}`)
      },
    },
    {
      id: 'recovery-07',
      sentence: 'A client that loses its connection again and again, and joins with since, sees every message once.',
      reference: 'a-client-that-misses-nothing',
      needs: ['users'],
      run: async (world) => {
        const { alice, room, epoch } = await filled(world, 1)
        const stop = talking(alice, room)
        const bob = world.user('bob')
        const seen: number[] = []
        let at = 0
        let last: number | undefined
        for (let round = 1; last === undefined || at < last; round++) {
          if (round === 15) last = await stop()
          const peer = await world.as(bob)
          const ack = await peer.request('join_channel', { channel_id: room, since: { epoch, offset: at } })
          same(ack.recovered, true, 'recovered')
          seen.push(...ack.messages.map(({ offset }) => offset))
          at = ack.offset
          if (last === undefined) await peer.waitForMessages(room, 2)
          else if (at < last)
            await peer.until(() => (peer.position(room)?.offset === last ? true : undefined), `offset ${last}`)
          if (round % 2 === 0) await peer.close()
          else peer.cut()
          seen.push(...peer.messages(room).map(({ offset }) => offset))
          at = seen.at(-1) ?? at
        }
        same(seen, range(1, last ?? 0), 'the offsets that were seen')
      },
    },
    {
      id: 'recovery-08',
      sentence:
        'Joining again with since on a connection that is joined covers what is missed, and pushes go on behind it.',
      reference: 'what-comes-in-which-order',
      needs: ['users'],
      run: async (world) => {
        const { alice, room, epoch } = await filled(world, 5)
        const bob = await world.member(world.user('bob'), room)
        const stop = talking(alice, room)
        for (let round = 0; round < 10; round++) {
          const ack = await bob.request('join_channel', { channel_id: room, since: { epoch, offset: 2 } })
          same(
            ack.messages.map(({ offset }) => offset),
            range(3, ack.offset),
            'the offsets of the reply',
          )
        }
        const last = await stop()
        await bob.until(() => (bob.position(room)?.offset === last ? true : undefined), `offset ${last}`)
      },
    },
    {
      id: 'recovery-09',
      sentence: 'Many that come back at once are all served, each whole.',
      reference: anchor,
      run: async (world) => {
        const { room, epoch } = await filled(world, 60)
        const user = world.user('alice')
        const peers = await Promise.all(range(1, 20).map(() => world.as(user)))
        const acks = await Promise.all(
          peers.map((peer, at) => peer.request('join_channel', { channel_id: room, since: { epoch, offset: at } })),
        )
        for (const [at, ack] of acks.entries())
          same(
            ack.messages.map(({ offset }) => offset),
            range(at + 1, 60),
            `the offsets since ${at}`,
          )
      },
    },
    {
      id: 'recovery-10',
      sentence: 'since is recovered for a durable member too, who was joined as the connection opened.',
      reference: 'a-client-that-misses-nothing',
      needs: ['users'],
      run: async (world) => {
        const { alice, room, epoch } = await filled(world, 3)
        const b = world.user('bob')
        const first = await world.as(b)
        await first.request('join_channel', { channel_id: room, durable: true })
        await first.close()
        await alice.request('send_message', { content: '4' })
        const back = await world.as(b)
        const ack = await back.request('join_channel', { channel_id: room, since: { epoch, offset: 3 } })
        same(contentsOf(ack.messages), ['4'], 'what was recovered')
      },
    },
    {
      id: 'recovery-11',
      sentence:
        'Who reads too slowly is closed with 4508 after an exact beginning of the stream, and recovers the rest.',
      reference: 'close-4508',
      needs: ['users', 'settings'],
      settings: {
        limits: {
          max_backlog_bytes: 65_536,
          requests_per_second: 10_000,
          request_burst: 10_000,
          user_requests_per_second: 10_000,
          user_request_burst: 10_000,
          bytes_per_second: 1_000_000_000,
          byte_burst: 1_000_000_000,
        },
      },
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        const [slow, quick] = [
          await world.member(world.user('bob'), room),
          await world.member(world.user('carol'), room),
        ]
        slow.pause()
        const content = 'x'.repeat(50_000)
        let said = 0
        // The kernel takes some megabytes for a peer that does not read.
        const present = async () => (await alice.request('presence', { channel_id: room })).count
        while ((await present()) === 3) {
          check(said < 2000, 'the slow peer to be dropped', `${said} messages were sent to it`)
          await Promise.all(range(1, 10).map(() => alice.request('send_message', { channel_id: room, content })))
          said += 10
        }
        await alice.request('send_message', { channel_id: room, content: 'the last' })
        said++
        slow.resume()
        const { code } = await slow.end(60_000)
        same(code, 4508, 'the close code')
        await quick.until(() => (quick.position(room)?.offset === said ? true : undefined), `offset ${said}`, 60_000)
        const back = await world.as(world.user('bob'))
        const since = slow.position(room) ?? { epoch: '', offset: 0 }
        const ack = await back.request('join_channel', { channel_id: room, since })
        same(ack.offset, said, 'the top')
      },
    },
    {
      id: 'recovery-12',
      sentence:
        'When the server cannot say any more what a connection has seen, it closes it with 4509; nothing is lost.',
      reference: 'close-4509',
      needs: ['faults', 'users'],
      run: async (world) => {
        const { alice, room, epoch } = await filled(world, 2)
        const bob = await world.member(world.user('bob'), room)
        world.faults.loseNextDelivery()
        await alice.request('send_message', { content: '3' })
        alice.begin('send_message', { content: '4' })
        for (const peer of [alice, bob]) await peer.closedAs('position_lost')
        same(bob.messages(room), [], 'what was pushed after the hole')
        const back = await world.as(world.user('bob'))
        const ack = await back.request('join_channel', { channel_id: room, since: { epoch, offset: 2 } })
        check(!ack.recovered || ack.messages.length === ack.offset - 2, 'everything, or nothing', () => show(ack))
      },
    },
    {
      id: 'recovery-13',
      sentence: 'What is acknowledged survives kill -9 of the server, and stands where it stood.',
      reference: anchor,
      needs: ['control', 'users'],
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        const acks = new Map<string, number>()
        const said = (async () => {
          for (let at = 1; ; at++) {
            const { offset, epoch } = await alice.request('send_message', {
              content: `${at}`,
              client_message_id: `c${at}`,
            })
            acks.set(`${epoch} ${offset}`, at)
          }
        })().catch(() => undefined)
        await alice.waitForMessages(room, 30)
        await world.control.kill()
        await said
        await alice.end()
        await world.control.start()
        const back = await world.member(world.user('alice'), room)
        const page = await back.request('history', { channel_id: room, after: 0, limit: 1000 })
        for (const [position, at] of acks) {
          const found = page.messages.find(({ epoch, offset }) => `${epoch} ${offset}` === position)
          same(contentsOf(found === undefined ? [] : [found]), [`${at}`], `the message at ${position}`)
        }
        const ids = page.messages.map(({ client_message_id }) => client_message_id)
        same(new Set(ids).size, ids.length, 'the number of different client message ids')
      },
    },
    {
      id: 'recovery-14',
      sentence:
        'After a restart a client resumes: everything, or recovered: false in a new epoch; nothing moves, ids are remembered.',
      reference: anchor,
      needs: ['control', 'users'],
      run: async (world) => {
        const room = world.channel()
        const [a, b] = [world.user('alice'), world.user('bob')]
        const alice = await world.as(a)
        await alice.request('join_channel', { channel_id: room, durable: true })
        const bob = await world.member(b, room)
        const said = { channel_id: room, content: '1', client_message_id: 'the-same' }
        const ack = await alice.request('send_message', said)
        const [seen] = await bob.waitForMessages(room, 1)
        const away = world.user('carol')
        const direct = await alice.request('send_direct', { to: away, content: 'for later' })
        for (const content of ['2', '3']) await alice.request('send_message', { channel_id: room, content })
        await world.control.stop()
        await world.control.start()

        const back = await world.as(a)
        same(
          world.terms(back).channels.map(({ channel_id }) => channel_id),
          [room],
          'the durable channels',
        )
        const since = { epoch: seen?.epoch ?? '', offset: seen?.offset ?? 0 }
        const again = await (await world.as(b)).request('join_channel', { channel_id: room, since })
        if (again.recovered) same(contentsOf(again.messages), ['2', '3'], 'what was recovered')
        else check(again.epoch !== since.epoch, 'a new epoch where nothing is recovered', () => show(again))
        same(await back.request('send_message', said), { ...ack, duplicate: true }, 'the message that is sent again')
        const carol = await world.as(away)
        has(world.terms(carol).inbox, { epoch: direct.epoch, offset: 1, unread: 1 }, 'the inbox of who was away')
      },
    },
    {
      id: 'recovery-15',
      sentence: 'A position that is not one is refused with invalid_data, and changes nothing.',
      reference: 'value-position',
      run: async (world) => {
        const { room, epoch } = await filled(world, 2)
        const peer = await world.as(world.user('alice'))
        for (const since of [
          { epoch },
          { offset: 1 },
          { epoch: '', offset: 1 },
          { epoch, offset: -1 },
          { epoch, offset: '1' },
        ])
          await peer.refusal('invalid_data', 'join_channel', { channel_id: room, since })
        await peer.refusal('not_joined', 'leave_channel', { channel_id: room })
      },
    },
  ],
}
