/** Dependencies: whether node_modules is what package-lock.json says, and `npm ci` when it is not. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

const lockfile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
/** What npm itself notes down of an installation, as its last step. */
const installed = join(modules, '.package-lock.json')
const stampFile = join(modules, '.pactwire-install.json')

/** Why an installation is needed, in words, or undefined. */
export function whyInstall() {
  if (!existsSync(modules)) return 'first run'
  const now = fingerprint()
  const stamp = readJson(stampFile)
  if (stamp !== undefined) {
    const changed = Object.keys(now).filter((key) => now[key] !== stamp[key])
    if (changed.length === 0) return undefined
    if (changed.includes('platform')) return `node_modules is for ${stamp.platform}, this is ${now.platform}`
    if (changed.includes('abi')) return `Node changed from ABI ${stamp.abi} to ${now.abi}`
  }
  // Somebody has run npm by hand. If it ended with what the lock file says, that is as good as ours.
  if (isAsLocked()) {
    writeStamp()
    return undefined
  }
  if (stamp === undefined) return 'node_modules is not what package-lock.json says'
  return stamp.lockfile === now.lockfile ? 'node_modules changed' : 'package-lock.json changed'
}

export async function install(reason) {
  console.error(`Installing dependencies (${reason}) …`)
  rmSync(stampFile, { force: true })
  // NODE_ENV=production would leave the compiler out.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev']
  const npm = process.env.npm_execpath
  if (npm?.endsWith('npm-cli.js')) await run(process.execPath, [npm, ...args], { quiet: true, name: 'npm ci' })
  else await run('npm', args, { quiet: true, name: 'npm ci', shell: process.platform === 'win32' })
  writeStamp()
}

function fingerprint() {
  return {
    lockfile: digest(lockfile),
    installed: digest(installed),
    abi: process.versions.modules,
    platform: `${process.platform}-${process.arch}`,
  }
}

function isAsLocked() {
  const wanted = readJson(lockfile)?.packages ?? {}
  const found = readJson(installed)?.packages
  if (found === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const other = found[path]
    if (other !== undefined) return other.version === entry.version && other.integrity === entry.integrity
    return (entry.optional || entry.devOptional) && !isForThisMachine(entry)
  })
}

/** Of the packages that only some machines get; one that names a C library may rightly be missing on any of them. */
function isForThisMachine({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false
  return libc === undefined && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true)
}

function writeStamp() {
  const draft = `${stampFile}.${process.pid}`
  try {
    writeFileSync(draft, `${JSON.stringify(fingerprint())}\n`)
    renameSync(draft, stampFile)
  } catch (error) {
    // A read-only checkout has been prepared by somebody else; it is looked at again next time, which is only slower.
    if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error
  }
}

function digest(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch {
    return 'none'
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
