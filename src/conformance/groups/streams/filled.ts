/** A channel with something in it. */
import type { Peer } from '../../peer.ts'
import type { World } from '../../world.ts'

export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** Says so many things in a channel, without waiting between them; gives the contents. */
export async function sayMany(peer: Peer, room: string, count: number, start = ''): Promise<string[]> {
  const contents = Array.from({ length: count }, (_, at) => `${start}${at + 1}`)
  // So many that no usual limit on what is unanswered is met.
  for (let at = 0; at < count; at += 25)
    await Promise.all(
      contents.slice(at, at + 25).map((content) => peer.request('send_message', { channel_id: room, content })),
    )
  return contents
}

export async function filled(
  world: World,
  count: number,
  room = world.channel(),
): Promise<{ peer: Peer; room: string }> {
  const peer = await world.member(world.user('alice'), room)
  await sayMany(peer, room, count)
  return { peer, room }
}
