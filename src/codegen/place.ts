/** How a complaint says where something stands: `orders.ts (order_line) at #/properties/amount`. */
export function placeOf({ source, name }: { readonly source: string; readonly name: string }, pointer = ''): string {
  const file = source.split('/').at(-1) ?? source
  // A file that is called like its schema says enough.
  const whole = file === `${name}.json` ? source : `${source} (${name})`
  return pointer === '' ? whole : `${whole} at #${pointer}`
}

/** The message of whatever was thrown, in one line. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .slice(0, 500)
}

/** What the operating system said, in words where there are some that help. */
export function systemReason(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined
  return code === undefined ? messageOf(thrown) : (reasons[code] ?? code)
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a file is in the way',
  EISDIR: 'a folder is in the way',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'it is, or is inside of, something that is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
}
