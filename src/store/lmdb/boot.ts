/** Which run of the machine this is: what was written but not synced is gone when it is another one. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** Undefined: this system does not say. */
export async function readBootId(): Promise<string | undefined> {
  const text =
    process.platform === 'linux' ? await fromKernel() : process.platform === 'darwin' ? await fromSysctl() : undefined
  const id = text?.trim()
  return id === undefined || !/^[0-9A-Za-z-]{8,64}$/.test(id) ? undefined : id
}

function fromKernel(): Promise<string | undefined> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined)
}

function fromSysctl(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], { timeout: 5000 }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    )
  })
}
