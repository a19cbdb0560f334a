import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { greeting } from '../../src/cli/greeting.ts'
import { type Page, readPage } from '../../src/http/page.ts'
import { HttpWorld, request } from '../support/http-world.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

const folders: string[] = []

afterEach(async () => {
  await stopTestServers()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const script = `export const words = ${JSON.stringify('ways to say it '.repeat(200))}`
const built = {
  'index.html': '<!doctype html><title>Pactwire</title><script type="module" src="./assets/index-a_-1.js"></script>',
  'assets/index-a_-1.js': script,
  'assets/index-b2.css': 'body { margin: 0 }',
  'assets/icon-c3.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/font-d4.bin': '\u0000\u0001',
  'licenses.md': '# Licenses',
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'pactwire-page-'))
  folders.push(folder)
  await mkdir(join(folder, 'assets'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return pathToFileURL(`${folder}/`)
}

const worldWith = (page: Page) => new HttpWorld({ http: { page } })
const world = async () => worldWith(await readPage([await folderWith(built)]))
const anyone = { key: null }

describe('the page', () => {
  it('is at the root, asked for anew each time', async () => {
    const { status, headers, text } = await (await world()).call('GET', '/', anyone)
    expect({ status, text }).toEqual({ status: 200, text: built['index.html'] })
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    ['index-a_-1.js', 'text/javascript; charset=utf-8'],
    ['index-b2.css', 'text/css; charset=utf-8'],
    ['icon-c3.svg', 'image/svg+xml'],
    ['font-d4.bin', 'application/octet-stream'],
  ] as const)('has its file %s as %s, to be kept for ever', async (name, type) => {
    const { status, headers, text } = await (await world()).call('GET', `/assets/${name}`, anyone)
    expect({ status, text }).toEqual({ status: 200, text: built[`assets/${name}`] })
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
  })

  it.each([
    '/assets/index-a_-2.js',
    '/assets/..%2findex.html',
    '/assets/..',
    '/assets/',
    '/assets',
    '/index.html',
    '/licenses.md',
    '/assets/index-a_-1.js/',
  ])('has nothing at %s', async (path) => {
    const { problem } = await (await world()).fail('GET', path, anyone)
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('takes files from itself only, and lets nothing frame it or turn text into markup', async () => {
    const all = await world()
    for (const path of ['/', '/assets/icon-c3.svg']) {
      const { headers } = await all.call('GET', path, anyone)
      const policy = (headers['content-security-policy'] ?? '').split('; ')
      const sources = Object.fromEntries(policy.map((directive) => directive.split(/ (.*)/)))
      expect(sources).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self'",
        'connect-src': "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
        'require-trusted-types-for': "'script'",
        'trusted-types': "'none'",
      })
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
    }
  })

  it('comes packed to whoever can unpack it, and never mixed up in a cache', async () => {
    const all = await world()
    const path = '/assets/index-a_-1.js'
    const get = (encodings: string) => all.call('GET', path, { ...anyone, headers: { 'accept-encoding': encodings } })
    const plain = await get('zstd, br;q=0, gzip;q=0.000')
    const brotli = await get('gzip, deflate, BR')
    const zipped = await get('gzip;q=0.5')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(plain.text).toBe(script)
    expect(String(brotliDecompressSync(brotli.body as Uint8Array))).toBe(script)
    expect(String(gunzipSync(zipped.body as Uint8Array))).toBe(script)
    const answers = [plain, brotli, zipped]
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(3)
    for (const { headers } of answers) expect(headers['vary']).toBe('accept-encoding')
    expect((await get('br')).body).toBe(brotli.body)
  })

  it('comes when it could not be packed for somebody before', async () => {
    let tries = 0
    const page = await readPage([await folderWith({ 'index.html': `<!doctype html>${script}` })], async (body) => {
      tries++
      if (tries === 1) throw new Error('out of memory')
      return body
    })
    const all = new HttpWorld({ http: { page } })
    const get = () => all.call('GET', '/', { ...anyone, headers: { 'accept-encoding': 'br' } })
    expect((await get()).status).toBe(500)
    expect((await get()).status).toBe(200)
    expect((await get()).status).toBe(200)
    expect(tries).toBe(2)
  })

  it('is not sent again to whoever has it', async () => {
    const all = await world()
    const first = await all.call('GET', '/', anyone)
    const again = await all.call('GET', '/', { ...anyone, headers: { 'if-none-match': first.headers['etag'] ?? '' } })
    expect(again.status).toBe(304)
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy'])
    const other = await all.call('GET', '/', { ...anyone, headers: { 'if-none-match': '"something-else"' } })
    expect(other.status).toBe(200)
  })

  it('comes from the first folder that has one', async () => {
    const empty = await folderWith({})
    const page = await readPage([new URL('nowhere/', empty), empty, await folderWith(built)])
    expect((await worldWith(page).call('GET', '/', anyone)).text).toBe(built['index.html'])
  })

  it('that was not built says how to build it', async () => {
    const missing = worldWith(await readPage([await folderWith({})]))
    expect((await missing.fail('GET', '/', anyone)).problem.detail).toContain('npm run build')
    expect((await missing.fail('GET', '/assets/index-a_-1.js', anyone)).problem.status).toBe(404)
  })

  it('that is off says how to have it', async () => {
    const off = worldWith({ state: 'off' })
    expect((await off.fail('GET', '/', anyone)).problem.detail).toContain('PACTWIRE_PAGE')
  })

  it('is not on the port of the operator', async () => {
    const both = await world()

    const answer = await both.operations(request('GET', '/', anyone))
    expect(answer.status).toBe(404)
  })
})

describe('whether a server has the page', () => {
  const secret = { jwt_secret: 'a secret of the tests, long enough' }
  it.each([
    ['in development mode', {}, true],
    ['in development mode, turned off', { page: 'off' }, false],
    ['with authentication', secret, false],
    ['with authentication, turned on', { ...secret, page: 'on' }, true],
    ['with authentication, turned off', { ...secret, page: 'off' }, false],
  ] as const)('%s: %j', async (_name, config, wanted) => {
    const server = await startTestServer(config)
    // Whether it has been built is no matter of the configuration.
    expect(server.page !== 'off').toBe(wanted)
    const answer = await fetch(server.http, { headers: { 'accept-encoding': 'identity' } })
    expect(answer.status).toBe(server.page === 'on' ? 200 : 404)
    expect(answer.headers.get('content-type')).toMatch(server.page === 'on' ? /^text\/html/ : /problem\+json$/)
  })

  it('is told to whoever starts it', () => {
    const facts = { version: '1.2.3', url: 'ws://x/ws', http: 'http://x', metrics: undefined, apiOpen: true }
    const told = (page: 'on' | 'off' | 'missing') => greeting({ ...facts, page, development: undefined })
    expect(told('on')).toContain('  Page        http://x/\n')
    expect(told('missing')).toContain('  Page        not built: run `npm run build`\n')
    expect(told('off')).not.toContain('Page')
  })
})

describe('a page over a real socket', () => {
  it('answers HEAD with the length and no body', async () => {
    const server = await startTestServer()
    const answer = await fetch(server.http, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } })
    expect(await answer.text()).toBe('')
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0)
  })
})
