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
import { empty } from './answer.ts'
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
  readonly packed: Map<Encoding, Promise<Uint8Array>>
}

type Encoding = 'br' | 'gzip'

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

/** From the first of the folders that has a page; folders end in a slash. */
export async function readPage(folders: readonly URL[]): Promise<Page> {
  for (const folder of folders) {
    const index = await readIfThere(new URL('index.html', folder))
    if (index === undefined) continue
    const assets = new URL('assets/', folder)
    const names = await readdir(assets)
    const entries = names.map(async (name): Promise<[string, PageFile]> => {
      return [name, pageFile(name, await readFile(new URL(name, assets)), 'public, max-age=31536000, immutable')]
    })
    return {
      state: 'on',
      index: pageFile('index.html', index, 'no-cache'),
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

function pageFile(name: string, body: Uint8Array, cacheControl: string): PageFile {
  return {
    type: types.get(extname(name)) ?? 'application/octet-stream',
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    cacheControl,
    body,
    packed: new Map(),
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
  if (isFresh(header('if-none-match'), headers.etag)) return empty(304, headers)
  return { status: 200, headers, body: encoding === undefined ? body : await packed(file, encoding) }
}

function packed(file: PageFile, encoding: Encoding): Promise<Uint8Array> {
  const known = file.packed.get(encoding)
  if (known !== undefined) return known
  const made = pack[encoding](file.body)
  file.packed.set(encoding, made)
  return made
}

const pack: Readonly<Record<Encoding, (body: Uint8Array) => Promise<Uint8Array>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
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
