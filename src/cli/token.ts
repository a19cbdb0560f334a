/** `pactwire token`: a token for development, signed with the shared secret of a server. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { violation } from '../../generated/validators.js'
import { type ReadFile, readSecret } from '../auth/files.ts'
import { mintToken } from '../auth/mint.ts'
import { operations, type RightsClaim, readRights } from '../auth/rights.ts'
import { maxTokenLength } from '../auth/token.ts'
import type { Command } from './command.ts'

export interface TokenWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly readFile: ReadFile
}

const help = `Usage: pactwire token --user ID [options]

Prints a token for development, signed (HS256) with the shared secret of the server.

  --user ID           who the bearer is (required)
  --join PATTERN      channels the bearer may join; * stands for any characters
  --send PATTERN      channels the bearer may send to (default: those of --join)
  --publish PATTERN   channels the bearer may publish events to (default: those of --send)
  --read-only         the bearer may send and publish nowhere
  --history PATTERN   channels whose history the bearer may read (default: those of --join)
  --presence PATTERN  channels in which the bearer may see who is there (default: those of --join)
  --expires TIME      how long it is good: 30s, 15m, 1h, 7d (default: 1h)
  --secret-file FILE  a file that holds the secret
  --issuer TEXT       the issuer, iss (default: PACTWIRE_JWT_ISSUER)
  --audience TEXT     the audience, aud (default: PACTWIRE_JWT_AUDIENCE)
  --help              this text

--join, --send, --publish, --history and --presence can be given several times. Without any of them the
policies of the channels decide what the bearer may do. With one of them, the token allows what
it names and nothing else. --send '@bob' allows direct messages to bob, --send '@*' to everybody.

Without --secret-file, the secret is PACTWIRE_JWT_SECRET, or what the file named by
PACTWIRE_JWT_SECRET_FILE holds. It is at least 32 characters long; to make one:
  openssl rand -base64 48 > secret

Example:
  pactwire token --user alice --join 'room:*' --secret-file secret
`

const list = { type: 'string', multiple: true } as const
const text = { type: 'string' } as const
const options = {
  user: text,
  join: list,
  send: list,
  publish: list,
  history: list,
  presence: list,
  'read-only': { type: 'boolean' },
  expires: text,
  'secret-file': text,
  issuer: text,
  audience: text,
  help: { type: 'boolean' },
} as const

/** Used wrongly: one line that says how to do better. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

export function tokenCommand(world: TokenWorld): Command {
  return {
    name: 'token',
    summary: 'print a token for development',
    help,
    async run(args, { out, err }) {
      try {
        out(await answer(args, world))
        return 0
      } catch (error) {
        const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown error'
        err(`pactwire token: ${problem}\n`)
        return 2
      }
    },
  }
}

async function answer(args: readonly string[], world: TokenWorld): Promise<string> {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  if (values.help === true) return help
  const { user, expires, issuer, audience } = values
  if (user === undefined) throw new Misuse("--user is required: pactwire token --user alice --join 'room:*'")
  const wrong = violation('user_id', user)
  if (wrong !== undefined) throw new Misuse(`--user ${wrong.message}`)

  const order = {
    userId: user,
    rights: rightsOf(values, values['read-only'] === true),
    issuedAt: world.now(),
    lifetimeMs: lifetimeOf(expires ?? '1h'),
    issuer: issuer ?? world.env['PACTWIRE_JWT_ISSUER'],
    audience: audience ?? world.env['PACTWIRE_JWT_AUDIENCE'],
  }
  const { secret, place } = await findSecret(values['secret-file'], world)
  const token = await mintToken({ ...order, secret }).catch((error: Error) => {
    throw new Misuse(`${place}: ${error.message}`)
  })
  if (token.length > maxTokenLength) {
    throw new Misuse(
      `the token would have ${token.length} characters, and servers take ${maxTokenLength}: name fewer patterns`,
    )
  }
  return `${token}\n`
}

function rightsOf(named: RightsClaim, readOnly: boolean): RightsClaim | undefined {
  for (const operation of ['send', 'publish'] as const) {
    if (readOnly && named[operation] !== undefined)
      throw new Misuse(`--read-only and --${operation} exclude each other`)
  }
  // Who mints a token by hand for a room wants to talk there. In the claim itself nothing is implied: it is written out.
  const values = readOnly ? { ...named, send: [] } : { ...named, send: named.send ?? named.join }
  const claim = Object.fromEntries(
    operations.flatMap((operation) => {
      const patterns = values[operation]
      return patterns === undefined ? [] : [[operation, patterns]]
    }),
  )
  if (Object.keys(claim).length === 0) return undefined
  const reading = readRights(claim)
  if (!reading.ok) throw new Misuse(reading.problem.replace(/^pactwire\.(\w+)/, '--$1').replace(/\[\d+\]/, ''))
  return claim
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const longestMs = 3650 * 86_400_000

function lifetimeOf(expires: string): number {
  const parts = /^(\d{1,9})([smhd])$/.exec(expires)
  const lifetime = Number(parts?.[1]) * (units[parts?.[2] ?? ''] ?? Number.NaN)
  if (!(lifetime > 0)) throw new Misuse('--expires must be a number and s, m, h or d, like 15m')
  if (lifetime > longestMs) throw new Misuse('--expires must be 3650d at most')
  return lifetime
}

async function findSecret(file: string | undefined, world: TokenWorld): Promise<{ secret: string; place: string }> {
  const { PACTWIRE_JWT_SECRET: secret, PACTWIRE_JWT_SECRET_FILE: secretFile } = world.env
  if (file === undefined && secret !== undefined && secretFile !== undefined) {
    throw new Misuse('PACTWIRE_JWT_SECRET and PACTWIRE_JWT_SECRET_FILE are both set; unset one')
  }
  if (file === undefined && secret !== undefined) return { secret, place: 'PACTWIRE_JWT_SECRET' }
  const path = file ?? secretFile
  if (path === undefined) {
    throw new Misuse('there is no secret: give --secret-file, or set PACTWIRE_JWT_SECRET or PACTWIRE_JWT_SECRET_FILE')
  }
  try {
    return { secret: await readSecret(path, world.readFile), place: path }
  } catch (error) {
    throw new Misuse(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

export const token: Command = tokenCommand({ env: process.env, now: Date.now, readFile: (path) => readFile(path) })
