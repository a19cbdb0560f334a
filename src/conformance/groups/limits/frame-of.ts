/** Frames by their size. */

/** A request of exactly so many bytes, which is refused as `unknown_event` when it is read. */
export function frameOf(bytes: number, id: string): string {
  const empty = JSON.stringify({ type: '', id })
  return JSON.stringify({ type: 'x'.repeat(bytes - empty.length), id })
}
