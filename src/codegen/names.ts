/** Names of one thing in the styles of its places: `join_channel` on the wire and on disk, `JoinChannel` in TypeScript. */

const wordBoundary = /([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g

export function snakeCase(name: string): string {
  return name
    .replace(wordBoundary, '$1$3_$2$4')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
}

export function pascalCase(name: string): string {
  return snakeCase(name)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

export function camelCase(name: string): string {
  const pascal = pascalCase(name)
  return pascal.charAt(0).toLowerCase() + pascal.slice(1)
}
