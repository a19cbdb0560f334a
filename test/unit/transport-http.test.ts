/** Plain HTTP beside the WebSockets, over real sockets. */
import { Agent, get, request as httpRequest, type IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../src/transport/transport.ts'
import { RawClient } from '../support/transport/raw.ts'
import { type Rig, startUws, turn } from '../support/transport/rig.ts'

const ok = (body: string | Uint8Array = 'fine'): HttpAnswer => ({ status: 200, headers: {}, body })

describe('requests over real sockets', () => {
  const rigs: Rig[] = []
  const start = async (
    http: HttpHandler,
    options: Parameters<typeof startUws>[0] = {},
  ): Promise<Rig & { url: string }> => {
    const rig = await startUws({ ...options, http })
    rigs.push(rig)
    return { ...rig, url: `http://127.0.0.1:${rig.port}` }
  }
  afterEach(() => {
    for (const { transport } of rigs.splice(0)) transport.destroy()
  })

  const bodyOf = async (request: HttpRequest): Promise<HttpAnswer> => {
    const body = await request.body()
    return body === 'too_large' ? { status: 413, headers: {}, body: 'too large' } : ok(body)
  }

  it('bring everything that was sent', async () => {
    const seen: HttpRequest[] = []
    const { url, port } = await start(async (request) => {
      seen.push(request)
      return ok()
    })
    await fetch(`${url}/a%20b/c?x=%20y&z`, { method: 'DELETE', headers: { 'X-Mixed': 'Case', Accept: 'a' } })
    await new RawClient(port).request('GET / HTTP/1.1', 'Host: x', 'X-Two: 1', 'X-Two: 2').until('fine')
    expect(seen).toMatchObject([
      { method: 'DELETE', path: '/a%20b/c', query: 'x=%20y&z', address: '127.0.0.1' },
      { method: 'GET', path: '/', query: '' },
    ])
    expect(seen[0]?.header('x-mixed')).toBe('Case')
    expect(seen[0]?.header('absent')).toBeUndefined()
    expect(seen[1]?.header('x-two')).toBe('1, 2')
  })

  it('get the answer as it was given', async () => {
    const answers: Record<string, HttpAnswer> = {
      '/made': { status: 201, headers: { 'X-Own': 'a', 'Content-Type': 'text/x', 'Content-Length': '1' }, body: 'äöü' },
      '/bytes': ok(new Uint8Array([0, 255, 10])),
      '/nothing': { status: 204, headers: {}, body: '' },
      '/large': ok('x'.repeat(3_000_000)),
      '/odd': { status: 599, headers: {}, body: '' },
    }
    const { url } = await start(async ({ path }) => answers[path] ?? ok('?'))
    const made = await fetch(`${url}/made`)
    expect([made.status, made.statusText]).toEqual([201, 'Created'])
    expect(made.headers.get('x-own')).toBe('a')
    expect(await made.text()).toBe('äöü')
    expect(new Uint8Array(await (await fetch(`${url}/bytes`)).arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]))
    const nothing = await fetch(`${url}/nothing`)
    expect([nothing.status, nothing.headers.get('content-length'), await nothing.text()]).toEqual([204, null, ''])
    expect((await (await fetch(`${url}/large`)).text()).length).toBe(3_000_000)
    expect((await fetch(`${url}/odd`)).status).toBe(599)
  })

  /** Which answer without a body is the last of its connection is left to chance. */
  const neverTheLast = () => vi.spyOn(Math, 'random').mockReturnValue(0.5)

  it('with HEAD get the length and no body, and the connection goes on', async () => {
    neverTheLast()
    const { port } = await start(async ({ method }) => ok(`answer to ${method}`))
    const client = new RawClient(port).request('HEAD / HTTP/1.1', 'Host: x')
    expect(await client.until('\r\n\r\n')).toMatch(/content-length: 14\r\n.*\r\n\r\n$/is)
    expect(await client.request('GET / HTTP/1.1', 'Host: x').until('answer to')).toMatch(/answer to GET$/)
  })

  it('with HEAD are told when it is the last of its connection, which then ends', async () => {
    const { port } = await start(async () => ok('fine'))
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const client = new RawClient(port).request('HEAD / HTTP/1.1', 'Host: x')
    expect(await client.end()).toMatch(/^HTTP\/1.1 200 .*connection: close\r\n.*content-length: 4\r\n\r\n$/is)
  })

  it('with 304 tell the length of what they stand for, and have no body', async () => {
    neverTheLast()
    const { port } = await start(async ({ path }) => ({
      status: path === '/old' ? 304 : 200,
      headers: {},
      body: 'whole',
    }))
    const client = new RawClient(port).request('GET /old HTTP/1.1', 'Host: x')
    expect(await client.until('\r\n\r\n')).toMatch(/^HTTP\/1.1 304 .*content-length: 5\r\n.*\r\n\r\n$/is)
    expect(await client.request('GET / HTTP/1.1', 'Host: x').until('whole')).toMatch(/\r\n\r\nwhole$/)
  })

  it.each(['HEAD / HTTP/1.1', 'GET /old HTTP/1.1'])(
    'to "%s" are not given for ever to who never reads',
    async (line) => {
      let answered = 0
      const { port } = await start(async ({ path }) => {
        answered++
        return { status: path === '/old' ? 304 : 200, headers: {}, body: 'whole' }
      })
      const client = new RawClient(port)
      client.socket.pause()
      // One in 500 is the last: that none of so many was is as likely as 1 in 10^17.
      for (let asked = 1; asked <= 20_000 && !client.isClosed; asked++) {
        client.request(line, 'Host: x')
        // Some turns, so that each request comes alone: two at once end the connection anyway.
        for (let turns = 0; turns < 1000 && answered < asked; turns++) await turn()
        if (answered < asked) break
      }
      expect(answered).toBeLessThan(20_000)
      client.socket.resume()
      await client.end()
    },
  )

  describe('bodies', () => {
    it.each([0, 1, 1000, 65_536])('of %i bytes come whole', async (size) => {
      const { url } = await start(bodyOf)
      const body = Buffer.alloc(size, 'abc')
      const answer = await fetch(url, { method: 'POST', body })
      expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true)
    })

    it('are there although the handler asks late', async () => {
      const other = await start(bodyOf)
      const late = await start(async (request) => {
        await fetch(other.url)
        return bodyOf(request)
      })
      expect(await (await fetch(late.url, { method: 'POST', body: 'patience' })).text()).toBe('patience')
    })

    it('may come in chunks', async () => {
      const { port } = await start(bodyOf)
      const client = new RawClient(port)
      client.request('POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked')
      client.socket.write('3\r\nabc\r\n')
      client.socket.write('2\r\nde\r\n0\r\n\r\n')
      expect(await client.until('abcde')).toMatch(/abcde$/)
    })

    it('are too large when they say so', async () => {
      const { url } = await start(bodyOf)
      expect((await fetch(url, { method: 'POST', body: 'x'.repeat(65_537) })).status).toBe(413)
      expect((await fetch(url, { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(413)
    })

    it('that are too large leave the connection as it was', async () => {
      const { port } = await start(bodyOf)
      const client = new RawClient(port)
      client.request('POST / HTTP/1.1', 'Host: x', 'Content-Length: 100000').socket.write('x'.repeat(100_000))
      await client.until('too large')
      client.request('POST / HTTP/1.1', 'Host: x', 'Content-Length: 4').socket.write('next')
      expect(await client.until('next')).toMatch(/next$/)
    })

    it('are too large when they turn out to be', async () => {
      const { port } = await start(bodyOf)
      const client = new RawClient(port)
      client.request('POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked')
      for (let index = 0; index < 3; index += 1) client.socket.write(`7530\r\n${'x'.repeat(30_000)}\r\n`)
      expect(await client.until('too large')).toMatch(/^HTTP\/1.1 413 /)
    })

    it('wait outside when they are large and the handler asks late', async () => {
      let release = (): void => {}
      const isReleased = new Promise<void>((done) => {
        release = done
      })
      const size = 48 * 1024 * 1024
      const rig = await start(
        async (request) => {
          if (request.method === 'GET') return ok()
          await isReleased
          const body = await request.body()
          return ok(String(body.length))
        },
        { limits: { maxHttpBodyBytes: size } },
      )
      const client = new RawClient(rig.port)
      client.request('POST / HTTP/1.1', 'Host: x', `Content-Length: ${size}`)
      const before = process.memoryUsage().arrayBuffers
      const sent = Buffer.alloc(size)
      let isSent = false
      client.socket.write(sent, () => {
        isSent = true
      })
      for (let asked = 0; asked < 50; asked += 1) await fetch(rig.url)
      expect(isSent).toBe(false)
      expect(process.memoryUsage().arrayBuffers - before - size).toBeLessThan(8 * 1024 * 1024)
      release()
      expect(await client.until(String(size))).toMatch(/^HTTP\/1.1 200 /)
    })

    it('are let go of once the answer was given', async () => {
      const size = 32 * 1024 * 1024
      const rig = await start(async () => ok(), { limits: { maxHttpBodyBytes: size } })
      const client = new RawClient(rig.port)
      client.request('POST / HTTP/1.1', 'Host: x', `Content-Length: ${size}`)
      await client.until('fine')
      const rest = Buffer.alloc(size - 1)
      const before = process.memoryUsage().arrayBuffers
      await new Promise<void>((done) => client.socket.write(rest, () => done()))
      await fetch(rig.url)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024)
      expect(client.isClosed).toBe(false)
    })

    it('of a client that leaves in the middle end the handler, and nobody is blamed', async () => {
      let failure: unknown
      let asked = (): void => {}
      const isAsked = new Promise<void>((done) => {
        asked = done
      })
      let failed = (): void => {}
      const hasFailed = new Promise<void>((done) => {
        failed = done
      })
      const rig = await start(async (request) => {
        asked()
        try {
          return await bodyOf(request)
        } catch (error) {
          failure = error
          failed()
          throw error
        }
      })
      const client = new RawClient(rig.port).request('POST / HTTP/1.1', 'Host: x', 'Content-Length: 10')
      client.socket.write('abc')
      await isAsked
      client.socket.destroy()
      await hasFailed
      expect(failure).toEqual(new Error('the client went away before the whole body had come'))
      expect((await fetch(`${rig.url}`, { method: 'POST', body: 'next' })).status).toBe(200)
      expect(rig.faults).toEqual([])
    })
  })

  describe('of a client that never reads', () => {
    const mebibyte = 1024 * 1024
    /** Asks again whenever it was heard, and says how often that was before the server stopped listening to it. */
    const askAgain = async (port: number, client: RawClient, line: string, heard: () => number): Promise<number> => {
      const first = heard()
      let before = first - 1
      while (heard() > before && heard() - first < 200) {
        before = heard()
        client.request(line, 'Host: x')
        // When so many others have been answered, it was either heard or not listened to any more.
        for (let others = 0; others < 30 && heard() === before; others += 1) await ask(port)
        await ask(port)
      }
      return heard() - first
    }
    const ask = async (port: number): Promise<void> => {
      await (await fetch(`http://127.0.0.1:${port}/other`)).text()
    }

    it('are not answered any more once an answer waits', async () => {
      let answered = 0
      const { port } = await start(async ({ path }) => {
        if (path === '/other') return ok()
        answered += 1
        return ok(Buffer.alloc(mebibyte))
      })
      const client = new RawClient(port)
      client.socket.setNoDelay().pause()
      // What the two ends of the connection buffer is some MiB; nothing is queued beyond it but one answer.
      const times = await askAgain(port, client, 'GET / HTTP/1.1', () => answered)
      expect(times).toBeGreaterThan(2)
      expect(times).toBeLessThan(32)
      client.socket.resume()
      await client.end()
    })

    it('are refused once on a connection that ends with it', async () => {
      let answered = 0
      const { port } = await start(async ({ path }) => {
        if (path === '/other') return ok()
        answered += 1
        return { status: 204, headers: { 'X-Long': 'x'.repeat(60_000) }, body: '' }
      })
      const client = new RawClient(port)
      client.socket.setNoDelay().pause()
      // Heads are queued whatever their size: a way to have something wait before the first refusal.
      expect(await askAgain(port, client, 'GET / HTTP/1.1', () => answered)).toBe(200)
      for (let times = 0; times < 20; times += 1) {
        client.request('GET /ws HTTP/1.1', 'Host: x')
        await ask(port)
      }
      client.socket.resume()
      expect((await client.end()).split('HTTP/1.1 426 ').length - 1).toBeLessThan(2)
    })
  })

  it.each([3_000_000, 30_000_000])(
    'of a client that reads late get all %i bytes of the answer',
    async (size) => {
      const body = Buffer.alloc(size, 'abcdefghijk')
      for (const isClosing of [false, true]) {
        const rig = await start(async () => {
          if (isClosing) rig.transport.stopListening()
          return ok(body)
        })
        const answer = await new Promise<IncomingMessage>((done) => get(rig.url, { agent: false }, done))
        for (let turns = 0; turns < 100; turns += 1) await turn()
        const chunks: Buffer[] = []
        for await (const chunk of answer) chunks.push(chunk)
        expect(Buffer.concat(chunks).equals(body)).toBe(true)
        expect(answer.headers['content-length']).toBe(String(size))
      }
    },
    20_000,
  )

  it('that nobody waits for any more are answered into the void', async () => {
    let asked = (): void => {}
    const isAsked = new Promise<void>((done) => {
      asked = done
    })
    let release = (): void => {}
    const isReleased = new Promise<void>((done) => {
      release = done
    })
    const rig = await start(async ({ path }) => {
      if (path !== '/slow') return ok()
      asked()
      await isReleased
      return ok()
    })
    const client = new RawClient(rig.port).request('GET /slow HTTP/1.1', 'Host: x')
    await isAsked
    client.socket.resetAndDestroy()
    await fetch(rig.url)
    release()
    expect((await fetch(rig.url)).status).toBe(200)
    expect(rig.faults).toEqual([])
  })

  it('get 500 when the handler fails or answers what cannot be written, and say so to the server', async () => {
    const answers: Record<string, () => HttpAnswer> = {
      '/throws': () => {
        throw new Error('broken')
      },
      '/splits': () => ({ status: 200, headers: { 'X-A': 'a\r\nSet-Cookie: b=c' }, body: 'secret' }),
      '/names': () => ({ status: 200, headers: { 'X A': 'a' }, body: 'secret' }),
      '/status': () => ({ status: 42, headers: {}, body: 'secret' }),
    }
    const rig = await start(async ({ path }) => answers[path]?.() ?? ok())
    for (const path of Object.keys(answers)) {
      const answer = await fetch(rig.url + path)
      expect([answer.status, await answer.text()]).toEqual([500, 'Something went wrong.\n'])
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    expect(rig.faults.map(String)).toEqual([
      'Error: broken',
      'Error: the header "X-A" of an answer cannot be written',
      'Error: the header "X A" of an answer cannot be written',
      'Error: 42 is not a status that an answer can have',
    ])
  })

  it('take their address from a trusted proxy', async () => {
    const rig = await start(async ({ address }) => ok(address), {
      uws: { trustedProxies: (from) => from === '127.0.0.1' },
    })
    const answer = await fetch(rig.url, { headers: { 'X-Forwarded-For': '1.1.1.1, ::ffff:203.0.113.9' } })
    expect(await answer.text()).toBe('203.0.113.9')
  })

  it('on connections that are kept alive get 503 after stopListening, those under way their answer', async () => {
    let release = (): void => {}
    const isReleased = new Promise<void>((done) => {
      release = done
    })
    let asked = (): void => {}
    const isAsked = new Promise<void>((done) => {
      asked = done
    })
    const rig = await start(async ({ path }) => {
      if (path !== '/slow') return ok()
      asked()
      await isReleased
      return ok('slow but sure')
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (path: string, from: Agent | undefined): Promise<IncomingMessage> =>
      new Promise((done, fail) => {
        get(rig.url + path, from === undefined ? {} : { agent: from }, (answer) => {
          answer.resume()
          answer.on('end', () => done(answer))
        }).on('error', fail)
      })
    const underWay = ask('/slow', new Agent({ keepAlive: true }))
    await isAsked
    expect((await ask('/', agent)).statusCode).toBe(200)
    rig.transport.stopListening()
    expect(await ask('/', agent)).toMatchObject({
      statusCode: 503,
      headers: { connection: 'close', 'retry-after': '1' },
    })
    await expect(ask('/', undefined)).rejects.toThrow(/ECONNREFUSED/)
    release()
    expect(await underWay).toMatchObject({ statusCode: 200, headers: { connection: 'close' } })
  })

  it('under way when everything ends are cut off', async () => {
    let asked = (): void => {}
    const isAsked = new Promise<void>((done) => {
      asked = done
    })
    const rig = await start(() => {
      asked()
      return new Promise(() => {})
    })
    const failed = new Promise<Error>((done) => httpRequest(rig.url).on('error', done).end())
    await isAsked
    rig.transport.destroy()
    expect(await failed).toMatchObject({ code: 'ECONNRESET' })
  })
})
