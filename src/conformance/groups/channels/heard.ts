/** Something is said, and has been heard by who said it. */
import type { Peer } from '../../peer.ts'

/** Something is sent to the channel by somebody who is in it, and has come back to them. */
export async function heard(speaker: Peer, room: string, content: string): Promise<void> {
  await speaker.request('send_message', { channel_id: room, content })
  await speaker.until(() => (speaker.contents(room).includes(content) ? true : undefined), `"${content}"`)
}
