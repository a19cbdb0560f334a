/**
 * Takes the pictures of the page that the README shows: `npm run screenshots`, or with the names of some of them behind
 * it. Written to docs/images/, or to the folder that SCREENSHOTS names.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { openBrowser, preparePage } from './browser.ts'
import { Person } from './page-people.ts'
import { RawClient } from './raw-client.ts'
import { startTestServer, stopTestServers, type TestServer } from './test-server.ts'

const folder = process.env['SCREENSHOTS'] ?? fileURLToPath(new URL('../../docs/images/', import.meta.url))

interface Scene {
  readonly browser: Browser
  readonly server: TestServer
  readonly save: (person: Person, name: string) => Promise<void>
}

const light: BrowserContextOptions = { colorScheme: 'light' }
const dark: BrowserContextOptions = { colorScheme: 'dark' }

const scenes: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'chat-light': (scene) => chat(scene, 'chat-light', light),
  'chat-dark': (scene) => chat(scene, 'chat-dark', dark),
  explorer: (scene) => explorer(scene, 'explorer', light),
  live: (scene) => live(scene, 'live', dark),
}

const talk: readonly (readonly [string, string])[] = [
  ['bob', 'Morning. 2.4 is on the first two nodes since six.'],
  ['bob', 'p99 went from 31 ms to 9 ms, memory is flat. I would go on with the rest.'],
  ['eve', 'The nightly import ran through as well: 1,204,331 rows, none refused.'],
  ['alice', 'Go on, then. I keep an eye on the error rate.'],
  ['bob', 'Draining node 3 now.\nClients should be back within five seconds.'],
  ['dave', 'Mine was: <b>connection lost</b> for 2 s, then everything that I had missed.'],
  ['eve', 'Same here. And what I had written meanwhile went out by itself.'],
]

async function chat({ browser, server, save }: Scene, name: string, options: BrowserContextOptions): Promise<void> {
  const crowd = new Map<string, RawClient>()
  for (const user of ['bob', 'eve', 'dave']) crowd.set(user, await RawClient.as(server.url, user))
  const others = [...crowd.values(), await RawClient.as(server.url, 'bob')]
  for (const client of others) await client.request('join_channel', { channel_id: 'release' })
  const alice = await (await Person.arrive(browser, server.http, options)).signIn('alice')
  for (const room of ['incidents', 'lunch', 'release']) await alice.join(room)
  for (const [author, content] of talk) {
    if (author === 'alice') await alice.say(content)
    else await crowd.get(author)?.request('send_message', { channel_id: 'release', content })
    await alice.log.getByText(content.split('\n')[0] ?? content).waitFor()
  }
  const bob = crowd.get('bob')
  await bob?.request('send_direct', { to: 'alice', content: 'Shall we tell support, or wait until noon?' })
  const eve = crowd.get('eve')
  await eve?.request('join_channel', { channel_id: 'incidents' })
  await eve?.request('send_message', { channel_id: 'incidents', content: 'Nothing. As it should be.' })
  await eve?.request('send_message', { channel_id: 'incidents', content: 'Still nothing.' })
  await alice.conversation('bob').waitFor()
  await alice.page.getByText('2 windows').waitFor()
  await alice.page.mouse.move(640, 60)
  await save(alice, name)
  for (const client of others) await client.close()
}

async function explorer({ browser, server, save }: Scene, name: string, options: BrowserContextOptions): Promise<void> {
  const person = await Person.arrive(browser, `${server.http}/#/explorer/join_channel`, options)
  const { page } = person
  const send = page.getByRole('button', { name: /^(Send|Connect and send|Send anyway)$/ })
  const open = async (event: string) => {
    await page.getByRole('complementary').getByRole('link', { name: event, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: event, exact: true }).waitFor()
  }
  await send.click()
  await page.locator('.entry[data-type="join_channel_ack"]').waitFor()
  await open('send_message')
  await send.click()
  await page.locator('.entry[data-type="send_message_ack"]').waitFor()
  await open('presence')
  await send.click()
  await page.locator('.entry[data-type="presence_ack"]').waitFor()
  await open('history')
  const text = page.getByRole('textbox', { name: 'JSON of history' })
  await text.fill(
    JSON.stringify({ type: 'history', id: '5', data: { channel_id: 'room:1', limit: 5000, order: 'up' } }, null, 2),
  )
  await send.click()
  const refusal = page.locator('.entry[data-type="error"]')
  await refusal.getByRole('button').click()
  await page.mouse.move(640, 60)
  await save(person, name)
}

async function live({ browser, server, save }: Scene, name: string, options: BrowserContextOptions): Promise<void> {
  const clients: RawClient[] = []
  for (let at = 0; at < 24; at++) {
    const client = await RawClient.as(server.url, `user-${at}`)
    await client.request('join_channel', { channel_id: `room:${at % 6}` })
    clients.push(client)
  }
  const person = await Person.arrive(browser, `${server.http}/#/live`, options)
  const seconds = Number(process.env['LIVE_SECONDS'] ?? 125)
  const start = Date.now()
  let turn = 0
  const timer = setInterval(() => {
    const wave = 1 + Math.round(2 * (1 + Math.sin((Date.now() - start) / 4000)))
    for (let count = 0; count < wave; count++) {
      const client = clients[turn++ % clients.length]
      client?.send({ type: 'send_message', data: { content: 'a message of the usual size, more or less' } })
      client?.frames.splice(0)
    }
  }, 25)
  await person.page.waitForTimeout(seconds * 1000)
  await save(person, name)
  clearInterval(timer)
  for (const client of clients) await client.close()
}

const wanted = process.argv.slice(2)
await preparePage()
await mkdir(folder, { recursive: true })
const browser = await openBrowser()
try {
  for (const [name, play] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const server = await startTestServer({ presence_debounce_ms: 0 })
    const save = async ({ page }: Person, file: string) => {
      await page.evaluate('document.fonts.ready')
      await page.screenshot({ path: join(folder, `${file}.png`), caret: 'hide' })
      console.log(join(folder, `${file}.png`))
    }
    await play({ browser, server, save })
    for (const context of browser.contexts()) await context.close()
    await stopTestServers()
  }
} finally {
  await browser.close()
  await stopTestServers()
}
