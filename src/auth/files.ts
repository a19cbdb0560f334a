/** Reading the small text files that keys stand in. */
import { KeyProblem } from './keys.ts'

export type ReadFile = (path: string) => Promise<Uint8Array>

export const maxFileBytes = 256 * 1024

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
}

export async function readText(path: string, readFile: ReadFile): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'
    throw new KeyProblem(`cannot be read: ${reasons[code] ?? code}`)
  }
  if (bytes.byteLength > maxFileBytes) throw new KeyProblem(`is larger than ${maxFileBytes} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new KeyProblem('is not text in UTF-8')
  }
}

/** A secret without the one end of line that editors and `echo` put after it. Other blanks belong to the secret. */
export async function readSecret(path: string, readFile: ReadFile): Promise<string> {
  return (await readText(path, readFile)).replace(/\r?\n$/, '')
}
