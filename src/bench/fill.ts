/** Puts messages where something is to be read later, and waits until they are there. */
import type { Client } from './client.ts'
import type { Sender } from './sender.ts'

const inFlight = 16

export function fill(client: Client, sender: Sender, messages: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answered = 0
    client.onClose = (reason) => reject(new Error(reason))
    client.onFrame = (kind, bytes, start, end) => {
      if (kind === 'error') reject(new Error(`a message was refused: ${bytes.toString('utf8', start, end)}`))
      if (kind !== 'answer') return
      answered++
      if (answered === messages) resolve()
      else if (sender.sent < messages) client.write(sender.next(0))
    }
    for (let at = 0; at < Math.min(inFlight, messages); at++) client.write(sender.next(0))
  })
}
