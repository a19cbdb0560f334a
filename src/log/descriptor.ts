/**
 * Standard output, opened so that a write never blocks. A blocked write would hold one of Node's few threads, and the
 * process could not exit before its reader reads. To make the descriptor itself non-blocking would change it for every
 * other process that shares the pipe, so on Linux the pipe is opened a second time instead.
 */
import { constants, fstatSync, openSync } from 'node:fs'

export function unblocked(fd: number): number {
  try {
    if (process.platform !== 'linux' || !fstatSync(fd).isFIFO()) return fd
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    // No /proc, or the pipe belongs to another user: then writes may block, as they do in most programs.
    return fd
  }
}
