import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { readDocuments } from '../../src/http/documents.ts'
import { asProblem, HttpWorld, received, request } from '../support/http-world.ts'

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function folderWith(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'pactwire-documents-'))
  folders.push(folder)
  await mkdir(join(folder, 'schema'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return pathToFileURL(`${folder}/`)
}

const complete = {
  'asyncapi.json': '{"asyncapi":"3.0.0"}',
  'openapi.json': '{"openapi":"3.1.0"}',
  'schema/error.json': '{"title":"error"}',
  'schema/notes.txt': 'not a schema',
}

describe('health', () => {
  it('is well while nothing is wrong', async () => {
    const world = new HttpWorld()
    for (const path of ['/livez', '/readyz']) {
      const { json, headers } = await world.call('GET', path, { key: null })
      expect(json).toEqual({ status: 'ok' })
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  it('is not ready while the server is draining, and alive all the same', async () => {
    const world = new HttpWorld()
    world.draining = true
    const { problem, headers } = await world.fail('GET', '/readyz', { key: null })
    expect(problem).toMatchObject({ status: 503, code: 'unavailable', retryable: true })
    expect(headers['retry-after']).toBe('5')
    expect((await world.call('GET', '/livez')).status).toBe(200)
    world.draining = false
    expect((await world.call('GET', '/readyz')).status).toBe(200)
  })

  it('is not ready while the store is not well; why is in the log, once', async () => {
    let reason: string | undefined
    const world = new HttpWorld({
      store: (memory) => {
        const health = () => (reason === undefined ? ({ ok: true } as const) : ({ ok: false, reason } as const))
        return Object.assign(memory, { health })
      },
    })
    reason = 'ENOSPC: /var/lib/pactwire'
    for (let count = 0; count < 3; count++) {
      const { problem } = await world.fail('GET', '/readyz', { key: null })
      expect(problem.status).toBe(503)
      expect(JSON.stringify(problem)).not.toContain('/var')
    }
    expect(world.log.entries).toMatchObject([{ level: 'error', fields: { reason } }])
    reason = undefined
    expect((await world.call('GET', '/readyz')).status).toBe(200)
    expect(world.log.entries).toHaveLength(2)
  })
})

describe('what is for the operator', () => {
  const paths = ['/livez', '/readyz', '/metrics']

  it('is on the main port by default', async () => {
    const world = new HttpWorld()
    for (const path of paths) expect((await world.call('GET', path, { key: null })).status).toBe(200)
    const { text, headers } = await world.call('GET', '/metrics', { key: null })
    expect(text).toBe('up 1\n')
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  })

  it('is elsewhere when it has a port of its own, which has nothing else', async () => {
    const world = new HttpWorld({ http: { metricsApart: true } })
    for (const path of paths) {
      expect((await world.fail('GET', path)).problem.status).toBe(404)
      expect((await world.operations(request('GET', path, { key: null }))).status).toBe(200)
    }
    expect((await world.call('GET', '/openapi.json')).status).toBe(200)
    for (const path of ['/openapi.json', '/api/v1/stats']) {
      expect(asProblem(received(await world.operations(request('GET', path)))).status).toBe(404)
    }
  })

  it('is a problem when the metrics cannot be written', async () => {
    const text = () => Promise.reject(new Error('no'))
    const world = new HttpWorld({ http: { metrics: { contentType: 'text/plain', text } } })
    expect((await world.fail('GET', '/metrics')).problem).toMatchObject({ status: 500, code: 'internal' })
    expect(world.log.entries).toHaveLength(1)
  })
})

describe('the documents of the contract', () => {
  const world = async () => new HttpWorld({ http: { documents: await readDocuments(await folderWith(complete)) } })

  it.each([
    ['/asyncapi.json', 'application/json', complete['asyncapi.json']],
    ['/openapi.json', 'application/json', complete['openapi.json']],
    ['/schema/error.json', 'application/schema+json', complete['schema/error.json']],
  ])('%s is served to anyone, from anywhere', async (path, type, text) => {
    const answer = await (await world()).call('GET', path, { key: null })
    expect(answer).toMatchObject({ status: 200, text })
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    })
  })

  it('are not sent again to whoever has them', async () => {
    const served = await world()
    const { headers } = await served.call('GET', '/openapi.json')
    const etag = headers['etag'] ?? ''
    for (const condition of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await served.call('GET', '/openapi.json', { headers: { 'if-none-match': condition } })
      expect(answer).toMatchObject({ status: 304 })
      expect(answer.headers).toMatchObject({ etag, 'access-control-allow-origin': '*' })
    }
    for (const condition of ['"x"', etag.slice(0, -2), '']) {
      const answer = await served.call('GET', '/openapi.json', { headers: { 'if-none-match': condition } })
      expect(answer.status).toBe(200)
    }
  })

  it.each([
    '/schema/notes.txt',
    '/schema/notes.json',
    '/schema/openapi.json',
    '/schema/..',
    '/schema/%2e%2e%2fopenapi.json',
  ])('%s is none of them', async (path) => {
    expect((await (await world()).fail('GET', path)).problem).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('that say something else have another tag', async () => {
    const tag = async (text: string) =>
      (await readDocuments(await folderWith({ ...complete, 'openapi.json': text }))).openapi.headers['etag']
    expect(await tag('{}')).toBe(await tag('{}'))
    expect(await tag('{}')).not.toBe(await tag('{ }'))
  })

  it('must be there when the server starts', async () => {
    const { 'openapi.json': _, ...rest } = complete
    await expect(readDocuments(await folderWith(rest))).rejects.toThrow(
      /openapi\.json: cannot be read.*npm run generate/,
    )
  })

  it('alone may be read by pages of other origins', async () => {
    const served = await world()
    for (const path of ['/livez', '/metrics', '/api/v1/stats', '/nowhere', '/schema/nothing.json']) {
      expect((await served.call('GET', path)).headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})
