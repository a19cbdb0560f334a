/** Connections whose admission is decided on after their request: what is done when they open is no danger to them. */
import { afterEach, describe, expect, it } from 'vitest'
import { type Rig, startUws, turn } from '../support/transport/rig.ts'

describe('a connection that is let in after a while', () => {
  let rig: Rig | undefined
  afterEach(() => rig?.transport.destroy())

  /**
   * What a WebSocket does not need of the memory of its request, uWebSockets.js gives back: 72 bytes. Whoever takes as many
   * at once gets the same. 0x10 is what “close this connection” would be in there.
   */
  const takeMemory = (): Buffer[] => Array.from({ length: 100 }, () => Buffer.allocUnsafeSlow(72).fill(0x10))

  it('stays, whatever its opening does with memory', async () => {
    const taken: Buffer[][] = []
    rig = await startUws({
      hooks: {
        upgrade: async () => {
          await turn()
          return { admit: true, context: 1, subprotocol: undefined }
        },
        open: (peer) => {
          taken.push(takeMemory())
          peer.send('welcome')
        },
        text: (peer, frame) => void peer.send(`heard: ${frame}`),
      },
    })
    for (let at = 0; at < 10; at++) {
      const client = await rig.connect()
      client.send('hello')
      const heard = client.waitFor((frames) => frames.length === 2)
      expect(await Promise.race([heard, client.closed])).toEqual(['welcome', 'heard: hello'])
      client.kill()
    }
    expect(taken).toHaveLength(10)
    expect(rig.faults).toEqual([])
  })
})
