/** How long to wait before trying again: a random time below a bound that doubles (full jitter). Pure. */

export interface Backoff {
  readonly minDelayMs: number
  readonly maxDelayMs: number
}

/** `failures`: how many there have been in a row, the last one included. */
export function backoffMs(failures: number, { minDelayMs, maxDelayMs }: Backoff, random: number): number {
  return Math.floor(random * Math.min(maxDelayMs, minDelayMs * 2 ** Math.max(0, failures - 1)))
}
