/** Opening and closing the door of the adapter for real sockets, and what goes wrong there. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock/system.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { createUwsTransport, type UwsOptions } from '../../src/transport/uws.ts'
import { Recorder } from '../support/transport/recorder.ts'
import { limits, notFound, startUws } from '../support/transport/rig.ts'
import { connectWs } from '../support/transport/ws-client.ts'

const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe('the door', () => {
  const transports: Transport[] = []
  const create = async (options: Partial<UwsOptions<number>>): Promise<Transport> => {
    const transport = await createUwsTransport<number>({
      host: '127.0.0.1',
      port: 0,
      path: '/ws',
      limits,
      handlers: new Recorder(),
      http: async () => notFound,
      trustedProxies: () => false,
      clock: systemClock,
      onFault: () => {},
      ...options,
    })
    transports.push(transport)
    return transport
  }
  afterEach(() => {
    for (const transport of transports.splice(0)) transport.destroy()
  })

  it('says which port it took', async () => {
    const transport = await create({ port: 0 })
    const listening = await transport.listen()
    expect(listening).toEqual({ address: '127.0.0.1', port: expect.any(Number) })
    expect((await fetch(`http://127.0.0.1:${listening.port}/`)).status).toBe(404)
  })

  it('takes a name for an address', async () => {
    const { address, port } = await (await create({ host: 'localhost' })).listen()
    expect(['127.0.0.1', '::1']).toContain(address)
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(404)
  })

  it('is closed to new clients after stopListening, at any time', async () => {
    const stopped = await create({})
    stopped.stopListening()
    const { port } = await stopped.listen()
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
    const destroyed = await create({})
    const { port: other } = await destroyed.listen()
    destroyed.destroy()
    destroyed.stopListening()
    await expect(fetch(`http://127.0.0.1:${other}/`)).rejects.toThrow()
  })

  it('is not shared with another program, nor with another of us', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const { port } = other.address() as AddressInfo
    const line = `port ${port} on 127.0.0.1 is in use: stop the other program or choose another with --port`
    await expect((await create({ port })).listen()).rejects.toThrow(line)
    await new Promise((done) => other.close(done))
    // Only a port that was asked for can be shared, so both ask for the one that has just become free.
    await (await create({ port })).listen()
    await expect((await create({ port })).listen()).rejects.toThrow(line)
  })

  it('must be at an address of this machine', async () => {
    await expect((await create({ host: '192.0.2.1', port: 8080 })).listen()).rejects.toThrow(
      '192.0.2.1 is not an address of this machine: choose another with --host',
    )
    await expect((await create({ host: 'no-such-host.invalid' })).listen()).rejects.toThrow(
      /^host no-such-host\.invalid has no address \([A-Z_]+\): choose another with --host$/,
    )
  })

  it('leaves nothing behind that keeps the process alive', async () => {
    const script = `
      const { startUws } = await import('./test/support/transport/rig.ts')
      const { connectWs } = await import('./test/support/transport/ws-client.ts')
      const { transport, port, recorder } = await startUws()
      await connectWs('ws://127.0.0.1:' + port + '/ws')
      recorder.peers[0].close(4000, 'bye')
      await connectWs('ws://127.0.0.1:' + port + '/ws')
      transport.stopListening()
      transport.destroy()
    `
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: 'pipe',
    })
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    const code = await new Promise((done) => child.once('exit', (...how) => done(how)))
    expect({ code, errors: Buffer.concat(errors).toString() }).toEqual({ code: [0, null], errors: '' })
  })

  describe('with TLS', () => {
    let folder = ''
    const files = (): { keyFile: string; certFile: string } => ({
      keyFile: join(folder, 'key.pem'),
      certFile: join(folder, 'cert.pem'),
    })
    beforeAll(() => {
      if (!hasOpenssl && process.env['CI'] === 'true') throw new Error('openssl is needed to make a certificate')
      folder = mkdtempSync(join(tmpdir(), 'pactwire-tls-'))
      if (!hasOpenssl) return
      const { keyFile, certFile } = files()
      const what = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
      const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
      execFileSync('openssl', ['req', ...what.split(' '), ...names, '-keyout', keyFile, '-out', certFile], {
        stdio: 'ignore',
      })
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it.skipIf(!hasOpenssl)('speaks both protocols', async () => {
      const { port, recorder, transport } = await startUws({ uws: { tls: files() } })
      transports.push(transport)
      const ca = readFileSync(files().certFile, 'utf8')
      const status = await new Promise((done, fail) => {
        const asked = request(`https://127.0.0.1:${port}/`, { ca }, (answer) => done(answer.resume().statusCode))
        asked.on('error', fail).end()
      })
      expect(status).toBe(404)
      const client = await connectWs(`wss://127.0.0.1:${port}/ws`, { ca })
      if ('status' in client) throw new Error('not let in')
      const [peer] = recorder.peers
      peer?.subscribe('t')
      const large = 'x'.repeat(60_000)
      for (let index = 0; index < 50; index += 1) transport.publish('t', large)
      client.send('hello')
      await recorder.count('text')
      peer?.close(4000, 'bye')
      expect(await client.closed).toEqual({ code: 4000, reason: 'bye' })
      expect(client.frames).toEqual(Array(50).fill(large))
    })

    it.skipIf(!hasOpenssl)('says what is wrong with key and certificate', async () => {
      const { keyFile, certFile } = files()
      const absent = join(folder, 'absent.pem')
      const garbage = join(folder, 'garbage.pem')
      writeFileSync(garbage, 'not a certificate')
      await expect(create({ tls: { keyFile: absent, certFile } })).rejects.toThrow(
        `TLS key ${absent} cannot be read: there is no such file`,
      )
      await expect(create({ tls: { keyFile, certFile: absent } })).rejects.toThrow(
        `TLS certificate ${absent} cannot be read: there is no such file`,
      )
      await expect(create({ tls: { keyFile, certFile: folder } })).rejects.toThrow(/cannot be read: EISDIR$/)
      await expect(create({ tls: { keyFile, certFile: garbage } })).rejects.toThrow(
        /^TLS key .* and certificate .*garbage\.pem cannot be used: [^\n]+$/,
      )
    })
  })
})
