/** Why a data folder cannot be used: one line that names the file and says what to do about it. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** What went wrong with a file, as one line. */
export function fileProblem(path: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new StoreError(`${path}: ${reasons[code] ?? (error instanceof Error ? error.message : String(error))}`)
}

const readOnly = 'cannot be written to; give the server write permission, or name another folder with --data-dir'

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'is on a read-only file system; name another folder with --data-dir',
  EACCES: readOnly,
  EPERM: readOnly,
  ENOSPC: 'no space is left on the disk; free some, or name another folder with --data-dir',
  EDQUOT: 'the disk quota is used up; free some space, or name another folder with --data-dir',
  ENOENT: 'does not exist, and cannot be made there',
  ENOTDIR: 'is not a folder; name another one with --data-dir',
  EISDIR: 'is a folder where a file should be',
  EIO: 'cannot be read or written: the disk reports an error',
  EMFILE: 'cannot be opened: too many files are open; raise the limit (ulimit -n)',
}
