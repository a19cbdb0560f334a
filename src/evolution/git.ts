/** A folder as it was at a git ref, by the `git` command, which is given words and never a line for a shell. */
import { execFile } from 'node:child_process'
import { GeneratorError } from '../codegen/model.ts'

export interface Tree {
  /** How git calls the folder: `v1.2.0:generated/schema`. */
  readonly folder: string
  /** Paths relative to the folder, in the order of git. */
  readonly files: readonly { readonly path: string; readonly blob: string }[]
  readonly read: (blob: string, mostBytes: number, place: string) => Promise<string>
}

interface Answer {
  readonly status: 'done' | 'refused' | 'no git' | 'too much'
  readonly out: string
}

const listingBytes = 16 * 1024 * 1024

export async function openTree(ref: string, dir: string): Promise<Tree> {
  // Git would take it for an option of its own.
  if (ref.startsWith('-')) throw new GeneratorError(ref, 'is neither a folder nor a git ref')
  const git = (args: readonly string[], mostBytes = listingBytes) => run(dir, args, mostBytes)

  const prefix = await git(['rev-parse', '--show-prefix'])
  if (prefix.status === 'no git')
    throw new GeneratorError(ref, 'is no folder, and git, which could know it as a ref, cannot be run')
  if (prefix.status !== 'done')
    throw new GeneratorError(ref, `is no folder, and no git ref: ${dir} is not in a git repository`)
  const folder = prefix.out.trim().replace(/\/$/, '')

  const colon = ref.indexOf(':')
  const [commit, path] = colon === -1 ? [ref, folder] : [ref.slice(0, colon), ref.slice(colon + 1).replace(/\/$/, '')]
  const known = await git(['rev-parse', '--verify', '--quiet', `${commit}^{commit}`])
  if (commit === '' || known.status !== 'done') throw new GeneratorError(ref, 'is neither a folder nor a git ref')

  const listing = await git(['ls-tree', '-r', '-z', '--full-tree', `${known.out.trim()}:${path}`])
  if (listing.status === 'too much') throw new GeneratorError(ref, `there are too many files in ${path}`)
  if (listing.status !== 'done')
    throw new GeneratorError(ref, `there is no folder ${path === '' ? '.' : path} at this ref`)
  return {
    folder: `${commit}:${path}`,
    files: listing.out.split('\0').flatMap(entry),
    read: async (blob, mostBytes, place) => {
      const content = await git(['cat-file', 'blob', blob], mostBytes)
      if (content.status === 'too much') throw new GeneratorError(place, `larger than ${mostBytes} bytes`)
      if (content.status !== 'done') throw new GeneratorError(place, 'git cannot read it')
      return content.out
    },
  }
}

/** `100644 blob <hash>\t<path>`; links and submodules are no files. */
function entry(line: string): { path: string; blob: string }[] {
  const match = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line)
  return match?.[1] === undefined || match[2] === undefined ? [] : [{ path: match[2], blob: match[1] }]
}

function run(dir: string, args: readonly string[], mostBytes: number): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', dir, ...args],
      { encoding: 'utf8', maxBuffer: mostBytes, windowsHide: true },
      (error, out) => {
        if (error === null) resolve({ status: 'done', out })
        else if (error.code === 'ENOENT') resolve({ status: 'no git', out })
        else resolve({ status: String(error.code).includes('MAXBUFFER') ? 'too much' : 'refused', out })
      },
    )
  })
}
