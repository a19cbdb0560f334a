/** The package, packed and unpacked: every entry is found, and the right one of the client. */
import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installPacked, packPackage } from '../support/packed.ts'

const run = promisify(execFile)
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** Somebody’s program, with the package in its node_modules. */
let dir: string
beforeAll(async () => {
  const [{ tarball, remove }, made] = await Promise.all([packPackage(), mkdtemp(join(tmpdir(), 'pactwire-program-'))])
  dir = made
  await installPacked(tarball, dir)
  await remove()
}, 60_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

let programs = 0

async function node(code: string, options: readonly string[] = []): Promise<string> {
  const file = join(dir, `program-${++programs}.mjs`)
  await writeFile(file, code)
  return (await run(process.execPath, [...options, file], { cwd: dir, timeout: 30_000 })).stdout
}

/** What the compiler complains of. */
async function complaints(code: string, options: readonly string[]): Promise<string> {
  const file = join(dir, `program-${++programs}.mts`)
  await writeFile(file, code)
  const strict = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023']
  return run(process.execPath, [tsc, ...strict, ...options, file], { cwd: dir }).then(
    () => '',
    ({ stdout, message }: { stdout: string; message: string }) => stdout || message,
  )
}

/** A server that says something wrong, and what the client makes of it. */
const wrongServer = `
  import { connect } from 'pactwire/client'
  class WebSocket {
    readyState = 0
    constructor() {
      setTimeout(() => { this.readyState = 1; this.onopen({}) })
    }
    send(text) {
      const { type, id } = JSON.parse(text)
      if (type !== 'connect') return
      const limits = { max_frame_bytes: 9000, max_content_bytes: 9000, max_channels: 9, max_pending_requests: 9, requests_per_second: 9, request_burst: 9 }
      const data = { status: 'success', message: '', user_id: 'a', connection_id: 'c', server_time: '2026-01-31T09:30:00.000Z', heartbeat_interval_ms: 30000, limits, channels: [], inbox: { channel_id: '@a', epoch: 'e', offset: 0, unread: 0 } }
      setTimeout(() => this.onmessage({ data: JSON.stringify({ type: 'connect_ack', id, data }) }))
      setTimeout(() => this.onmessage({ data: JSON.stringify({ type: 'going_away', data: { reason: 7 } }) }))
    }
    close() {}
  }
  console.log(import.meta.resolve('pactwire/client').replace(/.*\\//, ''))
  const client = connect('ws://localhost/ws', { userId: 'a', WebSocket })
  client.on('fault', ({ name }) => { console.log(name); process.exit() })
  client.on('going_away', () => { console.log('trusted'); process.exit() })
`

describe('the packed package', () => {
  it('gives the client that trusts the server, and in development the one that looks', async () => {
    const [usual, development, production] = await Promise.all([
      node(wrongServer),
      node(wrongServer, ['--conditions=development']),
      node(wrongServer, ['--conditions=production']),
    ])
    expect(usual).toBe('index.js\ntrusted\n')
    expect(development).toBe('development.js\nInvalidFrameError\n')
    expect(production).toBe(usual)
  })

  it('has every entry that it names', async () => {
    const { exports } = JSON.parse(await readFile(join(dir, 'node_modules/pactwire/package.json'), 'utf8')) as {
      exports: Record<string, string | Record<string, string>>
    }
    const named = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    )
    for (const path of named) if (!path.includes('*')) await access(join(dir, 'node_modules/pactwire', path))
    const names = Object.keys(exports)
      .filter((name) => !name.includes('*') && !name.endsWith('.json'))
      .map((name) => name.replace('.', 'pactwire'))
    expect(names).toEqual(expect.arrayContaining(['pactwire/client', 'pactwire/client/contract', 'pactwire/react']))
    const imports = names.map((name) => `console.log(Object.keys(await import('${name}')).length > 0)`)
    expect(await node(imports.join('\n'))).toBe('true\n'.repeat(names.length))
  })

  it('has types that hold in a browser’s program, looked at to the last', async () => {
    const program = `
      import { connect, type Client, type ChannelMessage, RequestError } from 'pactwire/client'
      import { connectTo } from 'pactwire/client/contract'
      import { useChannel, useConnection, usePresence } from 'pactwire/react'
      const client: Client = connect('/ws', { userId: 'alice' })
      export async function talk(): Promise<string | undefined> {
        const { offset } = await client.channel('room').send('hi')
        const page = await client.request('history', { channel_id: 'room', before: offset })
        return page.messages[0]?.message_id
      }
      export function Room(): readonly ChannelMessage[] {
        const presence: number | undefined = usePresence(client, 'room')?.count
        return useConnection(client).state === 'open' && presence !== 0 ? useChannel(client, 'room').messages : []
      }
      export const known = [RequestError, connectTo]
      // @ts-expect-error: there is no such request
      client.request('histroy', {})
    `
    const browser = ['--lib', 'es2023,dom,esnext.disposable', '--types', '', '--skipLibCheck', 'false']
    expect(await complaints(program, browser)).toBe('')
  })
})
