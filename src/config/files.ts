/** Reads the small files that a configuration consists of. */
import { open } from 'node:fs/promises'

const mostBytes = 1024 * 1024

/** The text of a file of at most 1 MiB. A pipe is fine as well, so `PACTWIRE_JWT_SECRET_FILE=<(pass show …)` works. */
export async function readTextFile(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(mostBytes + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null)
      if (bytesRead === 0) break
      length += bytesRead
    }
    if (length > mostBytes) throw new Error(`is larger than ${mostBytes} bytes`)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, length))
  } finally {
    await file.close()
  }
}

/** Why a file could not be read, for the end of a sentence. Nothing of its content is repeated. */
export function whyUnreadable(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it'
    case 'EISDIR':
      return 'it is a folder'
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text'
    default:
      return code === '' && error instanceof Error ? `it ${error.message}` : `reading it failed (${code})`
  }
}
