/**
 * Standard output, so that a write does not wait for whoever reads it. To make the descriptor itself non-blocking would
 * change it for every other process that shares it, so on Linux a pipe or terminal is opened a second time instead.
 */
import { constants, fstatSync, openSync } from 'node:fs'

export interface Descriptor {
  readonly fd: number
  /** Whether a write may wait, for as long as the reader likes. */
  readonly blocking: boolean
}

export function unblocked(fd: number): Descriptor {
  try {
    const stat = fstatSync(fd)
    if (stat.isFile()) return { fd, blocking: false }
    if (process.platform !== 'linux' || !(stat.isFIFO() || stat.isCharacterDevice())) return { fd, blocking: true }
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY
    return { fd: openSync(`/proc/self/fd/${fd}`, flags), blocking: false }
  } catch {
    // Closed, or no /proc, or it belongs to another user.
    return { fd, blocking: true }
  }
}
