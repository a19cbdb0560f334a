/** The protocol explorer: every event of the contract, sent from the page to a real server, right and wrong. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { operations, pushes } from '../../generated/operations.ts'
import { noBrowser } from '../support/browser.ts'
import { stumblingBlocks } from '../support/page-people.ts'
import { visits } from '../support/page-visits.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer } from '../support/test-server.ts'

const patience = { timeout: 20_000 }
const requests = Object.keys(operations) as (keyof typeof operations)[]

describe.skipIf(noBrowser)('the protocol explorer', () => {
  const { open } = visits()

  async function look(http: string, event = '', options: BrowserContextOptions = {}): Promise<Page> {
    const { page } = await open(options)
    // Sooner than the test itself, so that it is told what was waited for.
    page.setDefaultTimeout(patience.timeout)
    await page.goto(`${http}/#/explorer/${event}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }

  const choose = async (page: Page, event: string) => {
    await page.getByRole('complementary').getByRole('link', { name: event, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: event, exact: true }).waitFor()
  }
  const editor = (page: Page, event: string) => page.getByRole('textbox', { name: `JSON of ${event}`, exact: true })
  const sendButton = (page: Page) => page.getByRole('button', { name: /^(Send|Connect and send|Send anyway)$/ })
  const entries = (page: Page, type: string): Locator => page.locator(`.entry[data-type="${type}"]`)

  it('has every event of the contract, with its prose and its fields', async () => {
    const { http } = await startTestServer()
    const page = await look(http)
    const list = page.getByRole('complementary', { name: 'Events of the contract' })
    const names = await list.getByRole('link').allInnerTexts()
    const replies = Object.values(operations).map(({ reply }) => reply)
    expect(names.sort()).toEqual([...requests, ...pushes, ...replies].sort())

    await list.getByRole('searchbox').fill('inbox join')
    expect(await list.getByRole('link').allInnerTexts()).toContain('join_channel')
    await list.getByRole('searchbox').fill('')
    await choose(page, 'new_message')
    for (const field of ['data.offset', 'data.content', 'data.user_id']) {
      await page.getByText(field, { exact: true }).waitFor()
    }
    await choose(page, 'join_channel')
    await page.getByRole('tab', { name: 'Reference' }).click()
    await page.getByText('data.since.epoch', { exact: true }).waitFor()
    await page.getByText('not_connected', { exact: true }).waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
  })

  it('sends each request of the contract, and shows what it is answered with and how quickly', async () => {
    const { http } = await startTestServer()
    const page = await look(http)
    // As one would: first the connection, then a room, then everything else.
    const refused: string[] = []
    const [first, last] = ['join_channel', 'leave_channel'] as const
    const order = [first, ...requests.filter((name) => name !== first && name !== last), last]
    for (const name of order) {
      await choose(page, name)
      await page.getByRole('button', { name: 'Insert example' }).click()
      await expect.poll(() => page.getByText('Valid', { exact: true }).count()).toBe(1)
      await sendButton(page).click()
      const sent = page.locator(`.entry[data-direction="sent"][data-type="${name}"]`).last()
      await sent.waitFor()
      const number = await sent.locator('.entry-number').textContent()
      const answer = page.locator('.entry').filter({ has: page.getByTitle(`Answers frame ${number}`, { exact: true }) })
      await answer.waitFor(patience)
      expect(await answer.locator('.entry-latency').textContent()).toMatch(/^[\d.]+ m?s$/)
      const isRefused = (await answer.getAttribute('data-type')) === 'error'
      expect(await answer.getAttribute('data-refusal')).toBe(String(isRefused))
      if (isRefused) refused.push(name)
      else expect(await answer.getAttribute('data-type')).toBe(operations[name].reply)
    }
    // Examples with a token, which this server does not know; and what it does not allow everybody.
    for (const name of refused) expect(['connect', 'refresh', 'publish']).toContain(name)
    await entries(page, 'new_message').first().waitFor()
    await entries(page, 'direct_message').first().waitFor()
  })

  it('names what is wrong at its line, and sends it anyway', async () => {
    const { http } = await startTestServer()
    const page = await look(http, 'history')
    const text = editor(page, 'history')
    await text.fill('{\n  "type": "history",\n  "id": "7",\n  "data": {\n    "limit": 5000,\n    "limt": 1\n  }\n}')
    const mistakes = page.getByRole('list', { name: 'Mistakes' })
    await expect
      .poll(() => mistakes.getByRole('listitem').allInnerTexts())
      .toEqual([
        expect.stringMatching(/line 4\s*data\.channel_id\s*is required/),
        expect.stringMatching(/line 5\s*data\.limit\s*must be at most 1000/),
        expect.stringMatching(/line 6\s*data\.limt\s*is not a known field/),
      ])
    await mistakes.getByText('is not a known field').click()
    expect(
      await text.evaluate((field) => {
        const { selectionStart, selectionEnd, value } = field as unknown as {
          selectionStart: number
          selectionEnd: number
          value: string
        }
        return value.slice(selectionStart, selectionEnd)
      }),
    ).toBe('"limt"')
    await text.press('Control+Enter')
    const refusal = entries(page, 'error').last()
    await refusal.waitFor()
    await refusal.getByRole('button').click()
    expect(await refusal.locator('pre').textContent()).toContain('"code": "invalid_data"')

    await text.fill('{"type": "history", ')
    await expect.poll(() => mistakes.textContent()).toMatch(/line 1.*name of a field/s)
    expect(await page.getByRole('button', { name: 'Add channel_id' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Send anyway' }).click()
    await page.locator('.entry').filter({ hasText: 'bad_frame' }).waitFor()
  })

  it('keeps form and JSON the same', async () => {
    const { http } = await startTestServer()
    const page = await look(http, 'join_channel')
    const text = editor(page, 'join_channel')
    const value = async () => JSON.parse(await text.inputValue())
    const form = page.getByRole('region', { name: 'Form' })
    await form.getByLabel('channel_id', { exact: true }).fill('ops')
    await expect.poll(value).toMatchObject({ data: { channel_id: 'ops' } })
    await form.getByRole('checkbox', { name: 'With data.since', exact: true }).uncheck()
    await form.getByRole('checkbox', { name: 'With data.durable' }).check()
    await expect.poll(async () => (await value()).data).toEqual({ channel_id: 'ops', durable: true })
    await form.getByLabel('durable', { exact: true }).selectOption('false')
    await expect.poll(async () => (await value()).data.durable).toBe(false)
    await text.fill('{"type":"join_channel","data":{"channel_id":"x y","since":{"epoch":"e","offset":1.5}}}')
    expect(await form.getByLabel('channel_id', { exact: true }).inputValue()).toBe('x y')
    await form.getByText('must be a channel id', { exact: false }).waitFor()
    const offset = form.getByLabel('offset', { exact: true })
    expect(await offset.getAttribute('aria-invalid')).toBe('true')
    await offset.fill('2')
    await expect.poll(async () => (await value()).data.since).toEqual({ epoch: 'e', offset: 2 })
    await offset.fill('two')
    await expect.poll(async () => (await value()).data.since.offset).toBe('two')
    await form.getByText('must be an integer').waitFor()
  })

  it('shows a busy channel without losing its breath, and can be stopped and cleared', async () => {
    const { http, url } = await startTestServer({
      limits: { request_burst: 10_000, user_request_burst: 10_000 },
    })
    const page = await look(http, 'join_channel')
    await sendButton(page).click()
    await entries(page, 'join_channel_ack').waitFor()
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'room:1' })
    for (let at = 0; at < 700; at++) await bob.request('send_message', { content: `<b>line ${at}</b>` })
    const log = page.getByRole('list', { name: 'Frames' })
    await log.getByText('line 699').waitFor(patience)
    expect(await page.locator('.entry').count()).toBe(500)
    expect(await log.locator('b').count()).toBe(0)

    await page.getByRole('button', { name: 'Pause' }).click()
    await bob.request('send_message', { content: 'unseen' })
    await page.getByRole('button', { name: /Go on \(\d+ new\)/ }).waitFor()
    expect(await log.getByText('unseen').count()).toBe(0)
    await page.getByRole('button', { name: /^Go on/ }).click()
    await log.getByText('unseen').waitFor()
    await page.getByRole('searchbox', { name: 'Filter frames' }).fill('unseen')
    await expect.poll(() => page.locator('.entry').count()).toBe(1)
    await page.getByRole('searchbox', { name: 'Filter frames' }).fill('')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(() => page.locator('.entry').count()).toBe(0)
    await bob.close()
  })

  it('connects as whom it is told, and says why it was turned away', async () => {
    const { http } = await startTestServer()
    const page = await look(http, 'presence')
    await page.getByLabel('user_id').fill('carol')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    const welcome = entries(page, 'connect_ack')
    await welcome.getByRole('button').click()
    expect(await welcome.locator('pre').textContent()).toContain('"user_id": "carol"')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByText('Closed by you.').waitFor()
    // Without the first word, the server will not talk.
    await page.getByRole('checkbox', { name: /and send connect/ }).uncheck()
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await sendButton(page).click()
    await page.locator('.entry[data-refusal="true"]').filter({ hasText: 'not_connected' }).waitFor()
  })

  it.each([
    [1280, 'light'],
    [360, 'dark'],
  ] as const)('can be used without a mouse and without seeing it, %i wide and %s', async (width, colorScheme) => {
    const { http } = await startTestServer()
    const page = await look(http, 'history', { viewport: { width, height: 740 }, colorScheme })
    expect(await stumblingBlocks(page)).toEqual([])
    await sendButton(page).press('Enter')
    await page.locator('.entry[data-direction="received"]').first().waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    if (width < 900) return
    await page.getByRole('searchbox', { name: 'Search events' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('heartbeat')
    await page.getByRole('tab', { name: 'Compose' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.getByRole('tab', { name: 'Reference' }).getAttribute('aria-selected')).toBe('true')
  })
})
