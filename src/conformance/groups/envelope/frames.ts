/** Frames that are no requests, and how each is refused. */
import { operations, pushes } from '../../../../generated/operations.ts'
import type { Case } from '../../case.ts'
import { show } from '../../failure.ts'
import type { World } from '../../world.ts'

const anchor = 'the-envelope'

/** Each text is refused as a bad frame. The connection forgives only so many, so each few have one of their own. */
async function badFrames(world: World, texts: readonly string[]): Promise<void> {
  for (let at = 0; at < texts.length; at += 5) {
    const peer = await world.as(world.user('alice'))
    for (const text of texts.slice(at, at + 5)) await peer.refusalOf(text, 'bad_frame')
    await peer.fence()
  }
}

export const frames: readonly Case[] = [
  {
    id: 'envelope-02',
    sentence: 'An id that is empty, too long or no text is answered with bad_frame.',
    reference: 'error-bad_frame',
    run: (world) =>
      badFrames(
        world,
        ['', 'x'.repeat(65), '𝄞'.repeat(65), 5, null, true, {}, ['1']].map((id) =>
          JSON.stringify({ type: 'heartbeat', id }),
        ),
      ),
  },
  {
    id: 'envelope-04',
    sentence: 'What is not one JSON object is answered with bad_frame, and the connection goes on.',
    reference: 'error-bad_frame',
    run: (world) =>
      badFrames(world, [
        '',
        '{',
        '}',
        'null',
        'true',
        '5',
        '"heartbeat"',
        '[]',
        '[{"type":"heartbeat"}]',
        "{'type':'x'}",
      ]),
  },
  {
    id: 'envelope-05',
    sentence: 'Two objects in one frame, or something behind the object, are no JSON.',
    reference: 'error-bad_frame',
    run: (world) =>
      badFrames(world, [
        '{"type":"heartbeat"}{"type":"heartbeat"}',
        '{"type":"heartbeat"},',
        '{"type":"heartbeat"}\u0000',
      ]),
  },
  {
    id: 'envelope-06',
    sentence: 'A frame without a type, or with one that is no text, is answered with bad_frame.',
    reference: 'error-bad_frame',
    run: (world) =>
      badFrames(world, [
        '{}',
        '{"data":{}}',
        '{"type":5}',
        '{"type":null}',
        '{"type":["heartbeat"]}',
        '{"Type":"heartbeat"}',
      ]),
  },
  {
    id: 'envelope-07',
    sentence: 'A type that is none is answered with unknown_event, with the id.',
    reference: 'error-unknown_event',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      for (const type of ['fly', '', 'HEARTBEAT', ' heartbeat', '__proto__', 'constructor', 'x'.repeat(5000)]) {
        const id = peer.nextId()
        peer.say({ type, id, data: {} })
        await peer.refused('unknown_event', id, show(type))
      }
    },
  },
  {
    id: 'envelope-08',
    sentence: 'What only the server says is no request.',
    reference: 'error-unknown_event',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      for (const type of [...pushes, ...Object.values(operations).map(({ reply }) => reply)]) {
        const id = peer.nextId()
        peer.say({ type, id })
        await peer.refused('unknown_event', id, type)
      }
    },
  },
  {
    id: 'envelope-23',
    sentence: 'JSON that is deep, wide or full of repeated keys is answered like any other, and the server goes on.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const { limits } = world.terms(peer)
      const most = limits.max_frame_bytes
      const depth = Math.min(20_000, Math.floor((most - 100) / 2))
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
      const members = Math.min(2000, Math.floor(most / 20))
      const wide = Array.from({ length: members }, (_, at) => `"k${at}":0`).join(',')
      // Beyond the limits that the server tells, it does not read as far as the data.
      const isTooDeep = depth + 1 > (limits.max_frame_depth ?? Number.POSITIVE_INFINITY)
      const isTooWide = members + 3 > (limits.max_frame_members ?? Number.POSITIVE_INFINITY)
      for (const [id, data, tooMuch] of [
        ['deep', deep, isTooDeep],
        ['wide', `{${wide}}`, isTooWide],
      ] as const) {
        peer.text(`{"type":"heartbeat","id":"${id}","data":${data}}`)
        await peer.refused(tooMuch ? 'bad_frame' : 'invalid_data', id, `${id} data`)
      }
      peer.text('{"type":"fly","type":"heartbeat","id":"twice","id":"twice"}')
      await peer.answerTo('twice')
      await peer.fence()
    },
  },
]
