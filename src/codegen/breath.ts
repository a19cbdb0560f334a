/** Work that is done bit by bit, so that a server that reads schemas while it serves keeps serving. */

const restEveryMs = 10

/** To be awaited between two bits: gives the event loop a turn when the last one was some time ago. */
export function breather(): () => Promise<void> {
  let rested = performance.now()
  return async () => {
    if (performance.now() - rested < restEveryMs) return
    await new Promise((resolve) => setImmediate(resolve))
    rested = performance.now()
  }
}
