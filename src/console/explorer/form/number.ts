/** A number as JSON writes it; undefined for anything else, a half-typed one included. */
export function numberIn(text: string): number | undefined {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined
}
