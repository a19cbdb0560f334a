/**
 * The page as files: what the build has left in its folder, read once and served from memory. Everything that a browser
 * can be told to keep such a page from doing harm stands in its headers.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { HttpAnswer, HttpRequest } from '../transport/transport.ts'
import { isFresh } from './documents.ts'
import { problem } from './problem.ts'

export type Page =
  | { readonly state: 'on'; readonly index: PageFile; readonly files: ReadonlyMap<string, PageFile> }
  /** The configuration does not want it. */
  | { readonly state: 'off' }
  /** It is wanted, and has not been built. */
  | { readonly state: 'missing' }

export interface PageFile {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly body: Uint8Array
  /** Made when somebody asks for it first. */
  readonly packed: (encoding: Encoding) => Promise<Uint8Array>
}

type Encoding = 'br' | 'gzip'
export type Pack = (body: Uint8Array, encoding: Encoding) => Promise<Uint8Array>

/**
 * Files of this server and nothing else, no frames around it, no forms that leave, no text that becomes markup or code.
 * `'self'` in `connect-src` covers the WebSocket of the same host.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const refusedFeatures = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'bluetooth', 'midi', 'hid']

const guarding = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
])
const packable = /^text\/|^image\/svg/
/** Below this there is nothing to gain. */
const smallestPacked = 1024

/** From the first of the folders that has a page; folders end in a slash. `pack` is another one in tests. */
export async function readPage(folders: readonly URL[], pack: Pack = packWithZlib): Promise<Page> {
  for (const folder of folders) {
    const index = await readIfThere(new URL('index.html', folder))
    if (index === undefined) continue
    const assets = new URL('assets/', folder)
    const names = await readdir(assets)
    const entries = names.map(async (name): Promise<[string, PageFile]> => {
      const body = await readFile(new URL(name, assets))
      return [name, pageFile(name, body, 'public, max-age=31536000, immutable', pack)]
    })
    return {
      state: 'on',
      index: pageFile('index.html', index, 'no-cache', pack),
      files: new Map(await Promise.all(entries)),
    }
  }
  return { state: 'missing' }
}

async function readIfThere(file: URL): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function pageFile(name: string, body: Uint8Array, cacheControl: string, pack: Pack): PageFile {
  return {
    type: types.get(extname(name)) ?? 'application/octet-stream',
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    cacheControl,
    body,
    packed: once((encoding) => pack(body, encoding)),
  }
}

export async function servePage(page: Page, http: HttpRequest): Promise<HttpAnswer> {
  if (page.state === 'on') return serveFile(page.index, http)
  return problem(
    'not_found',
    page.state === 'off'
      ? 'The page of this server is off; set `page` (PACTWIRE_PAGE) to `on` to have it here. See /openapi.json for what is served.'
      : 'The page has not been built: run `npm run build`, and start the server again.',
  )
}

export async function servePageFile(page: Page, name: string, http: HttpRequest): Promise<HttpAnswer> {
  const file = page.state === 'on' ? page.files.get(name) : undefined
  if (file !== undefined) return serveFile(file, http)
  return problem('not_found', 'The page has no such file; reload the page, a newer one may stand here.')
}

async function serveFile(file: PageFile, { header }: HttpRequest): Promise<HttpAnswer> {
  const { type, body, cacheControl } = file
  const canPack = packable.test(type) && body.length >= smallestPacked
  const encoding = canPack ? preferred(header('accept-encoding')) : undefined
  const headers = {
    'content-type': type,
    'cache-control': cacheControl,
    etag: `"${file.etag}${encoding === undefined ? '' : `-${encoding}`}"`,
    ...(canPack ? { vary: 'accept-encoding' } : {}),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    ...guarding,
  }
  const status = isFresh(header('if-none-match'), headers.etag) ? 304 : 200
  return { status, headers, body: encoding === undefined ? body : await file.packed(encoding) }
}

/** What failed is tried again by who asks next: it was for want of memory, perhaps. */
function once(make: (encoding: Encoding) => Promise<Uint8Array>): PageFile['packed'] {
  const known = new Map<Encoding, Promise<Uint8Array>>()
  return (encoding) => {
    const made = known.get(encoding) ?? make(encoding)
    known.set(encoding, made)
    made.catch(() => known.delete(encoding))
    return made
  }
}

function packWithZlib(body: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  return encoding === 'br'
    ? promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    : promisify(gzip)(body, { level: 9 })
}

/** What is named with a weight of 0 is refused; beyond that the weights are not looked at. */
function preferred(accepted: string | undefined): Encoding | undefined {
  const named = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [name = '', ...rest] = part.split(';').map((text) => text.trim())
      return rest.some((text) => /^q=0(?:\.0*)?$/.test(text)) ? [] : [name]
    })
  return (['br', 'gzip'] as const).find((encoding) => named.includes(encoding))
}
