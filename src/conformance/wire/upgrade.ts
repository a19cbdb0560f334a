/** The request for a WebSocket (RFC 6455, 4), and what is answered. */
import { createHash, randomBytes } from 'node:crypto'
import { Link } from './link.ts'

export interface UpgradeOrder {
  readonly subprotocols?: readonly string[]
  /** Added to the headers of a good request, or in place of one of them; `null` leaves it out. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly method?: string
  readonly query?: Readonly<Record<string, string>>
}

export interface UpgradeAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  /** What came with the head and, when it is not an upgrade, until the end of the body. */
  readonly body: string
  /** There when the status is 101. */
  readonly link: Link | undefined
  /** Whether `Sec-WebSocket-Accept` is the one for the key that was sent. */
  readonly accepted: boolean
}

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const largestHead = 64 * 1024

export async function askForUpgrade(url: URL, order: UpgradeOrder, patienceMs: number): Promise<UpgradeAnswer> {
  const link = await Link.open(url, patienceMs)
  const key = randomBytes(16).toString('base64')
  link.write(requestText(url, key, order))
  const head = await readHead(link, patienceMs)
  const [statusLine = '', ...lines] = head.split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? 0)
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const expected = createHash('sha1').update(`${key}${magic}`).digest('base64')
  const accepted = headers.get('sec-websocket-accept') === expected
  if (status === 101) return { status, headers, body: '', link, accepted }
  const body = await readBody(link, Number(headers.get('content-length') ?? 0), patienceMs)
  link.destroy()
  return { status, headers, body, link: undefined, accepted }
}

function requestText(
  url: URL,
  key: string,
  { subprotocols = [], headers = {}, method = 'GET', query = {} }: UpgradeOrder,
) {
  const target = new URL(url)
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value)
  const all: Record<string, string | null> = {
    Host: url.host,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': key,
    ...(subprotocols.length === 0 ? {} : { 'Sec-WebSocket-Protocol': subprotocols.join(', ') }),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return `${[`${method} ${target.pathname}${target.search} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`
}

function readHead(link: Link, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = Buffer.alloc(0)
    const timer = setTimeout(() => fail(`no answer to the upgrade in ${patienceMs} ms`), patienceMs)
    const fail = (message: string): void => {
      clearTimeout(timer)
      link.destroy()
      reject(new Error(message))
    }
    void link.ended.then(() => fail('the connection ended before the upgrade was answered'))
    link.listen((chunk) => {
      got = Buffer.concat([got, chunk])
      const end = got.indexOf('\r\n\r\n')
      if (end === -1) {
        if (got.length > largestHead) fail('the head of the answer is too long')
        return
      }
      clearTimeout(timer)
      // The first frames can come in the same packet.
      link.unread(got.subarray(end + 4))
      resolve(got.subarray(0, end).toString('latin1'))
    })
  })
}

async function readBody(link: Link, length: number, patienceMs: number): Promise<string> {
  let got = Buffer.alloc(0)
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs)
    if (length === 0) resolve()
    link.listen((chunk) => {
      got = Buffer.concat([got, chunk])
      if (got.length >= length) resolve()
    })
  })
  await Promise.race([enough, link.ended])
  clearTimeout(timer)
  return got.toString('utf8')
}
