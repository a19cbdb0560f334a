/** The page as it is served, and its live view, in a real browser. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { visits } from '../support/page-visits.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer } from '../support/test-server.ts'

const patience = { timeout: 20_000 }
const known = expect.stringMatching(/^[\d.]+ MB$/)

describe.skipIf(noBrowser)('the page', () => {
  const { open, serve: served } = visits()

  async function look(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const { page } = await open(options)
    await page.goto(url)
    return page
  }

  const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true })
  /** The large figures of a chart, by their labels. */
  async function figures(page: Page, name: string): Promise<Record<string, string>> {
    const chart = figure(page, name)
    const [labels, values] = [await chart.locator('dt').allInnerTexts(), await chart.locator('dd').allInnerTexts()]
    return Object.fromEntries(labels.map((label, at) => [label.trim(), (values[at] ?? '').replace(/\s+/g, ' ')]))
  }

  describe('as it is served', () => {
    it('asks nobody but its own server', async () => {
      const server = await startTestServer()
      const { page } = await open()
      const elsewhere: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(`${server.http}/`)) elsewhere.push(request.url())
      })
      for (const view of ['chat', 'explorer', 'live']) {
        await page.goto(`${server.http}/#/${view}`)
        await page.locator('main').waitFor()
        await page.waitForLoadState('networkidle')
      }
      expect(elsewhere).toEqual([])
    })

    it('runs no script and no style that stands in the markup, and makes no markup of text', async () => {
      const server = await startTestServer()
      const { page, faults } = await open()
      await page.goto(`${server.http}/#/live`)
      const harm = (await page.evaluate(`new Promise((resolve) => {
        const refused = []
        document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
        const script = document.createElement('script')
        script.append('window.harmed = true')
        const style = document.createElement('style')
        style.append('body { display: none }')
        const image = document.createElement('img')
        image.src = 'https://example.invalid/pixel.png'
        document.body.append(style, image)
        try { document.body.append(script) } catch {}
        try { document.body.innerHTML = '<b>markup</b>' } catch (error) { refused.push(error.name) }
        const look = () => (refused.length >= 4 ? resolve({ refused, harmed: 'harmed' in window }) : setTimeout(look, 10))
        look()
      })`)) as { refused: string[]; harmed: boolean }
      expect(harm.harmed).toBe(false)
      expect(harm.refused).toEqual(expect.arrayContaining(['style-src-elem', 'img-src', 'TypeError']))
      // What was tried here was refused, and the browser says so.
      expect(faults.splice(0)).not.toEqual([])
    })

    it('may connect to its server in production mode too, and other pages may not', async () => {
      const port = await freePort()
      const server = await startTestServer({
        ...{ port, page: 'on' as const, jwt_secret: 'a secret of the tests, long enough' },
        allowed_origins: ['https://app.example'],
      })
      const other = await startTestServer()
      const opens = `new Promise((resolve) => {
        const socket = new WebSocket('ws://127.0.0.1:${port}/ws')
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      })`
      const page = await look(server.http)
      expect(await page.evaluate(opens)).toBe('open')
      // Without the policy of a page of ours, which forbids it as well.
      const foreign = await look(`${other.http}/livez`)
      expect(await foreign.evaluate(opens)).toBe('refused')
    })
  })

  describe('its live view', () => {
    it('shows who is connected, what goes through, and how quickly', async () => {
      const server = await startTestServer()
      const clients = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'bob')]
      for (const client of clients) await client.request('join_channel', { channel_id: 'room:1' })
      const page = await look(`${server.http}/#/live`)
      await expect
        .poll(() => figures(page, 'Connections'), patience)
        .toEqual({ connections: '2', users: '2', channels: '1' })
      const talk = setInterval(() => {
        clients[0]?.send({ type: 'send_message', data: { channel_id: 'room:1', content: 'hello' } })
        clients[0]?.send({ type: 'send_message', data: { channel_id: 'room:2', content: 'not there' } })
      }, 50)
      try {
        const moving = expect.stringMatching(/^[1-9][\d.,]* ?k?\/s$/)
        await expect.poll(() => figures(page, 'Messages in'), patience).toEqual({ stored: moving })
        await expect.poll(() => figures(page, 'Messages out'), patience).toEqual({ delivered: moving })
        const late = expect.stringMatching(/^[\d.]+ m?s$/)
        await expect.poll(() => figures(page, 'Delivery latency'), patience).toEqual({ p50: late, p99: late })
        await expect.poll(() => figures(page, 'Event-loop delay'), patience).toEqual({ p50: late, p99: late })
        await expect
          .poll(() => figure(page, 'Refused requests').getByRole('list').textContent(), patience)
          .toContain('not_joined')
      } finally {
        clearInterval(talk)
      }
      expect(await figures(page, 'Memory')).toEqual({ resident: known })
      expect(await figures(page, 'Backlog')).toEqual({ waiting: '0 B' })
      // The same for those who do not see it.
      const row = figure(page, 'Connections').getByRole('row', { name: /^connections/ })
      await expect.poll(() => row.getByRole('cell').allTextContents(), patience).toEqual(['2', '2', '2', '2'])
      expect(await page.locator('canvas').count()).toBe(9)
    })

    it('says that the server is away, shows no zeros meanwhile, and goes on with the next one', async () => {
      const port = await freePort()
      const serve = () => served(port, '--store', 'memory')
      const first = await serve()
      const page = await look(`http://127.0.0.1:${port}/#/live`)
      const status = page.getByRole('status').filter({ hasText: /second|figures/i })
      await expect.poll(() => figures(page, 'Connections'), patience).toMatchObject({ connections: '0' })
      await first.end('SIGKILL')
      await expect.poll(() => status.textContent(), patience).toContain('the server does not answer')
      expect(await figures(page, 'Connections')).toEqual({ connections: '–', users: '–', channels: '–' })
      await serve()
      const client = await RawClient.as(`ws://127.0.0.1:${port}/ws`, 'carol')
      await expect.poll(() => figures(page, 'Connections'), patience).toMatchObject({ connections: '1', users: '1' })
      await expect.poll(() => status.textContent(), patience).toContain('every second')
      await page.getByText(/^restarted \d\d:\d\d:\d\d$/).waitFor()
      await client.close()
    })

    it('says so when the metrics stand on a port of their own', async () => {
      const server = await startTestServer({ metrics_port: 0 })
      const page = await look(`${server.http}/#/live`)
      await page.getByText('The metrics of this server are not on this port.').waitFor(patience)
      expect(await page.locator('canvas').count()).toBe(0)
    })

    it('is looked back upon and stopped with the keyboard', async () => {
      const server = await startTestServer()
      const page = await look(`${server.http}/#/live`)
      const slider = page.getByRole('slider', { name: /Look back/ })
      await expect.poll(() => figures(page, 'Memory'), patience).toEqual({ resident: known })
      expect(await slider.getAttribute('aria-valuetext')).toBe('now')
      await slider.focus()
      for (let times = 0; times < 60; times++) await page.keyboard.press('ArrowLeft')
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^60 seconds before, \d\d:\d\d:\d\d$/)
      // A minute ago nobody looked.
      await expect.poll(() => figures(page, 'Memory')).toEqual({ resident: '–' })
      await page.keyboard.press('End')
      await expect.poll(() => figures(page, 'Memory')).toEqual({ resident: known })

      const client = await RawClient.as(server.url, 'alice')
      await expect.poll(() => figures(page, 'Connections'), patience).toMatchObject({ connections: '1' })
      const pause = page.getByRole('button', { name: 'Pause' })
      await pause.focus()
      await page.keyboard.press('Enter')
      await page.getByText('Stopped at').waitFor()
      await client.close()
      await expect
        .poll(async () => (await fetch(`${server.http}/metrics`)).text(), patience)
        .toMatch(/^pactwire_connections 0$/m)
      await page.waitForResponse((response) => response.url().endsWith('/metrics'))
      expect(await figures(page, 'Connections')).toMatchObject({ connections: '1' })
      await page.getByRole('button', { name: 'Go on' }).press('Enter')
      await expect.poll(() => figures(page, 'Connections'), patience).toMatchObject({ connections: '0' })
    })

    it('shows one moment in all charts when one is pointed at', async () => {
      const server = await startTestServer()
      const page = await look(`${server.http}/#/live`)
      await expect.poll(() => figures(page, 'Memory'), patience).toEqual({ resident: known })
      const canvas = figure(page, 'Messages in').locator('.u-over')
      await canvas.hover({ position: { x: 20, y: 40 } })
      const left = (name: string) =>
        figure(page, name)
          .locator('.u-cursor-x')
          .evaluate((line) => (line as unknown as { style: { transform: string } }).style.transform)
      await expect.poll(() => left('Backlog')).toMatch(/translate\((?:19|20|21)(?:\.\d+)?px/)
      expect(await left('Processor')).toBe(await left('Backlog'))
      await page.mouse.move(2, 2)
      await expect.poll(() => left('Backlog')).toMatch(/translate\(-10px/)
    })

    it.each(['light', 'dark'] as const)('fits a narrow screen, %s', async (colorScheme) => {
      const server = await startTestServer()
      const page = await look(`${server.http}/#/live`, { viewport: { width: 340, height: 700 }, colorScheme })
      await expect.poll(() => figures(page, 'Memory'), patience).toEqual({ resident: known })
      const wide = await page.evaluate(`[...document.querySelectorAll('*')]
        .filter((each) => !each.closest('.unseen, .live-canvas') && each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.className)`)
      expect(wide).toEqual([])
      const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
      expect(ground === 'rgb(244, 246, 245)').toBe(colorScheme === 'light')
    })

    it('draws anew in other colours when the theme changes', async () => {
      const server = await startTestServer()
      const page = await look(`${server.http}/#/live`, { colorScheme: 'light' })
      await expect.poll(() => figures(page, 'Memory'), patience).toEqual({ resident: known })
      const inks = `(() => {
        const canvas = document.querySelector('.live-card-memory canvas')
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
        let [light, dark] = [0, 0]
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] < 200) continue
          if (data[at] + data[at + 1] + data[at + 2] > 384) light++
          else dark++
        }
        return light > dark ? 'light' : 'dark'
      })()`
      const writing = async () => page.evaluate(inks)
      const before = await writing()
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect.poll(writing, patience).not.toBe(before)
      expect(await page.locator('canvas').count()).toBe(9)
    })
  })
})
