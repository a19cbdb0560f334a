/**
 * Compiles into dist/, with everything beside the sources that is not compiled, and notes from which contents. The new
 * dist/ is made aside and put in place whole: a build that fails leaves the last one as it was.
 */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheDir, withLock } from './lock.mjs'
import { attempt, Failure, root, run } from './run.mjs'

const SOURCES = ['src', 'generated']
const ALSO = [
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build.mjs',
]
const COMMAND = 'src/cli/main'
/** The page: Vite makes all of it, and nothing of it is copied. */
const PAGE = 'src/console/'
/** What `pactwire init` writes: copied as it is, and compiled by whom it is written for. */
const TEMPLATE = 'src/cli/init/template/'
const STAMP = '.sources.json'

const dist = join(root, 'dist')

/** Why a build is needed, in words, or undefined. By content: a checkout or a touch that changes nothing is no reason. */
export function whyBuild() {
  const stamp = readStamp()
  if (stamp === undefined) return existsSync(dist) ? 'dist/ is not a finished build' : 'first run'
  const now = fingerprints()
  const names = new Set([...Object.keys(stamp), ...Object.keys(now)])
  const changed = [...names].filter((name) => stamp[name] !== now[name])
  const [first] = changed
  if (first === undefined) {
    const isIncomplete = [
      [`${COMMAND}.ts`, `${COMMAND}.js`],
      [`${PAGE}index.html`, 'console/index.html'],
    ].some(([source, made]) => now[source] !== undefined && !existsSync(join(dist, made)))
    return isIncomplete ? 'dist/ is incomplete' : undefined
  }
  return changed.length === 1 ? `${first} changed` : `${first} and ${changed.length - 1} more changed`
}

export async function build(reason) {
  console.error(`Building dist/ (${reason}) …`)
  // Before the compiler reads: what is edited meanwhile differs from this, and is built next time.
  const stamp = fingerprints()
  sweep()
  const fresh = join(cacheDir, `build-${process.pid}`)
  try {
    // Not one after the other and not with `Promise.all`: each must have ended before what they write is removed.
    const done = await Promise.allSettled([compile(fresh), bundlePage(join(fresh, 'console'))])
    for (const { status, reason } of done) if (status === 'rejected') throw reason
    copyAssets(fresh)
    const command = join(fresh, `${COMMAND}.js`)
    if (existsSync(command)) chmodSync(command, 0o755)
    writeFileSync(join(fresh, STAMP), `${JSON.stringify(stamp, null, 1)}\n`)
    swap(fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

async function compile(outDir) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  // Not incremental: the compiler would write only what changed, and this folder begins empty.
  const options = ['--outDir', outDir, '--incremental', 'false', '--tsBuildInfoFile', 'null']
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { name: 'tsc -p tsconfig.build.json' })
}

async function bundlePage(outDir) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const options = ['--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  // A variable that is there for tests would make it a bundle for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  await run(process.execPath, [vite, 'build', ...options], { name: 'vite build', env })
}

function copyAssets(outDir) {
  for (const name of sourceFiles()) {
    if (name.startsWith(PAGE)) continue
    if (!name.startsWith(TEMPLATE) && /\.[cm]?tsx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name)) continue
    const target = join(outDir, name)
    mkdirSync(dirname(target), { recursive: true })
    try {
      copyFileSync(join(root, name), target, constants.COPYFILE_EXCL)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      throw new Failure(
        `${name}: stands where the compiler writes its output for a source of the same name; remove one.`,
      )
    }
  }
}

function swap(fresh) {
  const old = join(cacheDir, `old-${process.pid}`)
  if (existsSync(dist)) renameSync(dist, old)
  try {
    renameSync(fresh, dist)
  } catch (error) {
    if (existsSync(old)) renameSync(old, dist)
    throw error
  }
  rmSync(old, { recursive: true, force: true })
}

/** Removes what builds that were killed have left. Only one build runs at a time, so none of it is in use. */
function sweep() {
  for (const name of readdirSync(cacheDir)) {
    if (/^(build|old)-\d+$/.test(name)) rmSync(join(cacheDir, name), { recursive: true, force: true })
  }
}

function fingerprints() {
  const entries = [...sourceFiles(), ...ALSO.filter((name) => existsSync(join(root, name)))].map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(root, name)))
      .digest('base64')
      .slice(0, 22),
  ])
  return Object.fromEntries(entries)
}

/** Every file of the source folders, relative to the root and with `/`, in a fixed order; editors' dotfiles left out. */
function sourceFiles() {
  return SOURCES.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('~'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(),
  )
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(join(dist, STAMP), 'utf8'))
  } catch {
    return undefined
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await attempt(() => withLock(() => build('asked for')))
}
