/** What a process has used, as the operating system accounts for it: Linux only, from /proc. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Usage {
  /** All threads together, in microseconds, in steps of 10 ms; threads that have ended count too. */
  readonly cpuMicros: number
  /** The first thread alone, where the event loop is; in microseconds. */
  readonly mainMicros: number
  readonly residentBytes: number
}

let ticks: number | undefined

function ticksPerSecond(): number {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return ticks
}

/** Undefined when there is no such process, or no /proc. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return {
      cpuMicros: (ticksIn(readFileSync(`/proc/${pid}/stat`, 'utf8')) * 1e6) / ticksPerSecond(),
      mainMicros: Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000,
      residentBytes: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024,
    }
  } catch {
    return undefined
  }
}

/** `utime` and `stime`, the 14th and 15th field; the 2nd, a name, can have anything in it but ends with the last `)`. */
export function ticksIn(stat: string): number {
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return user + system
}

/** Where the processes of a run have been put; then it can be told whether anybody else was there. */
export interface Cores {
  readonly server: number
  readonly generator: number
}

/** For how long a core has been busy with anything, in microseconds; time that a virtual machine was not given counts. */
export function busyMicros(core: number): number {
  const line =
    readFileSync('/proc/stat', 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`cpu${core} `)) ?? ''
  return (busyTicksIn(line) * 1e6) / ticksPerSecond()
}

/** `user nice system idle iowait irq softirq steal`. */
export function busyTicksIn(line: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return user + nice + system + irq + softirq + steal
}
