/** Child processes whose exit code and signals are passed on. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** Of a quiet child's output this much is kept, to be shown when it fails. */
const KEPT_BYTES = 256 * 1024

/** Ends this process with `exitCode`; the message is for a person, without a stack trace. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs the main function of a script: a Failure becomes its one line and its exit code. */
export async function attempt(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.message !== '') console.error(error.message)
    process.exitCode = error.exitCode
  }
}

/**
 * Runs a command in the repository and resolves when it has ended well. `quiet` shows what it wrote only if it fails.
 * A signal that arrives meanwhile goes to the child, and is reported when the child has ended: nothing is left half done
 * behind the back of a process that still writes.
 */
export function run(command, args, { quiet = false, name = command, env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' })
    const kept = keepTail(child)
    let interrupted
    const forward = (signal) => {
      interrupted ??= signal
      child.kill(signal)
    }
    for (const signal of SIGNALS) process.on(signal, forward)
    const settle = (failure) => {
      for (const signal of SIGNALS) process.off(signal, forward)
      failure === undefined ? resolve() : reject(failure)
    }
    child.on('error', (error) => settle(new Failure(`${name} could not be started: ${error.message}`)))
    child.on('close', (code, childSignal) => {
      const signal = interrupted ?? childSignal
      if (signal) return settle(new Failure(`${name} was interrupted (${signal}).`, 128 + constants.signals[signal]))
      if (code === 0) return settle()
      process.stderr.write(kept())
      settle(new Failure(`${name} failed (exit code ${code}).`, code))
    })
  })
}

function keepTail(child) {
  const chunks = []
  let size = 0
  const keep = (chunk) => {
    chunks.push(chunk)
    size += chunk.length
    while (size - chunks[0].length > KEPT_BYTES) size -= chunks.shift().length
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => Buffer.concat(chunks)
}
