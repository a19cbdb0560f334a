/** Fetching a small document from an address that the operator gave: bounded in size and hops, never led elsewhere. */
import { isLoopback } from './loopback.ts'

export type Fetch = typeof globalThis.fetch

/** What went wrong, as the end of a line that begins with what was to be fetched. */
export class DownloadProblem extends Error {
  override readonly name = 'DownloadProblem'
}

export const maxDocumentBytes = 256 * 1024
const maxHops = 3

/** The address, if it is one that keys may come from: https, or http where nobody is between. */
export async function readAddress(text: string): Promise<URL> {
  if (!URL.canParse(text)) throw new DownloadProblem('is not a URL')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') throw new DownloadProblem('must not hold a user name or password')
  if (url.protocol === 'https:') return url
  if (url.protocol !== 'http:') throw new DownloadProblem('must be https')
  if (!isLoopback(url.hostname)) throw new DownloadProblem('must be https: plain http is for loopback only')
  return url
}

/** An address for the log, without its query, which can hold secrets. */
export function nameOf(url: URL): string {
  return `${url.origin}${url.pathname}`
}

export async function download(start: URL, fetch: Fetch, signal: AbortSignal): Promise<string> {
  let url = start
  for (let hop = 0; hop <= maxHops; hop += 1) {
    const response = await request(url, fetch, signal)
    if (response.status === 200) return body(response)
    await response.body?.cancel()
    if (response.status < 300 || response.status >= 400) throw new DownloadProblem(`answered ${response.status}`)
    const location = response.headers.get('location')
    if (location === null || !URL.canParse(location, url.href)) {
      throw new DownloadProblem(`answered ${response.status} without saying where to`)
    }
    const next = new URL(location, url.href)
    // The operator trusts this server and no other with the keys; the scheme and the port are part of that.
    if (next.origin !== start.origin)
      throw new DownloadProblem(`redirects to ${next.protocol}//${next.host}, which is not followed`)
    url = next
  }
  throw new DownloadProblem(`redirects more than ${maxHops} times`)
}

async function request(url: URL, fetch: Fetch, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url.href, { redirect: 'manual', signal, headers: { accept: 'application/json' } })
  } catch (error) {
    throw new DownloadProblem(`cannot be reached: ${causeOf(error)}`)
  }
}

async function body(response: Response): Promise<string> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body) {
      size += chunk.byteLength
      if (size > maxDocumentBytes) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw new DownloadProblem(`broke off: ${causeOf(error)}`)
  }
  if (size > maxDocumentBytes) throw new DownloadProblem(`is larger than ${maxDocumentBytes} bytes`)
  return Buffer.concat(chunks).toString('utf8')
}

/** The innermost cause: `fetch failed` alone tells nobody anything. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const { cause } = error
  if (cause instanceof Error) {
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message || cause.name
  }
  return error.message || error.name
}
