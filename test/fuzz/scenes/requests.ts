/** Requests that are damaged, and requests that nobody would write. */
import { damaged } from '../frames.ts'
import { type Scene, type Stage, stillThere } from '../scene.ts'
import { hostileJson } from './json.ts'

const mutations: Scene = {
  name: 'damaged requests',
  weight: 30,
  play: async (stage) => {
    const { dice } = stage
    const peer = dice.heads(0.8) ? await stage.guest() : await stage.stranger()
    for (let count = dice.between(5, 60); count > 0 && !peer.isOver; count--) {
      peer.text(damaged(dice, stage.samples))
      // Without waiting, most would be refused for being too many.
      if (peer.owed > 30) await peer.settled()
    }
    await stillThere(peer)
  },
}

const json: Scene = {
  name: 'hostile JSON',
  weight: 6,
  play: async (stage) => {
    const peer = await stage.guest()
    for (let count = stage.dice.between(1, 8); count > 0 && !peer.isOver; count--) {
      peer.text(hostileJson(stage.dice))
      await peer.settled()
    }
    await stillThere(peer)
  },
}

const binary: Scene = {
  name: 'binary frames',
  weight: 2,
  play: async (stage) => {
    const { dice } = stage
    const peer = await stage.guest()
    for (let count = dice.between(1, 10); count > 0; count--)
      peer.binary(dice.heads() ? dice.bytes(dice.below(200)) : Buffer.from(damaged(dice, stage.samples)))
    await stillThere(peer)
  },
}

/** Everything at once, then everything said again. */
const flood: Scene = {
  name: 'floods',
  weight: 1,
  play: async (stage) => {
    const { dice } = stage
    const peer = await stage.guest()
    const text = pickValid(stage)
    for (let count = dice.between(100, 600); count > 0; count--) peer.text(text)
    await stillThere(peer)
  },
}

function pickValid({ dice }: Stage): string {
  return JSON.stringify(
    dice.pick([
      { type: 'heartbeat' },
      { type: 'join_channel', data: { channel_id: 'flooded' } },
      { type: 'history', data: { channel_id: 'flooded', limit: 1000 } },
      { type: 'presence', data: { channel_id: 'flooded' } },
      { type: 'send_direct', data: { to: 'nobody-in-particular', content: 'x'.repeat(dice.below(300)) } },
      { type: 'refresh', data: { token: 'x'.repeat(dice.below(9000)) } },
      { type: 'connect', data: { user_id: 'somebody-else' } },
    ]),
  )
}

export const requestScenes: readonly Scene[] = [mutations, json, binary, flood]
