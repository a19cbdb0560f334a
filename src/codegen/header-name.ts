/** `idempotency-key`, as a program reads it, to `Idempotency-Key`, as people write it. */
export function headerName(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => `${dash}${letter.toUpperCase()}`)
}
