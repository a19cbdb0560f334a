/** Good requests at the wrong time, too often, or by somebody who leaves in the middle. */
import { damaged } from '../frames.ts'
import { beat, mustEnd, type Scene, stillThere } from '../scene.ts'

const early: Scene = {
  name: 'requests before connect',
  weight: 4,
  play: async (stage) => {
    const { dice } = stage
    const peer = await stage.stranger()
    for (let count = dice.between(1, 30); count > 0; count--) peer.text(damaged(dice, stage.samples))
    peer.say({ type: 'connect', data: { user_id: stage.user() } })
    for (let count = dice.between(1, 5); count > 0; count--) peer.text(beat(`early ${count}`))
    await stillThere(peer)
  },
}

const twice: Scene = {
  name: 'connect, again and again',
  weight: 2,
  play: async (stage) => {
    const peer = await stage.stranger()
    for (let count = stage.dice.between(2, 20); count > 0; count--)
      peer.say({ type: 'connect', data: { user_id: stage.user(stage.dice.below(2)) } })
    await stillThere(peer)
  },
}

const joins: Scene = {
  name: 'thousands of joins',
  weight: 1,
  play: async (stage) => {
    const { dice } = stage
    const peer = await stage.guest()
    const many = dice.between(200, 1500)
    for (let count = 0; count < many && !peer.isOver; count++) {
      const channel = dice.heads(0.9) ? `many-${count}` : 'flooded'
      peer.say({ type: dice.heads(0.9) ? 'join_channel' : 'leave_channel', data: { channel_id: channel } })
      if (peer.owed > 50) await peer.settled()
    }
    await stillThere(peer)
  },
}

const halves: Scene = {
  name: 'half-closed',
  weight: 3,
  play: async (stage) => {
    const { dice } = stage
    const peer = dice.heads() ? await stage.guest() : await stage.stranger()
    for (let count = dice.below(30); count > 0; count--) peer.text(damaged(dice, stage.samples))
    peer.halfClose()
    await mustEnd(peer, 'it had ended its side')
  },
}

const vanishing: Scene = {
  name: 'gone in the middle',
  weight: 4,
  play: async (stage) => {
    const { dice } = stage
    const peer = dice.heads(0.7) ? await stage.guest() : await stage.stranger()
    for (let count = dice.below(40); count > 0; count--)
      peer.say(
        dice.pick([
          { type: 'join_channel', data: { channel_id: 'flooded', durable: true } },
          { type: 'leave_channel', data: { channel_id: 'flooded', durable: true } },
          { type: 'send_message', data: { channel_id: 'flooded', content: 'x' } },
          { type: 'send_direct', data: { to: stage.user(1), content: 'y' } },
          { type: 'history', data: { channel_id: 'flooded' } },
        ]),
      )
    peer.destroy()
    await peer.ended()
  },
}

/** Some who talk in a room, one of whom does not read for a while. */
const company: Scene = {
  name: 'a room',
  weight: 3,
  play: async (stage) => {
    const { dice } = stage
    const room = `room-${stage.user()}`
    const peers = await Promise.all([0, 1, 2].map((which) => stage.guest(which)))
    for (const peer of peers) peer.say({ type: 'join_channel', data: { channel_id: room, durable: dice.heads(0.2) } })
    await Promise.all(peers.map((peer) => peer.settled()))
    peers[0]?.pause()
    for (let count = dice.between(5, 60); count > 0; count--) {
      const peer = dice.pick(peers)
      if (peer.isOver || peer.owed > 20) continue
      peer.say(
        dice.pick([
          { type: 'send_message', data: { channel_id: room, content: 'x'.repeat(dice.below(2000)) } },
          { type: 'join_channel', data: { channel_id: room, since: { epoch: 'e', offset: dice.below(9) } } },
          { type: 'leave_channel', data: { channel_id: room } },
          { type: 'presence', data: { channel_id: room } },
        ]),
      )
    }
    peers[0]?.resume()
    await Promise.all(peers.map(stillThere))
  },
}

export const orderScenes: readonly Scene[] = [early, twice, joins, halves, vanishing, company]
