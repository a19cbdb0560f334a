/**
 * This package as its users get it: packed by npm and unpacked into their `node_modules`, next to everything that ours
 * holds, so that nothing is fetched.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const template = join(root, 'src', 'cli', 'init', 'template')

/** A tarball, in a folder of its own. Types are checked elsewhere. */
export async function packPackage(): Promise<{ tarball: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-packed-'))
  const dist = join(dir, 'dist')
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--noCheck', '--sourceMap', 'false', '--outDir', dist]
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { cwd: root })
  for (const folder of ['src', 'generated']) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || entry.parentPath.startsWith(join(root, 'src', 'console'))) continue
      const isCompiled = /(?<!\.d)\.tsx?$/.test(path) && !path.startsWith(template)
      if (!isCompiled) await cp(path, join(dist, path.slice(root.length)))
    }
  }
  await cp(join(root, 'package.json'), join(dir, 'package.json'))
  await cp(join(root, 'generated', 'schema'), join(dir, 'generated', 'schema'), { recursive: true })
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json'], { cwd: dir, maxBuffer: 1 << 26 })
  const [packed] = JSON.parse(stdout) as { filename: string }[]
  return {
    tarball: join(dir, packed?.filename ?? ''),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}

/** What `npm install` does, as far as the folder can tell. */
export async function installPacked(tarball: string, dir: string): Promise<void> {
  const modules = join(dir, 'node_modules')
  const own = join(modules, 'pactwire')
  await mkdir(own, { recursive: true })
  await run('tar', ['-xzf', tarball, '--strip-components', '1', '-C', own])
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === 'pactwire' || name.startsWith('.')) continue
    await symlink(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  await mkdir(join(modules, '.bin'))
  await symlink(join(own, 'dist', 'src', 'cli', 'main.js'), join(modules, '.bin', 'pactwire'))
  await symlink(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), join(modules, '.bin', 'tsc'))
  await run('chmod', ['+x', join(dirname(own), 'pactwire', 'dist', 'src', 'cli', 'main.js')])
}
