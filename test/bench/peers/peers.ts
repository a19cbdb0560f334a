/** The servers that are measured: how each is started, how it is spoken to, and what it can do. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DialectName } from './dialects.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What a scenario asks of a server beyond channels. */
export type Ability = 'direct' | 'stored' | 'history' | 'recovery' | 'tls'

/** What a scenario wants of the server that it is run against. */
export interface Setup {
  /** The folder for what is stored; memory when undefined. */
  readonly dataDir: string | undefined
  readonly tls: { readonly key: string; readonly cert: string } | undefined
  /** Pactwire from what `npm run build` made, or from the sources, which takes longer to start. */
  readonly from: 'built' | 'sources'
}

export interface Start {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface Peer {
  readonly name: string
  readonly title: string
  readonly dialect: DialectName
  readonly abilities: readonly Ability[]
  /** Measured only in these; in all that it can do when undefined. */
  readonly scenarios?: readonly string[]
  readonly version: () => string
  /** Why it cannot be measured here, and what to do about it. */
  readonly missing?: () => string | undefined
  readonly start: (setup: Setup) => Start
}

const require = createRequire(import.meta.url)

function packageVersion(name: string): string {
  const manifest = join(root, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

function script(file: string, ...args: string[]): (setup: Setup) => Start {
  return ({ tls }) => ({
    command: process.execPath,
    args: ['--import', require.resolve('tsx'), join(root, 'test/bench/peers', file), ...args],
    env: tls === undefined ? {} : { BENCH_TLS_KEY: tls.key, BENCH_TLS_CERT: tls.cert },
  })
}

const most = '1000000'
/** Nobody is held back: the server is to be measured and not its limits. */
const unlimited: Readonly<Record<string, string>> = {
  REQUESTS_PER_SECOND: most,
  REQUEST_BURST: most,
  BYTES_PER_SECOND: '1000000000',
  BYTE_BURST: '1000000000',
  USER_REQUESTS_PER_SECOND: most,
  USER_REQUEST_BURST: most,
  MAX_CONNECTIONS: most,
  MAX_CONNECTIONS_PER_ADDRESS: most,
  MAX_CONNECTIONS_PER_USER: most,
  MAX_OPENING_CONNECTIONS: most,
  MAX_OPENING_CONNECTIONS_PER_ADDRESS: most,
  MAX_PENDING_REQUESTS: most,
  MAX_BACKLOG_BYTES: String(64 * 1024 * 1024),
}

/** What is in a channel whose name begins so is stored; in any other it is not. */
export const storedPrefix = 'kept:'
export const storedInboxPrefix = '@kept:'

const channels = [
  { pattern: `${storedPrefix}*`, durability: 'commit', announce: false },
  { pattern: `${storedInboxPrefix}*`, durability: 'commit', announce: false },
  { pattern: '*', durability: 'none', announce: false },
]

/** As the command is started: what stands behind `node` in its first line. */
const [, flags = ''] = /^#!.* node (.*)/.exec(readFileSync(join(root, 'src/cli/main.ts'), 'utf8')) ?? []
const nodeFlags = flags.split(' ').filter((part) => part !== '')

function pactwire({ dataDir, tls, from }: Setup): Start {
  const limits = Object.entries(unlimited).map(([name, value]) => [`PACTWIRE_LIMITS_${name}`, value] as const)
  const main = from === 'built' ? ['dist/src/cli/main.js'] : ['--import', require.resolve('tsx'), 'src/cli/main.ts']
  const [first = '', ...rest] = main.map((part) => (part.includes('/cli/') ? join(root, part) : part))
  return {
    command: process.execPath,
    args: [...nodeFlags, first, ...rest, 'serve', '--port', '0', '--log-level', 'info', '--log-format', 'json'],
    env: {
      ...Object.fromEntries(limits),
      PACTWIRE_DRAIN_TIMEOUT_MS: '100',
      PACTWIRE_DRAIN_JITTER_MS: '0',
      PACTWIRE_CHANNELS: JSON.stringify(channels),
      ...(dataDir === undefined
        ? { PACTWIRE_STORE: 'memory' }
        : { PACTWIRE_STORE: 'disk', PACTWIRE_DATA_DIR: dataDir }),
      ...(tls === undefined ? {} : { PACTWIRE_TLS_KEY_FILE: tls.key, PACTWIRE_TLS_CERT_FILE: tls.cert }),
    },
  }
}

const gorilla = {
  packages: ['golang-go', 'golang-github-gorilla-websocket-dev', 'golang-github-gin-gonic-gin-dev'],
  gopath: '/usr/share/gocode',
  source: join(root, 'test/bench/peers/gorilla/main.go'),
  binary: join(root, '.cache/bench/gorilla'),
}

function gorillaMissing(): string | undefined {
  const libraries = ['gorilla/websocket', 'gin-gonic/gin'].map((name) => join(gorilla.gopath, 'src/github.com', name))
  const complete = libraries.every((path) => existsSync(path)) && spawnSync('go', ['version']).status === 0
  return complete ? undefined : `it needs Go: apt-get install ${gorilla.packages.join(' ')}`
}

function startGorilla(): Start {
  mkdirSync(join(root, '.cache/bench'), { recursive: true })
  execFileSync('go', ['build', '-o', gorilla.binary, gorilla.source], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH: gorilla.gopath },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // One core is what it gets, like the others; told of more, it would only change between threads more often.
  return { command: gorilla.binary, args: [], env: { GOMAXPROCS: '1' } }
}

/** In the order in which they stand in the tables. */
export const peers: readonly Peer[] = [
  {
    name: 'pactwire',
    title: 'Pactwire',
    dialect: 'pactwire',
    abilities: ['direct', 'stored', 'history', 'recovery', 'tls'],
    version: () => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    start: pactwire,
  },
  {
    name: 'floor',
    title: 'the floor',
    dialect: 'floor',
    abilities: ['tls'],
    version: () => `uws-pack ${packageVersion('uWebSockets.js')}`,
    start: script('floor.ts'),
  },
  {
    name: 'uws-at-once',
    title: 'uWebSockets.js, at once',
    dialect: 'floor',
    abilities: [],
    scenarios: ['fanout', 'saturation', 'rooms'],
    version: () => `uws-pack ${packageVersion('uWebSockets.js')}`,
    start: script('floor.ts', 'at-once'),
  },
  {
    name: 'ws',
    title: '`ws`',
    dialect: 'hub',
    abilities: ['direct', 'tls'],
    version: () => packageVersion('ws'),
    start: script('ws.ts'),
  },
  {
    name: 'socket.io',
    title: 'Socket.IO',
    dialect: 'socket.io',
    abilities: ['direct'],
    version: () => packageVersion('socket.io'),
    start: script('socket-io.ts'),
  },
  {
    name: 'socket.io-uws',
    title: 'Socket.IO on uWebSockets.js',
    dialect: 'socket.io',
    abilities: ['direct'],
    version: () => `${packageVersion('socket.io')}, uws-pack ${packageVersion('uWebSockets.js')}`,
    start: script('socket-io.ts', 'uws'),
  },
  {
    name: 'gorilla',
    title: 'gin and gorilla/websocket',
    dialect: 'hub',
    abilities: ['direct'],
    version: () => spawnSync('go', ['version'], { encoding: 'utf8' }).stdout.trim().replace('go version ', ''),
    missing: gorillaMissing,
    start: startGorilla,
  },
]
