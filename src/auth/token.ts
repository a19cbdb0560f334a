/**
 * A token taken apart, before anything in it is believed. What is refused here is refused without a key having been looked
 * at: the size, the form, JSON that two readers could read differently, and headers that want to choose the key themselves.
 */
export const maxTokenLength = 8192
const maxKidLength = 256

export type Members = Readonly<Record<string, unknown>>

export interface UnverifiedToken {
  readonly algorithm: string
  readonly kid: string | undefined
  readonly issuer: string | undefined
}

export type TokenReading =
  | { readonly ok: true; readonly token: UnverifiedToken }
  | { readonly ok: false; readonly problem: string }

const compact = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/

/**
 * Headers that carry a key or say where one is. A token that brings its own key proves nothing, and to follow an address in
 * it would let strangers send this server to places. `crit` demands extensions, of which none is supported here.
 */
const refusedHeaders: readonly string[] = ['jwk', 'jku', 'x5u', 'x5c', 'crit']

/** Tokens that the same issuer signs for other purposes (logout, proof of possession) name them here. */
const acceptedTypes: readonly string[] = ['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt']

export function readToken(text: string): TokenReading {
  if (text.length > maxTokenLength) return problem(`the token is longer than ${maxTokenLength} characters`)
  const parts = compact.exec(text)
  if (parts === null) return problem('the token is not three parts of base64url, separated by dots')
  const header = readObject(parts[1] ?? '')
  if (typeof header === 'string') return problem(`the header of the token ${header}`)
  const claims = readObject(parts[2] ?? '')
  if (typeof claims === 'string') return problem(`the body of the token ${claims}`)

  const refused = refusedHeaders.find((name) => Object.hasOwn(header, name))
  if (refused !== undefined) return problem(`the header of the token has \`${refused}\`, which is never accepted`)
  const { alg, kid, typ } = { alg: header['alg'], kid: header['kid'], typ: header['typ'] }
  if (typeof alg !== 'string') return problem('the header of the token has no `alg`')
  if (typ !== undefined && !(typeof typ === 'string' && acceptedTypes.includes(typ.toLowerCase()))) {
    return problem('the `typ` of the token is neither `JWT` nor `at+jwt`: it was made for another purpose')
  }
  if (kid !== undefined && !isKeyId(kid)) return problem('the `kid` of the token is not a key id')
  const issuer = claims['iss']
  if (issuer !== undefined && typeof issuer !== 'string') return problem('the `iss` of the token is not text')
  return { ok: true, token: { algorithm: alg, kid, issuer } }
}

/** A key id is only ever compared. One that looks like a path is refused all the same: it can only be an attack. */
export function isKeyId(kid: unknown): kid is string {
  if (typeof kid !== 'string' || kid.length === 0 || kid.length > maxKidLength) return false
  return /^[\x20-\x7e]+$/.test(kid) && !kid.includes('..') && !kid.includes('\\')
}

/** A short piece of a claim for the log: bounded, on one line, and nothing a terminal would act on. */
export function excerpt(value: unknown): string {
  if (value === undefined) return 'none'
  if (typeof value !== 'string') return Array.isArray(value) ? 'a list' : 'no text'
  const short = value.length > 64 ? `${value.slice(0, 64)}…` : value
  return JSON.stringify(short).replace(/[^\x20-\x7e…]/g, '?')
}

function problem(text: string): TokenReading {
  return { ok: false, problem: text }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function readObject(part: string): Members | string {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(Buffer.from(part, 'base64url'))
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  if (!isMembers(value)) return 'is not a JSON object'
  const repeated = repeatedMember(text)
  return repeated === undefined ? value : `names ${excerpt(repeated)} twice`
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The first member that an object of this JSON text names twice, at any depth. `JSON.parse` keeps the last of them and says
 * nothing, while another reader of the same token may keep the first. The text must be valid JSON.
 */
export function repeatedMember(text: string): string | undefined {
  /** For every open object the names seen; undefined for an array. */
  const open: (Set<string> | undefined)[] = []
  let nameExpected = false
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
        open.push(new Set())
        nameExpected = true
        break
      case '[':
        open.push(undefined)
        nameExpected = false
        break
      case '}':
      case ']':
        open.pop()
        nameExpected = false
        break
      case ',':
        nameExpected = open.at(-1) !== undefined
        break
      case '"': {
        const end = endOfString(text, at)
        const names = open.at(-1)
        if (nameExpected && names !== undefined) {
          // The same name can be written with escapes, so it is the decoded name that counts.
          const name = String(JSON.parse(text.slice(at, end + 1)))
          if (names.has(name)) return name
          names.add(name)
          nameExpected = false
        }
        at = end
        break
      }
      default:
    }
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
