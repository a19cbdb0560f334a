/** An error that nobody foresaw, as text for the log: where it was thrown says more than what it says of itself. */
export function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
