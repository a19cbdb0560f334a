/** The hooks of React in a real browser, in StrictMode, against a real server. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type Rollup } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { GivenConfig } from '../../src/config/resolve.ts'
import { noBrowser, openBrowser, openPage, type WatchedPage } from '../support/browser.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { freePort } from '../support/free-port.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

const patience = { timeout: 15_000 }
const source = fileURLToPath(new URL('../support/react-page.ts', import.meta.url))

const html = `<!doctype html><html lang="en"><title>React</title><link rel="icon" href="data:,"><div id="root"></div>
<script type="module">
  import { start } from './page.js'
  start(document.getElementById('root'), new URL(location).searchParams.get('server'))
</script>`

/** The page as one script; React’s development build, which mounts twice and complains of what is wrong. */
async function bundle(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rollupOptions: { input: source, preserveEntrySignatures: 'strict' },
    },
  })) as Rollup.RollupOutput
  return result.output[0].code
}

describe.skipIf(noBrowser)('the hooks of React', () => {
  let browser: Browser
  let pages: Server
  let origin: string
  const watched: WatchedPage[] = []
  const folders: string[] = []

  beforeAll(async () => {
    let script: string
    ;[script, browser] = await Promise.all([bundle(), openBrowser()])
    pages = createServer((request, response) => {
      const isScript = request.url === '/page.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html').end(isScript ? script : html)
    })
    origin = await new Promise<string>((resolve) => {
      pages.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(pages.address() as AddressInfo).port}`))
    })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    pages?.close()
  })
  afterEach(async () => {
    const faults = watched.flatMap((page) => page.faults)
    for (const { context } of watched.splice(0)) await context.close()
    await stopTestServers()
    await removeEventsFolders()
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
    // React says here when a snapshot is not stable, or something is updated after it has gone.
    expect(faults).toEqual([])
  })

  /** The page, and what it has asked the server for, by name. */
  async function open(http: string): Promise<{ page: Page; asked: string[] }> {
    const opened = await openPage(browser)
    watched.push(opened)
    const { page } = opened
    const asked: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => asked.push((JSON.parse(String(payload)) as { type: string }).type)),
    )
    await page.goto(`${origin}/?server=${encodeURIComponent(http)}`)
    return { page, asked }
  }

  const count = (asked: readonly string[], type: string) => asked.filter((each) => each === type).length
  const list = (page: Page, name: string) => page.locator(`#${name} li`).allTextContents()
  const press = (page: Page, where: string, name: string) =>
    page.locator(where).getByRole('button', { name, exact: true }).click()
  const presence = (page: Page) => page.locator('#one .presence').textContent()

  it('join once for all that look, show each message once, and leave when nobody looks any more', async () => {
    const { url, http } = await startTestServer({ allowed_origins: [origin], presence_debounce_ms: 0 })
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'room:1' })
    for (const content of ['a', 'b', 'c', 'd', 'e', 'f']) await bob.request('send_message', { content })
    const { page, asked } = await open(http)
    await expect.poll(() => list(page, 'one'), patience).toEqual(['d', 'e', 'f'])
    expect(await list(page, 'two')).toEqual(['d', 'e', 'f'])
    expect(await page.locator('h1').textContent()).toBe('open')
    await expect.poll(() => presence(page), patience).toBe('bob alice')

    await press(page, '#one', 'older')
    await expect.poll(() => list(page, 'two'), patience).toEqual(['b', 'c', 'd', 'e', 'f'])
    await press(page, '#two', 'send')
    await bob.request('send_message', { content: 'g' })
    const all = ['b', 'c', 'd', 'e', 'f', 'hello from two', 'g']
    await expect.poll(() => list(page, 'one'), patience).toEqual(all)
    expect(await list(page, 'two')).toEqual(all)

    await press(page, 'main', 'toggle one')
    await bob.request('send_message', { content: 'h' })
    await expect.poll(() => list(page, 'two'), patience).toEqual([...all, 'h'])
    expect([count(asked, 'join_channel'), count(asked, 'presence'), count(asked, 'leave_channel')]).toEqual([1, 1, 0])
    await press(page, 'main', 'toggle two')
    await bob.until(() => bob.all('user_left').find(({ data }) => data.user_id === 'alice'))
    await expect.poll(() => count(asked, 'leave_channel'), patience).toBe(1)
    expect(count(asked, 'join_channel')).toBe(1)

    await press(page, 'main', 'toggle one')
    await expect.poll(() => list(page, 'one'), patience).toEqual(['hello from two', 'g', 'h'])
    expect(count(asked, 'join_channel')).toBe(2)
    await bob.close()
    await expect.poll(() => presence(page), patience).toBe('alice')
  })

  it('follow another channel when its name changes', async () => {
    const { url, http } = await startTestServer({ allowed_origins: [origin], presence_debounce_ms: 0 })
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'room:2' })
    await bob.request('send_message', { content: 'in another room' })
    const { page, asked } = await open(http)
    await page.locator('#one[data-state=joined]').waitFor()
    await press(page, 'main', 'move')
    await expect.poll(() => list(page, 'one'), patience).toEqual(['in another room'])
    await expect.poll(() => presence(page), patience).toBe('bob alice')
    await expect.poll(() => count(asked, 'leave_channel'), patience).toBe(1)
    await press(page, 'main', 'move')
    await press(page, 'main', 'move')
    await bob.request('send_message', { content: 'still' })
    await expect.poll(() => list(page, 'two'), patience).toEqual(['in another room', 'still'])
    await bob.close()
  })

  it('go on after the server was away, and say honestly what they do not know', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pactwire-react-'))
    folders.push(folder)
    const port = await freePort()
    const config: GivenConfig = {
      allowed_origins: [origin],
      store: 'disk',
      data_dir: folder,
      drain_jitter_ms: 1,
      port,
      presence_debounce_ms: 0,
    }
    const before = await startTestServer(config)
    const { page } = await open(before.http)
    await press(page, '#one', 'send')
    await expect.poll(() => presence(page), patience).toBe('alice')
    await expect.poll(() => list(page, 'one'), patience).toEqual(['hello from one'])
    await before.stop('Updating.')
    await expect.poll(() => presence(page), patience).toBe('alice (before)')
    await page.locator('#one[data-state=joining]').waitFor()
    await press(page, '#two', 'send')
    const after = await startTestServer(config)
    await after.hub.speaker.say({ channelId: 'room:1', userId: undefined, content: 'we are back' })
    await expect
      .poll(async () => (await list(page, 'one')).toSorted(), patience)
      .toEqual(['hello from one', 'hello from two', 'we are back'])
    expect(await list(page, 'two')).toEqual(await list(page, 'one'))
    await expect.poll(() => presence(page), patience).toBe('alice')
    expect(await page.locator('#one .reset').textContent()).toBe('none')
  })

  it('tell events of the application, and show them in their places among the messages', async () => {
    const { dir } = await EventsFolder.with()
    const { url, http, hub } = await startTestServer({ allowed_origins: [origin], events: dir })
    const bob = await RawClient.as(url, 'bob')
    const channel_id = 'orders:1'
    await bob.request('join_channel', { channel_id })
    const update = (order_id: string) =>
      bob.request('publish', { channel_id, event: 'order_updated', payload: { order_id, status: 'paid' } })
    await update('1')
    await bob.request('send_message', { content: 'a' })
    await bob.request('publish', { channel_id, event: 'cursor_moved', payload: { x: 1, y: 2 } })
    await bob.request('send_message', { content: 'b' })
    const { page, asked } = await open(http)
    await press(page, 'main', 'toggle orders')
    await expect.poll(() => list(page, 'orders'), patience).toEqual(['a', 'cursor_moved 3', 'b'])
    await press(page, '#orders', 'older')
    await expect.poll(() => list(page, 'orders'), patience).toEqual(['order_updated 1', 'a', 'cursor_moved 3', 'b'])

    const heard = () => page.locator('#orders .heard').textContent()
    await press(page, '#orders', 'publish')
    await press(page, '#orders', 'say')
    // Both are stored before somebody else says more.
    await expect.poll(heard, patience).toBe('7')
    await expect.poll(() => list(page, 'orders'), patience).toHaveLength(6)
    await update('2')
    // What was there before is shown, and what comes is heard: once, although everything is mounted twice.
    await expect.poll(heard, patience).toBe('7 2')
    await press(page, '#orders', 'times ten')
    await update('3')
    await expect.poll(heard, patience).toBe('7 2 30')
    const all = ['order_updated 1', 'a', 'cursor_moved 3', 'b', 'order_updated 5', 'words', 'order_updated 7']
    await expect.poll(() => list(page, 'orders'), patience).toEqual([...all, 'order_updated 8'])
    expect(await page.locator('#orders .messages').textContent()).toBe('a b words')
    expect(count(asked, 'publish')).toBe(1)

    // What the application publishes in nobody’s name is heard like any other.
    await hub.speaker.publish({
      channelId: channel_id,
      userId: undefined,
      event: 'order_updated',
      payload: { order_id: '4', status: 'paid' },
    })
    await expect.poll(heard, patience).toBe('7 2 30 40')
    await press(page, 'main', 'toggle orders')
    await expect.poll(() => count(asked, 'leave_channel'), patience).toBe(1)
    await update('5')
    await press(page, 'main', 'toggle orders')
    await expect
      .poll(() => list(page, 'orders'), patience)
      .toEqual(['order_updated 8', 'order_updated 9', 'order_updated 10'])
    // It is another component, which has heard nothing yet.
    expect(await heard()).toBe('')
    await bob.close()
  })

  it('show that messages were missed when they were', async () => {
    const port = await freePort()
    const before = await startTestServer({ allowed_origins: [origin], port })
    const { page } = await open(before.http)
    await press(page, '#one', 'send')
    await expect.poll(() => list(page, 'two'), patience).toEqual(['hello from one'])
    await before.stop('It keeps nothing.')
    await startTestServer({ allowed_origins: [origin], port })
    await expect.poll(() => page.locator('#two .reset').textContent(), patience).toBe('new_epoch')
    expect(await list(page, 'one')).toEqual([])
    await press(page, '#one', 'dismiss')
    await expect.poll(() => page.locator('#two .reset').textContent(), patience).toBe('none')
  })
})
