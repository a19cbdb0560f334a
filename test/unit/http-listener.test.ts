import { describe, expect, it } from 'vitest'
import { createHttpSide, type HttpSideOptions } from '../../src/http/http.ts'
import { type Listener, openListener } from '../../src/http/listener.ts'
import type { HttpHandler } from '../../src/transport/transport.ts'
import { HttpWorld, request } from '../support/http-world.ts'

async function listening(
  handler: HttpHandler,
  use: (origin: string, listener: Listener) => Promise<void>,
): Promise<void> {
  const listener = await openListener({ host: '127.0.0.1', port: 0, handler })
  try {
    await use(`http://127.0.0.1:${listener.port}`, listener)
  } finally {
    listener.close()
  }
}

describe('the operator’s port', () => {
  it('answers over a socket what the handler answers', async () => {
    const world = new HttpWorld({ http: { metricsApart: true } })
    await listening(world.operations, async (origin) => {
      const live = await fetch(`${origin}/livez?probe=1`)
      expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }])
      const head = await fetch(`${origin}/readyz`, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
      expect(head.headers.get('content-length')).toBe('15')
      expect((await fetch(`${origin}/api/v1/stats`)).status).toBe(404)
      expect((await fetch(`${origin}/livez`, { method: 'POST', body: 'x' })).status).toBe(405)
    })
  })

  it('hands on where a request comes from and what it asks', async () => {
    const seen: unknown[] = []
    const handler: HttpHandler = async ({ method, path, query, address, header }) => {
      seen.push({ method, path, query, address, accept: header('accept') })
      return { status: 204, headers: {}, body: '' }
    }
    await listening(handler, async (origin) => {
      const answer = await fetch(`${origin}/a%20b?c=%20d`, { headers: { accept: 'text/plain' } })
      expect([answer.status, answer.headers.get('content-length')]).toEqual([204, null])
    })
    expect(seen).toEqual([
      { method: 'GET', path: '/a%20b', query: 'c=%20d', address: '127.0.0.1', accept: 'text/plain' },
    ])
  })

  it('says why it cannot listen', async () => {
    const handler: HttpHandler = async () => ({ status: 204, headers: {}, body: '' })
    await listening(handler, async (_, { port }) => {
      await expect(openListener({ host: '127.0.0.1', port, handler })).rejects.toThrow(/EADDRINUSE/)
    })
  })
})

describe('the HTTP side as a whole', () => {
  const side = (config: Partial<HttpSideOptions['config']> = {}) => {
    const { hub, memory: store, clock, log, meter } = new HttpWorld()
    const gateway = { size: 3, draining: false, opening: 2 }
    return createHttpSide({
      config: { host: '127.0.0.1', api_keys: [], ...config },
      pageIsOn: false,
      ...{ hub, store, clock, log, meter, gateway },
    })
  }

  it('has everything on the main port when there is no other', async () => {
    const http = await side()
    try {
      expect(await http.listen()).toBeUndefined()
      for (const path of ['/livez', '/metrics', '/openapi.json', '/asyncapi.json', '/schema/send_message.json']) {
        expect((await http.main(request('GET', path))).status).toBe(200)
      }
      const { body } = await http.main(request('GET', '/metrics'))
      expect(body).toMatch(/^pactwire_connections 3$/m)
      expect(body).toMatch(/^pactwire_opening_connections 2$/m)
      expect(body).not.toMatch(/^pactwire_backlog_bytes /m)
      expect(body).toMatch(/^pactwire_build_info\{version="\d+\.\d+\.\d+",node="/m)
    } finally {
      http.close()
    }
  })

  it('has the operator’s endpoints on the other port when there is one', async () => {
    const http = await side({ metrics_port: 0 })
    try {
      const { port } = (await http.listen()) ?? {}
      expect((await http.main(request('GET', '/metrics'))).status).toBe(404)
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
      // Both ports count into the same figures.
      expect(await answer.text()).toContain('pactwire_http_requests_total{route="none",status="404"} 1')
    } finally {
      http.close()
    }
  })
})
