/**
 * One process at a time may write node_modules and dist. The lock is a file that its owner touches while it works. The
 * lock of a process that is gone is taken over at once, and one that nobody has touched while we waited a minute too.
 */
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, root } from './run.mjs'

export const cacheDir = join(root, '.cache')
const lockFile = join(cacheDir, 'prepare.lock')
/** Whoever removes another's lock holds this, so that a fresh lock is never mistaken for the stale one before it. */
const breakFile = join(cacheDir, 'prepare.lock.break')

const TOUCH_MS = 5_000
const SILENT_MS = 60_000
const BREAK_MS = 10_000
const POLL_MS = 200

export async function withLock(work) {
  const content = `${hostname()} ${process.pid}`
  await acquire(content)
  const touching = setInterval(touch, TOUCH_MS)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    if (look()?.content === content) rmSync(lockFile, { force: true })
  }
}

async function acquire(content) {
  // Measured by our own waiting and not by the age of the file: clocks differ between machines, and laptops sleep.
  let seen
  let since = performance.now()
  let announced = false
  while (!create(lockFile, content)) {
    const now = look()
    if (!isSame(now, seen)) {
      seen = now
      since = performance.now()
    }
    if (seen !== undefined && (isGone(seen) || performance.now() - since > SILENT_MS)) breakLock(seen)
    else if (!announced && seen?.pid !== undefined) {
      announced = true
      console.error(`Waiting for process ${seen.pid} on ${seen.host}, which prepares this folder …`)
    }
    await sleep(POLL_MS)
  }
}

function create(file, content) {
  try {
    mkdirSync(cacheDir, { recursive: true })
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new Failure(`${file} cannot be written: ${error.message}`)
  }
}

function look() {
  try {
    const content = readFileSync(lockFile, 'utf8')
    const [host, pid] = content.split(' ')
    return { content, host, pid, touched: statSync(lockFile).mtimeMs }
  } catch {
    return undefined
  }
}

function isSame(one, other) {
  return one?.content === other?.content && one?.touched === other?.touched
}

function isGone({ host, pid }) {
  if (host !== hostname() || pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function breakLock(stale) {
  if (create(breakFile, String(process.pid))) {
    if (isSame(look(), stale)) rmSync(lockFile, { force: true })
    rmSync(breakFile, { force: true })
    return
  }
  const touched = statSync(breakFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  if (Date.now() - touched > BREAK_MS) rmSync(breakFile, { force: true })
}

function touch() {
  try {
    const now = new Date()
    utimesSync(lockFile, now, now)
  } catch {
    // The folder is gone or read-only: the work itself will say so.
  }
}
