/**
 * The tokens that must be refused, over real sockets: in `connect`, at the upgrade, and in `refresh`, for every kind of
 * key. And who may do what, asked through the whole of the server.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '../../generated/operations.ts'
import type { ErrorFrame } from '../../generated/types.ts'
import type { Operation } from '../../src/auth/auth.ts'
import { mintToken } from '../../src/auth/mint.ts'
import { ManualClock } from '../../src/clock/manual.ts'
import type { GivenConfig } from '../../src/config/resolve.ts'
import { askForUpgrade } from '../../src/conformance/wire/upgrade.ts'
import { type Attack, attacks, good, header } from '../support/auth-attacks.ts'
import { type Kind, kinds } from '../support/auth-kinds.ts'
import { allowedByTable, audiences, type Case, cases } from '../support/auth-table.ts'
import { forge } from '../support/auth-tokens.ts'
import { RawClient, type RequestName } from '../support/raw-client.ts'
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts'

const sampled = Number(process.env['TRIPLES'] ?? 320)
const wide = {
  requests_per_second: 1e6,
  request_burst: 1e6,
  user_requests_per_second: 1e6,
  user_request_burst: 1e6,
  max_refusals: 1e6,
}

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pactwire-keys-'))
})

afterEach(stopTestServers)

afterAll(() => rm(dir, { recursive: true, force: true }))

/** With the key in real files, and time standing still where the tokens were made for. */
async function serverFor({ settings, files }: Kind): Promise<TestServer> {
  let text = JSON.stringify(settings)
  for (const [path, content] of Object.entries(files)) {
    const real = join(dir, path)
    await writeFile(real, content)
    text = text.replaceAll(JSON.stringify(path), JSON.stringify(real))
  }
  const config: GivenConfig = { ...(JSON.parse(text) as GivenConfig), limits: wide }
  return startTestServer(config, {}, { clock: new ManualClock() })
}

const codes: readonly string[] = ['unauthorized', 'token_expired']
/** Some are too long, or no header at all: those do not get so far. */
const refusals: readonly number[] = [400, 401, 431]

describe.each(kinds)('$name', (kind) => {
  const all: readonly Attack[] = Object.values(attacks).flatMap((row) => [row(kind)].flat())
  const inFrames = all.filter(({ token }) => token.length < 60_000)

  test('every bad token is refused in connect, with an error and 4401', async () => {
    const server = await serverFor(kind)
    for (const { token, userId } of inFrames) {
      const client = await RawClient.open(server.url)
      const data = { token, ...(userId === undefined ? {} : { user_id: userId }) }
      const answer = await client.ask('connect', data)
      // A token that its schema does not take is not even looked at.
      const code = (answer as ErrorFrame).data.code
      expect([...codes, 'invalid_data'], token.slice(0, 200)).toContain(code)
      if (code === 'invalid_data') client.socket.terminate()
      else expect((await client.closed).code).toBe(closeCodes.unauthorized.code)
    }
    expect(server.hub.users).toBe(0)
  })

  test('every bad token is refused at the upgrade', async () => {
    const server = await serverFor(kind)
    const url = new URL(server.url)
    for (const { token, userId } of all) {
      // The upgrade names no user, and what cannot stand in a header does not come as one.
      if (userId !== undefined || token.length > 20_000) continue
      if (/^[\x21-\x7e]+$/.test(token)) {
        const { status } = await askForUpgrade(url, { headers: { Authorization: `Bearer ${token}` } }, 10_000)
        expect(refusals, token.slice(0, 200)).toContain(status)
      }
      const { status } = await askForUpgrade(url, { query: { access_token: token } }, 10_000)
      // The form of a query makes `+` of a blank: what is right in it is a good token again, and no attack.
      expect(refusals, token.slice(0, 200)).toContain(status)
    }
    expect(server.hub.users).toBe(0)
  })

  test('every bad token is refused in refresh, and so is the good one of somebody else; the connection keeps its own', async () => {
    const server = await serverFor(kind)
    const client = await RawClient.open(server.url)
    await client.request('connect', { token: forge(header(kind), good, kind.sign) })
    for (const { token, userId } of inFrames) {
      if (userId !== undefined) continue
      expect([...codes, 'invalid_data'], token.slice(0, 200)).toContain(await client.refusal('refresh', { token }))
    }
    expect(await client.refusal('refresh', { token: forge(header(kind), { ...good, sub: 'bob' }, kind.sign) })).toBe(
      'unauthorized',
    )
    await client.request('refresh', { token: forge(header(kind), good, kind.sign) })
    expect(server.hub.user('alice')?.connected).toBe(1)
    expect(server.hub.user('bob')).toBeUndefined()
    await client.close()
  })
})

const secret = 'the-shared-secret-of-the-rights-tests'
const apiKey = 'the-api-key-of-the-rights-tests'
const requests: Readonly<Record<Operation, RequestName>> = {
  join: 'join_channel',
  send: 'send_message',
  publish: 'publish',
  history: 'history',
  presence: 'presence',
}
/** What is said when it may be. */
const words: Partial<Record<Operation, object>> = {
  send: { content: 'x' },
  publish: { event: 'pinged', payload: { by: 'alice' } },
}
const pinged = {
  type: 'object',
  properties: { by: { type: 'string' } },
  required: ['by'],
  additionalProperties: false,
  'x-pactwire': { kind: 'event' },
}
/** For these one has to be in the channel. */
const inside: readonly Operation[] = ['send', 'publish', 'history']
const refused: readonly string[] = ['forbidden', 'not_joined', 'invalid_data']

test(`${sampled} random cases of who may do what, through the server, are decided as the table says`, {
  timeout: 120_000,
}, async () => {
  const perPolicy = Math.ceil(sampled / (audiences.length * audiences.length * 2))
  const seed = fc.readConfigureGlobal().seed ?? Date.now() % 1_000_000_007
  const seen = { yes: 0, no: 0 }
  const published = { yes: 0, no: 0 }
  const events = join(dir, 'events')
  await mkdir(events, { recursive: true })
  await writeFile(join(events, 'pinged.json'), JSON.stringify(pinged))
  for (const [at, policy] of policies().entries()) {
    const server = await startTestServer({
      jwt_secret: secret,
      api_keys: [apiKey],
      presence_debounce_ms: 0,
      events,
      channels: [{ pattern: '*', ...policy }],
      limits: wide,
    })
    for (const each of fc.sample(cases, { seed: seed + at, numRuns: perPolicy })) {
      const asked: Case = { ...each, ...policy, publish: policy.publish }
      const found = await tryIt(server, asked)
      const expected = expectedOf(asked)
      expect(found === 'none', `seed ${seed}: ${JSON.stringify(asked)} was answered with ${found}`).toBe(expected)
      if (!expected) expect(refused).toContain(found)
      seen[expected ? 'yes' : 'no']++
      if (asked.operation === 'publish') published[expected ? 'yes' : 'no']++
    }
    await stopTestServers()
  }
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(sampled / 10)
  // Few may publish: that there is one in a few hundred cases would be luck.
  if (sampled >= 3000) expect(published.yes).toBeGreaterThan(0)
  expect(published.no).toBeGreaterThan(sampled / 100)
})

type Policy = Pick<Case, 'join' | 'send' | 'presence'> & { readonly publish?: (typeof audiences)[number] }

/** Each of the other three, and with each a different one for `publish`, or none. */
function policies(): Policy[] {
  const forPublish = [undefined, ...audiences]
  return audiences
    .flatMap((join) => audiences.flatMap((send) => [true, false].map((presence) => ({ join, send, presence }))))
    .map((policy, at) => {
      const publish = forPublish[at % forPublish.length]
      return { ...policy, ...(publish === undefined ? {} : { publish }) }
    })
}

function expectedOf(each: Case): boolean {
  const may = (operation: Operation): boolean => allowedByTable({ ...each, operation })
  return may(each.operation) && (!inside.includes(each.operation) || may('join'))
}

async function tryIt(server: TestServer, { operation, channel, claim, member }: Case): Promise<string> {
  // Names of inboxes have no members.
  if (!channel.startsWith('@')) {
    const answer = await fetch(`${server.http}/api/v1/channels/${channel}/members/alice`, {
      method: member ? 'PUT' : 'DELETE',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    expect(answer.ok).toBe(true)
  }
  const rest = { issuedAt: Date.now(), lifetimeMs: 600_000, issuer: undefined, audience: undefined }
  const token = await mintToken({ secret, userId: 'alice', rights: claim, ...rest })
  const client = await RawClient.open(server.url)
  await client.request('connect', { token })
  if (inside.includes(operation)) await client.ask('join_channel', { channel_id: channel })
  const found = await client.refusal(requests[operation], { channel_id: channel, ...words[operation] } as never)
  client.socket.terminate()
  return found
}
