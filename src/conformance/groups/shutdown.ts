/** The planned end of a server: nobody is taken by surprise, and nothing that was promised is lost. */
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import { contentsOf, type Peer } from '../peer.ts'
import type { UpgradeAnswer } from '../wire/upgrade.ts'
import type { World } from '../world.ts'

const anchor = 'the-session'

async function crowd(world: World, room: string, count: number): Promise<Peer[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => world.member(world.user(`user${at}`), room)))
}

/** The first upgrade that is refused; undefined when nobody listens before one is. */
async function drained(world: World): Promise<UpgradeAnswer | undefined> {
  for (;;) {
    const answer = await world.upgrade().catch(() => undefined)
    if (answer?.status !== 101) return answer?.status === 503 ? answer : undefined
    answer.link?.destroy()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const shutdown: Group = {
  name: 'shutdown',
  about: 'going_away, draining, and coming back',
  cases: [
    {
      id: 'shutdown-01',
      sentence:
        'Every client gets going_away with a time to wait that is different for each, and is then closed with 1001.',
      reference: 'event-going_away',
      needs: ['control', 'users'],
      settings: { drain_jitter_ms: 100_000 },
      run: async (world) => {
        const peers = [...(await crowd(world, world.channel(), 5)), await world.peer({ name: 'opening' })]
        const stopped = world.control.stop()
        for (const peer of peers) {
          await peer.closedAs('going_away', 30_000)
          same(peer.all('going_away').length, 1, 'the number of going_away')
        }
        await stopped
        const waits = peers.map((peer) => peer.all('going_away')[0]?.data.reconnect_after_ms)
        check(new Set(waits).size > 1, 'times that differ', () => show(waits))
        await world.control.start()
        await (await world.as(world.user('user0'))).fence()
      },
    },
    {
      id: 'shutdown-02',
      sentence: 'What was acknowledged before the end is there afterwards, at its place; each client is told 1001.',
      reference: anchor,
      needs: ['control', 'users'],
      run: async (world) => {
        const room = world.channel()
        const peers = await crowd(world, room, 4)
        const asked = peers.map((peer) =>
          Array.from({ length: 10 }, (_, at) => peer.begin('send_message', { channel_id: room, content: `${at}` })),
        )
        await peers[0]?.answerTo(asked[0]?.[0] ?? '')
        const stopped = world.control.stop()
        for (const peer of peers) await peer.closedAs('going_away', 30_000)
        await stopped
        for (const peer of peers) {
          const refused = peer.all('error').filter(({ data }) => data.code !== 'unavailable')
          same(refused, [], 'what was refused for another reason than the end')
        }
        await world.control.start()
        const back = await world.member(world.user('user0'), room)
        const page = await back.request('history', { channel_id: room, limit: 1000 })
        const stored = new Map(page.messages.map(({ offset, message_id }) => [offset, message_id]))
        const acknowledged = peers.flatMap((peer) => peer.all('send_message_ack'))
        check(acknowledged.length > 0, 'at least one acknowledgement', 'there was none')
        for (const { data } of acknowledged)
          same(stored.get(data.offset), data.message_id, `the message at ${data.offset}`)
      },
    },
    {
      id: 'shutdown-03',
      sentence:
        'While the server drains, /readyz fails with unavailable and new upgrades are answered 503 with Retry-After.',
      reference: anchor,
      needs: ['control'],
      settings: { drain_delay_ms: 1500 },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const stopped = world.control.stop()
        const upgrade =
          (await drained(world)) ??
          world.skip('the server ends too quickly to be seen draining: give it a drain_delay_ms')
        check(/^\d+$/.test(upgrade.headers.get('retry-after') ?? ''), 'Retry-After', () => show([...upgrade.headers]))
        await world.api.refusal('get_readyz', 'unavailable')
        await peer.closedAs('going_away', 30_000)
        await stopped
        await world.control.start()
      },
    },
    {
      id: 'shutdown-04',
      sentence: 'After a planned end a client that joins with since has missed nothing.',
      reference: 'reconnecting',
      needs: ['control', 'users'],
      run: async (world) => {
        const room = world.channel()
        const [alice, bob] = await crowd(world, room, 2)
        for (const content of ['1', '2', '3']) await alice?.request('send_message', { channel_id: room, content })
        const [seen] = (await bob?.waitForMessages(room, 3)) ?? []
        const since = { epoch: seen?.epoch ?? '', offset: 1 }
        await world.control.stop()
        await world.control.start()
        const back = await world.as(world.user('user1'))
        const ack = await back.request('join_channel', { channel_id: room, since })
        if (ack.recovered) {
          same(contentsOf(ack.messages), ['2', '3'], 'what was recovered')
          has(
            await back.request('send_message', { channel_id: room, content: '4' }),
            { epoch: since.epoch, offset: 4 },
            'the next',
          )
        } else check(ack.epoch !== since.epoch, 'a new epoch where nothing is recovered', () => show(ack))
      },
    },
  ],
}
