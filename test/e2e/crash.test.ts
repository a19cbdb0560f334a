/**
 * `kill -9` of a loaded server, again and again, also while others recover and history is trimmed. In the end, everything
 * that was acknowledged is there, once, at the place that was told; nobody saw anything else.
 *
 * KILLS sets how often, ACKS how many acknowledged messages are wanted at the least, SEED the times of the kills.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { MessagePage } from '../../generated/types.ts'
import { Loader, Witness } from '../support/loader.ts'
import { ServerProcess } from '../support/process.ts'
import { seededRandom } from '../support/random.ts'

const kills = Number(process.env['KILLS'] ?? 20)
const wanted = Number(process.env['ACKS'] ?? 0)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
const root = fileURLToPath(new URL('../../', import.meta.url))
const apiKey = 'an-api-key-of-the-crash-test'
const channels = ['room:1', 'room:2', 'room:3']
const trimmed = 'short:1'

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
}, 120_000)

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

async function until(done: () => boolean, what: string, limitMs = 60_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await pause(10)
  }
}

async function wholeHistory(http: string, channel: string): Promise<MessagePage> {
  const messages: MessagePage['messages'] = []
  for (;;) {
    const after = messages.at(-1)?.offset ?? 0
    const answer = await fetch(`${http}/api/v1/channels/${channel}/messages?after=${after}&limit=1000`, {
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const page = (await answer.json()) as MessagePage
    messages.push(...page.messages)
    if (!page.has_more) return { ...page, messages }
  }
}

test(`${kills} times kill -9 under load: nothing acknowledged is lost, moved, or there twice`, {
  timeout: 3_600_000,
}, async () => {
  const random = seededRandom(seed)
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-crash-'))
  const port = await freePort()
  const env = {
    PACTWIRE_API_KEYS: apiKey,
    PACTWIRE_CHANNELS: JSON.stringify([
      { pattern: 'short:*', history_size: 50 },
      { pattern: '*', history_size: 10_000_000 },
    ]),
  }
  const args = [
    '--data-dir',
    dir,
    '--log-level',
    'info',
    '--limits-requests-per-second',
    '1000000',
    '--limits-request-burst',
    '1000000',
    '--limits-user-requests-per-second',
    '1000000',
    '--limits-user-request-burst',
    '1000000',
    '--limits-max-recovery',
    '100000',
    '--limits-max-backlog-bytes',
    '67108864',
  ]
  const serve = () => ServerProcess.serve(args, env, { port, from: 'built' })
  const url = `ws://127.0.0.1:${port}/ws`

  let server = await serve()
  const loaders = ['ann', 'ben', 'cat'].map((user) => new Loader(url, user, channels, 16))
  const trimmer = new Loader(url, 'tom', [trimmed], 4)
  const witness = new Witness(url, channels)
  const all = [...loaders, trimmer]
  for (const one of [...all, witness]) one.start()
  const total = () => all.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)

  for (let kill = 1; kill <= kills; kill++) {
    const before = total()
    const share = Math.max(200, Math.ceil((wanted * kill) / kills) - before)
    // Killed at any moment of a running load, and sometimes at once, while clients are still recovering.
    if (random() < 0.8)
      await until(
        () => total() >= before + share || total() >= before + 200 + Math.floor(random() * share),
        `acknowledgements after kill ${kill - 1}`,
      )
    await pause(random() * 60)
    await server.end('SIGKILL')
    server = await serve()
    if (kills > 50 && kill % 10 === 0)
      process.stdout.write(`crash: ${kill} of ${kills} kills, ${total()} acknowledged\n`)
  }
  await until(() => total() >= wanted, 'enough acknowledgements', 1_800_000)
  for (const loader of all) loader.finish()
  await until(() => all.every(({ idle }) => idle), 'the last acknowledgements')

  const http = `http://127.0.0.1:${port}`
  const problems = [...all.flatMap((loader) => loader.problems), ...witness.problems]
  let stored = 0
  for (const channel of [...channels, trimmed]) {
    const { messages, epoch, offset } = await wholeHistory(http, channel)
    stored += messages.length
    const first = messages[0]?.offset ?? 1
    if (channel !== trimmed) expect(first).toBe(1)
    messages.forEach((message, at) => {
      if (message.offset !== first + at || message.epoch !== epoch)
        problems.push(`${channel}: ${message.epoch}/${message.offset} at place ${first + at} of ${epoch}`)
    })
    expect(messages.at(-1)?.offset).toBe(offset)
    const ids = messages.map(({ client_message_id: id }) => id ?? '')
    if (new Set(ids).size !== ids.length) problems.push(`${channel}: a client message id is there twice`)
    const places = new Map(messages.map((message) => [message.client_message_id, message]))
    for (const { acknowledged } of all) {
      for (const [id, told] of acknowledged) {
        if (told.channel !== channel || told.offset < first) continue
        const message = places.get(id)
        if (
          message === undefined ||
          message.offset !== told.offset ||
          message.epoch !== told.epoch ||
          message.message_id !== told.messageId
        ) {
          problems.push(
            `${channel}: ${id} was acknowledged at ${told.epoch}/${told.offset}, and stands at ${message?.epoch}/${message?.offset}`,
          )
        }
      }
    }
    if (channel === trimmed) continue
    await until(() => witness.position(channel) === offset, `the witness of ${channel}`)
    for (const message of messages) {
      const seen = witness.seen.get(`${channel} ${message.epoch} ${message.offset}`)
      if (seen !== undefined && seen !== message.client_message_id)
        problems.push(`${channel}: ${message.offset} was shown as ${seen}`)
    }
  }
  const unknown = all.reduce((sum, loader) => sum + loader.unknown, 0)
  const duplicates = all.reduce((sum, loader) => sum + loader.duplicates, 0)
  process.stdout.write(
    `crash: seed ${seed}, ${kills} kills, ${total()} acknowledged, ${stored} read back, ${unknown} outcomes unknown at a kill (${duplicates} of them had been stored), witness recovered ${witness.recovered} times and reloaded ${witness.reloaded}\n`,
  )
  for (const one of [...all, witness]) one.stop()
  await server.end('SIGKILL')
  await rm(dir, { recursive: true, force: true })
  expect(problems.slice(0, 20), `seed ${seed}`).toEqual([])
  // A kill of the process loses no page of the file: every stream keeps its epoch.
  expect(witness.reloaded, `seed ${seed}`).toBe(0)
  expect(witness.recovered).toBeGreaterThan(0)
})
