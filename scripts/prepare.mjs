/**
 * Makes a checkout ready to run: installs dependencies and compiles, each only when there is a reason.
 * Runs before anything is installed, so it and what it imports use nothing but Node.
 *
 *   node scripts/prepare.mjs                  dependencies and dist/
 *   node scripts/prepare.mjs --install-only   dependencies
 */
import { readFileSync } from 'node:fs'

/** The modules of the native transport in uws-pack that fit: NODE_MODULE_VERSION -> release line of Node. */
const NATIVE = new Map([
  ['115', '20'],
  ['127', '22'],
])

/** One line for a Node that cannot work, undefined for one that can. */
function complaint() {
  const { node, modules } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    return `Pactwire needs Node 20.19 or later in the 20 line, or Node 22; this is Node ${node}.`
  }
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  // Whoever has put another build of uWebSockets.js here has seen the README and knows which Node it fits.
  const overridden = !String(manifest.dependencies?.['uWebSockets.js']).startsWith('npm:uws-pack@')
  if (overridden || NATIVE.has(modules)) return undefined
  const lines = [...NATIVE.values()].join(' and ')
  return `uWebSockets.js comes with binaries for Node ${lines}; this is Node ${node} (ABI ${modules}). The README names the override for other versions.`
}

const problem = complaint()
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}

// Not imported statically: an old Node would fail to link these before it could say which version it needs.
const [{ install, whyInstall }, { build, whyBuild }, { withLock }, { attempt }] = await Promise.all([
  import('./install.mjs'),
  import('./build.mjs'),
  import('./lock.mjs'),
  import('./run.mjs'),
])

const installOnly = process.argv.includes('--install-only')

function isReady() {
  return whyInstall() === undefined && (installOnly || whyBuild() === undefined)
}

await attempt(async () => {
  if (isReady()) return
  await withLock(async () => {
    // Asked again: whoever held the lock may have done the work.
    const stale = whyInstall()
    if (stale !== undefined) await install(stale)
    if (installOnly) return
    const outdated = whyBuild()
    if (outdated !== undefined) await build(outdated)
  })
})
