/** Where an arrow key leads to in a list of so many stops. */

/** -1 for keys that do not move. */
export function nextStop(key: string, at: number, count: number): number {
  if (count === 0) return -1
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}
