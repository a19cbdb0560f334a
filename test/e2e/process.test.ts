/** The server as its operator meets it: the command line, signals, the log, and what clients that are not ours are told. */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { ServerProcess } from '../support/process.ts'
import { RawClient } from '../support/raw-client.ts'

const run = promisify(execFile)
const started: ServerProcess[] = []
const secret = 'a-secret-that-is-long-enough-for-hs256'

async function serve(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const server = await ServerProcess.serve(['--store', 'memory', ...args], env)
  started.push(server)
  return { server, url: `ws://127.0.0.1:${server.port}/ws`, http: `http://127.0.0.1:${server.port}` }
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.end('SIGKILL')
})

describe('starting', () => {
  test('in development mode greets with an address, a line to paste, and what is insecure', async () => {
    const { server, url } = await serve()
    await server.until(() => (server.stderr.includes('A first conversation') ? true : undefined))
    expect(server.stderr).toContain('DEVELOPMENT MODE')
    expect(server.stderr).toContain(url)
    // What is not a terminal may be kept for ever: no token there.
    expect(server.stderr + server.stdout).not.toContain('eyJ')
    const line = /^ {4}(node -e .*)$/m.exec(server.stderr)?.[1] ?? ''
    const pasted = run('bash', ['-c', line], { timeout: 2000 }).catch((error: { stdout: string }) => error)
    expect((await pasted).stdout).toContain('"content":"Hello!"')
  })

  test('on a terminal shows a token that works', async () => {
    const terminal = spawn('script', [
      '-qefc',
      `${process.execPath} --import tsx src/cli/main.ts serve --port 0 --store memory`,
      '/dev/null',
    ])
    let shown = ''
    const greeted = new Promise<void>((resolve, reject) => {
      terminal.once('close', () => reject(new Error(shown)))
      terminal.stdout.on('data', (chunk: Buffer) => {
        shown += String(chunk)
        if (/eyJ\S+\s/.test(shown)) resolve()
      })
    })
    await greeted
    const token = /eyJ\S+/.exec(shown)?.[0] ?? ''
    const url = /ws:\/\/\S+\/ws/.exec(shown)?.[0] ?? ''
    const client = await RawClient.open(url)
    expect(await client.request('connect', { token })).toMatchObject({ user_id: 'alice' })
    await client.close()
    terminal.kill('SIGTERM')
  })

  test.each<readonly [string, readonly string[], Record<string, string>, RegExp]>([
    [
      'an address that is not loopback, without authentication',
      ['--host', '0.0.0.0'],
      {},
      /--host.*0\.0\.0\.0.*PACTWIRE_JWT_SECRET/,
    ],
    ['an unknown flag', ['--prot', '1'], {}, /--prot.*--port/],
    ['an unknown variable', [], { PACTWIRE_PROT: '1' }, /PACTWIRE_PROT.*PACTWIRE_PORT/],
    ['a bad value', ['--metrics-port', '99999'], {}, /--metrics-port.*at most 65535/],
    ['a secret that is too short', [], { PACTWIRE_JWT_SECRET: 'short' }, /PACTWIRE_JWT_SECRET.*at least 32/],
    [
      'a certificate that cannot be read',
      ['--tls-key-file', '/no/key.pem', '--tls-cert-file', '/no/cert.pem'],
      {},
      /\/no\/(key|cert)\.pem/,
    ],
    ['a configuration file that is not there', ['--config', '/no/such.json'], {}, /\/no\/such\.json/],
  ])('with %s says so in one line and fails', async (_name, args, env, line) => {
    const server = new ServerProcess(['serve', '--port', '0', '--store', 'memory', ...args], env)
    const { code } = await server.exited
    expect(code).not.toBe(0)
    expect(server.stdout).toBe('')
    expect(server.stderr).toMatch(line)
    expect(server.stderr.trim().split('\n')).toHaveLength(1)
    expect(server.stderr).toMatch(/^pactwire serve: /)
  })

  test('on a port in use says so in one line, with what to do', async () => {
    const other = await new Promise<Server>((resolve) => {
      const made: Server = createServer().listen(0, '127.0.0.1', () => resolve(made))
    })
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const server = new ServerProcess(['serve', '--port', String(port), '--store', 'memory'])
    expect((await server.exited).code).toBe(1)
    expect(server.stderr).toMatch(new RegExp(`^pactwire serve: .*${port}.* in use.*--port`))
    other.close()
  })

  test('on a metrics port in use says so in one line and ends', async () => {
    const other = await new Promise<Server>((resolve) => {
      const made: Server = createServer().listen(0, '127.0.0.1', () => resolve(made))
    })
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const server = new ServerProcess(['serve', '--port', '0', '--store', 'memory', '--metrics-port', String(port)])
    expect((await server.exited).code).toBe(1)
    expect(server.stderr.trim().split('\n')).toHaveLength(1)
    expect(server.stderr).toContain(String(port))
    other.close()
  })

  test('prints its configuration with secrets masked, and does not start', async () => {
    const server = new ServerProcess(['serve', '--print-config', '--port', '1234'], { PACTWIRE_JWT_SECRET: secret })
    expect((await server.exited).code).toBe(0)
    expect(server.stdout).not.toContain(secret)
    expect(JSON.parse(server.stdout)).toMatchObject({
      port: 1234,
      host: '127.0.0.1',
      limits: { max_frame_bytes: 65536 },
    })
  })

  test('reads a file, then the environment, then flags', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'pactwire-'))
    const file = join(dir, 'pactwire.json')
    await writeFile(
      file,
      '{ "limits": { "max_channels_per_connection": 1, "max_pending_requests": 2, "max_bad_frames": 3 } } // a comment',
    )
    await writeFile(join(dir, 'secret'), `${secret}\n`)
    const env = {
      PACTWIRE_LIMITS_MAX_PENDING_REQUESTS: '20',
      PACTWIRE_LIMITS_MAX_BAD_FRAMES: '30',
      PACTWIRE_JWT_SECRET_FILE: join(dir, 'secret'),
    }
    const server = new ServerProcess(
      ['serve', '--print-config', '--config', file, '--limits-max-bad-frames', '300'],
      env,
    )
    await server.exited
    expect(JSON.parse(server.stdout)).toMatchObject({
      jwt_secret: '********',
      limits: { max_channels_per_connection: 1, max_pending_requests: 20, max_bad_frames: 300 },
    })
  })
})

describe('stopping', () => {
  test('on SIGTERM fails readiness, says goodbye, closes with 1001 and exits with 0', async () => {
    const { server, url, http } = await serve(['--drain-delay-ms', '1500', '--drain-jitter-ms', '50'])
    const alice = await RawClient.as(url, 'alice')
    expect((await fetch(`${http}/readyz`)).status).toBe(200)
    server.child.kill('SIGTERM')
    await server.until(() => (server.stdout.includes('shutting down') ? true : undefined))
    expect((await fetch(`${http}/readyz`)).status).toBe(503)
    await expect(RawClient.open(url)).rejects.toThrow('503')
    await alice.request('heartbeat')
    await alice.wait('going_away')
    expect((await alice.closed).code).toBe(1001)
    expect(await server.exited).toEqual({ code: 0, signal: null })
  })

  test('as soon as it has said a word, ends as planned', async () => {
    const server = new ServerProcess(['serve', '--port', '0', '--store', 'memory'])
    started.push(server)
    await server.until(() => (server.stderr === '' ? undefined : true))
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })

  test('with a peer that does not go, ends within the limit', async () => {
    const { server, url } = await serve(['--drain-timeout-ms', '300'])
    const alice = await RawClient.as(url, 'alice')
    alice.socket.pause()
    expect(await server.end('SIGINT')).toEqual({ code: 0, signal: null })
  })

  test('on a second signal ends at once', async () => {
    const { server, url } = await serve(['--drain-delay-ms', '60000', '--drain-timeout-ms', '90000'])
    await RawClient.as(url, 'alice')
    server.child.kill('SIGTERM')
    await server.until(() => (server.stdout.includes('shutting down') ? true : undefined))
    expect((await server.end('SIGTERM')).code).toBe(130)
  })
})

describe('the log', () => {
  test('tells of connections, refusals, violations and ends, and never of tokens or contents', async () => {
    const { SignJWT } = await import('jose')
    const key = new TextEncoder().encode(secret)
    const good = await new SignJWT({ sub: 'alice' }).setProtectedHeader({ alg: 'HS256' }).sign(key)
    const bad = await new SignJWT({ sub: 'alice' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('another-secret-that-is-long-enough'))
    const { server, url, http } = await serve(['--log-level', 'trace', '--limits-max-bad-frames', '1'], {
      PACTWIRE_JWT_SECRET: secret,
      PACTWIRE_API_KEYS: 'an-api-key-that-is-secret',
    })
    const content = 'words-that-are-nobodys-business'
    const alice = await RawClient.open(`${url}?access_token=${good}`)
    await alice.wait('connect_ack')
    await alice.request('join_channel', { channel_id: 'room' })
    await alice.request('send_message', { content })
    await alice.refusal('send_message', { content: content.repeat(10_000).slice(0, 60_000), channel_id: 'elsewhere' })
    alice.raw(`{"type":"send_message","data":{"content":"${content}","token":"${good}"}`)
    alice.raw(content)
    await alice.closed
    const mallory = await RawClient.open(url)
    await mallory.refusal('connect', { token: bad })
    await expect(RawClient.open(url, { headers: { authorization: `Bearer ${bad}` } })).rejects.toThrow('401')
    await fetch(`${http}/api/v1/channels/room/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer not-an-api-key-at-all' },
      body: JSON.stringify({ content }),
    })
    await fetch(`${http}/api/v1/channels/room/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer an-api-key-that-is-secret' },
      body: JSON.stringify({ content }),
    })
    await server.end()
    const log = server.stdout + server.stderr
    for (const told of ['"connected"', 'authentication failed', 'connection closed by the server'])
      expect(log).toContain(told)
    for (const hidden of [
      good,
      bad,
      good.split('.')[2],
      bad.split('.')[2],
      content,
      secret,
      'an-api-key-that-is-secret',
      'not-an-api-key-at-all',
    ])
      expect(log).not.toContain(hidden)
    for (const line of server.stdout.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) })
  })
})

describe('refused upgrades, as curl sees them', () => {
  const upgrade = [
    '-H',
    'Connection: Upgrade',
    '-H',
    'Upgrade: websocket',
    '-H',
    'Sec-WebSocket-Version: 13',
    '-H',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  const curl = async (args: readonly string[]) => {
    const { stdout } = await run('curl', ['--silent', '--include', '--max-time', '3', ...args]).catch(
      (error: { stdout: string }) => error,
    )
    return stdout
  }

  test('are told apart by their status, and say why', async () => {
    const { http } = await serve(
      ['--limits-max-connections-per-address', '1', '--allowed-origins', 'https://app.example'],
      { PACTWIRE_JWT_SECRET: secret },
    )
    const url = `${http}/ws`
    expect(await curl([url])).toMatch(/^HTTP\/1.1 426 [\s\S]*upgrade: websocket/i)
    expect(await curl([...upgrade, '-H', 'Origin: https://evil.example', url])).toMatch(/^HTTP\/1.1 403 /)
    expect(await curl([...upgrade, '-H', 'Authorization: Bearer nonsense', url])).toMatch(
      /^HTTP\/1.1 401 [\s\S]*www-authenticate: Bearer/i,
    )
    expect(await curl([...upgrade, '-H', 'Sec-WebSocket-Protocol: chat, soap', url])).toMatch(/^HTTP\/1.1 400 /)
    expect(
      await curl([
        ...upgrade,
        '-H',
        'Origin: https://app.example',
        '-H',
        'Sec-WebSocket-Protocol: chat, pactwire.v1',
        url,
      ]),
    ).toMatch(/^HTTP\/1.1 101 [\s\S]*sec-websocket-protocol: pactwire.v1/i)
    const one = await RawClient.open(url.replace('http', 'ws'))
    expect(await curl([...upgrade, url])).toMatch(/^HTTP\/1.1 503 [\s\S]*retry-after: \d+/i)
    await one.close()
  })
})
