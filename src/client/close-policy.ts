/** What a close code asks of the client. Pure. */

/** The generated `closeStops`: the first and the last of each range of codes after which a client does not come back. */
export type CloseStops = readonly (readonly [number, number])[]

/** Any other code is like none at all: the network broke. */
export function stops(code: number, ranges: CloseStops): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last)
}
