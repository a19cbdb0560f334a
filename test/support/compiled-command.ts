/** The command as people run it: compiled, without a loader, in a folder of its own. */
import { execFile } from 'node:child_process'
import { copyFile, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface CompiledCommand {
  /** The compiled file, for who starts it in another way. */
  readonly main: string
  readonly run: (
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ) => Promise<Ran>
  readonly remove: () => Promise<void>
}

/** Types are checked elsewhere; here only the code is wanted, as the build makes it. */
export async function compileCommand(): Promise<CompiledCommand> {
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-compiled-'))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  await promisify(execFile)(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--sourceMap', 'false', '--declaration', 'false', '--outDir', dir],
    { cwd: root },
  )
  for (const folder of ['src', 'generated']) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const isAsIs = !path.endsWith('.ts') || path.includes(join('cli', 'init', 'template'))
      if (entry.isFile() && isAsIs) await cp(path, join(dir, path.slice(root.length)))
    }
  }
  await copyFile(join(root, 'package.json'), join(dir, 'package.json'))
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction')
  const main = join(dir, 'src', 'cli', 'main.js')
  return {
    main,
    run: (args, { cwd = dir, env = {} } = {}) =>
      promisify(execFile)(process.execPath, [main, ...args], { cwd, env: { ...process.env, ...env } }).then(
        ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
        (error: { code?: number; stdout: string; stderr: string }) => ({
          status: typeof error.code === 'number' ? error.code : -1,
          stdout: error.stdout,
          stderr: error.stderr,
        }),
      ),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
