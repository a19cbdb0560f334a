/**
 * What a CommonJS module calls its default export. Node gives the whole of its exports as the default import, and loaders
 * that imitate other tools give the default export itself.
 */
export function defaultOf<T>(imported: T | { readonly default: T }): T {
  return typeof imported === 'object' && imported !== null && 'default' in imported ? imported.default : imported
}
