/** The chat of the page, as people use it: in real browsers, against real servers, one of which is killed. */
import { describe, expect, it } from 'vitest'
import { mintToken } from '../../src/auth/mint.ts'
import { Refused } from '../../src/index.ts'
import { noBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { stumblingBlocks } from '../support/page-people.ts'
import { visits } from '../support/page-visits.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer } from '../support/test-server.ts'

const patience = { timeout: 20_000 }

describe.skipIf(noBrowser)('the chat', () => {
  const { arrive, serve: served, folder: emptyFolder } = visits()
  const come = async (url: string, name: string) => (await arrive(url)).signIn(name)

  it('lets two people talk, and shows who is there from how many windows', async () => {
    const { http } = await startTestServer({ presence_debounce_ms: 0 })
    const alice = await (await come(http, 'alice')).join('room:1')
    const bob = await (await come(http, 'bob')).join('room:1')
    await alice.log.getByText('bob joined').waitFor()
    await alice.say('Good morning!')
    await bob.log.getByText('Good morning!').waitFor()
    await bob.say('Good morning,\nAlice.')
    await bob.say('Second line')
    await expect.poll(() => alice.texts(), patience).toEqual(['Good morning!', 'Good morning,\nAlice.', 'Second line'])
    // One head for the two that belong together.
    expect(await alice.page.locator('.chat-author').allInnerTexts()).toEqual(['alice', 'bob'])

    const again = await (await come(http, 'bob')).join('room:1')
    await expect.poll(() => again.texts(), patience).toHaveLength(3)
    // Asked again now and then, and by whoever comes back to the room.
    const comeBack = async () => {
      await alice.join('elsewhere')
      await alice.conversation('room:1').click()
    }
    await comeBack()
    await expect
      .poll(() => alice.people.getByRole('listitem').allInnerTexts(), patience)
      .toEqual([expect.stringMatching(/alice\s*you/), expect.stringMatching(/bob\s*2 windows/)])
    await again.watched.context.close()
    await comeBack()
    await expect.poll(() => alice.people.textContent(), patience).not.toContain('windows')
  })

  it('sends on Enter, and begins a new line on Shift+Enter', async () => {
    const { http } = await startTestServer()
    const alice = await (await come(http, 'alice')).join('room:1')
    await alice.page.keyboard.type('one')
    await alice.page.keyboard.press('Shift+Enter')
    await alice.page.keyboard.type('two')
    await alice.page.keyboard.press('Enter')
    await expect.poll(() => alice.texts(), patience).toEqual(['one\ntwo'])
    await alice.page.keyboard.press('Enter')
    expect(await alice.texts()).toHaveLength(1)
  })

  it('counts what comes elsewhere, and shows who wrote it', async () => {
    const { http, url } = await startTestServer()
    const alice = await (await (await come(http, 'alice')).join('ops')).join('room:1')
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'ops' })
    await bob.request('send_message', { channel_id: 'ops', content: 'disk is full' })
    await bob.request('send_direct', { to: 'alice', content: 'a word in private' })
    await expect.poll(() => alice.conversation('ops').textContent(), patience).toMatch(/bob: disk is full1 unread/)
    await expect.poll(() => alice.conversation('bob').textContent(), patience).toMatch(/bob: a word in private1 unread/)
    await expect.poll(() => alice.page.title()).toBe('(2) Chat · Pactwire')
    await alice.page.getByRole('link', { name: 'Protocol' }).click()
    await bob.request('send_message', { channel_id: 'ops', content: 'still full' })
    await expect.poll(() => alice.page.title(), patience).toMatch(/^\(3\)/)
    await alice.page.goBack()
    await alice.conversation('ops').click()
    await alice.log.getByText('new', { exact: true }).waitFor()
    await expect.poll(() => alice.page.title()).toMatch(/^\(1\)/)
    await bob.close()
  })

  it('keeps direct messages for those who are away', async () => {
    const { http } = await startTestServer()
    const bob = await (await come(http, 'bob')).writeTo('alice')
    await bob.say('Lunch?')
    await expect.poll(() => bob.page.locator('[data-delivery]').count(), patience).toBe(0)
    const alice = await come(http, 'alice')
    await expect.poll(() => alice.conversation('bob').textContent(), patience).toMatch(/Lunch\?1 unread/)
    await alice.conversation('bob').click()
    await alice.say('At one.')
    await expect.poll(() => bob.texts(), patience).toEqual(['Lunch?', 'At one.'])
    // The other window of the same person has what this one says.
    const elsewhere = await come(http, 'alice')
    await elsewhere.conversation('bob').click()
    await expect.poll(() => elsewhere.texts(), patience).toEqual(['Lunch?', 'At one.'])
  })

  it('reads back as the reader goes up, and says where the beginning is', async () => {
    const { http, url } = await startTestServer()
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'room:1' })
    for (let at = 1; at <= 180; at++) await bob.request('send_message', { content: `line ${at}` })
    const alice = await (await come(http, 'alice')).join('room:1')
    const last = alice.log.getByText('line 180', { exact: true })
    await last.waitFor()
    expect((await alice.texts()).length).toBeLessThanOrEqual(100)

    const anchor = alice.log.getByText('line 131', { exact: true })
    await alice.log.evaluate((box) => {
      ;(box as unknown as { scrollTop: number }).scrollTop = 0
    })
    await alice.log.getByText('line 81', { exact: true }).waitFor({ state: 'attached' })
    // What was looked at has not moved away.
    expect(await anchor.evaluate(inWindow)).toBe(true)
    await expect
      .poll(async () => {
        await alice.log.evaluate((box) => {
          ;(box as unknown as { scrollTop: number }).scrollTop = 0
        })
        return alice.texts()
      }, patience)
      .toEqual(Array.from({ length: 180 }, (_, at) => `line ${at + 1}`))
    await alice.log.getByText('The beginning of what is kept.').waitFor()

    await bob.request('send_message', { content: 'line 181' })
    await alice.page.getByRole('button', { name: '1 new' }).click()
    await alice.log.getByText('line 181').waitFor()
    expect(await alice.log.getByText('line 181').evaluate(inWindow)).toBe(true)
    await bob.close()
  })

  it('loses nothing when the server is killed, and delivers what was written meanwhile', async () => {
    const port = await freePort()
    const folder = await emptyFolder()
    const serve = () => served(port, '--data-dir', folder)
    const server = await serve()
    const http = `http://127.0.0.1:${port}`
    const alice = await (await come(http, 'alice')).join('room:1')
    const bob = await (await come(http, 'bob')).join('room:1')
    await alice.say('before')
    await bob.log.getByText('before').waitFor()

    await server.end('SIGKILL')
    await alice.page.getByRole('button', { name: 'Try now' }).waitFor(patience)
    expect(await alice.page.getByRole('banner').getByRole('status').textContent()).toBe('Connection lost')
    await alice.say('written while nobody listens')
    await alice.say('and once more')
    await alice.log.getByText('Pending: will be sent when connected').first().waitFor()
    await alice.say('not this, after all')
    await expect.poll(() => alice.page.locator('[data-delivery="pending"]').count()).toBe(3)
    const unwanted = alice.log.getByRole('listitem').filter({ hasText: 'not this, after all' })
    await unwanted.getByRole('button', { name: 'Discard' }).click()
    await expect.poll(() => alice.page.locator('[data-delivery="pending"]').count()).toBe(2)

    await serve()
    for (const person of [alice, bob]) {
      await person.back()
      await expect
        .poll(() => person.texts(), patience)
        .toEqual(['before', 'written while nobody listens', 'and once more'])
    }
    await expect.poll(() => alice.page.locator('[data-delivery]').count(), patience).toBe(0)
    await bob.say('after')
    await alice.log.getByText('after').waitFor()
    expect(await alice.page.getByText('Messages may be missing here').count()).toBe(0)
  }, 90_000)

  it('says when messages may be missing, and reads them again', async () => {
    const port = await freePort()
    const serve = () => served(port, '--store', 'memory')
    const server = await serve()
    const alice = await (await come(`http://127.0.0.1:${port}`, 'alice')).join('room:1')
    await alice.say('of the first life')
    await expect.poll(() => alice.page.locator('[data-delivery]').count(), patience).toBe(0)
    await server.end('SIGKILL')
    await alice.page.getByRole('button', { name: 'Try now' }).waitFor(patience)
    await serve()
    await alice.back()
    await alice.log.getByText('Messages may be missing here').waitFor(patience)
    await alice.say('of the second life')
    await alice.log.getByText('of the second life').waitFor()
    await alice.log.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => alice.texts(), patience).toEqual(['of the second life'])
    await alice.log.getByText('The beginning of what is kept.').waitFor()
  }, 90_000)

  it('shows what cannot be sent, to be tried again or discarded', async () => {
    const { http } = await startTestServer(
      {},
      {
        onMessage: ({ content }) => {
          if (content.includes('forbidden')) throw new Refused({ code: 'forbidden', message: 'No fruit, please.' })
          return content
        },
      },
    )
    const alice = await (await come(http, 'alice')).join('room:1')
    await alice.say('forbidden fruit')
    await alice.log.getByText('Not sent: No fruit, please.').waitFor(patience)
    await alice.log.getByRole('button', { name: 'Retry' }).click()
    await alice.log.getByText(/^Not sent:/).waitFor(patience)
    await alice.log.getByRole('button', { name: 'Discard' }).click()
    await expect.poll(() => alice.texts()).toEqual([])
  })

  it('asks for a token where a name is not enough, and keeps it nowhere', async () => {
    const secret = 'a secret of the tests, long enough'
    const { http } = await startTestServer({ page: 'on', jwt_secret: secret })
    const alice = await arrive(http)
    await alice.page.getByLabel('Name', { exact: true }).fill('alice')
    await alice.page.getByRole('button', { name: 'Connect', exact: true }).click()
    await alice.page.getByRole('alert').waitFor(patience)
    const field = alice.page.getByLabel('Token', { exact: true })
    expect(await field.getAttribute('type')).toBe('password')
    await field.fill('not.a.token')
    await field.press('Enter')
    await alice.page.getByRole('alert').waitFor(patience)
    await field.fill(await tokenOf('alice', secret))
    await field.press('Enter')
    await alice.connected()
    await alice.join('room:1')
    expect(await alice.page.evaluate('JSON.stringify(sessionStorage) + JSON.stringify(localStorage)')).not.toMatch(
      /not\.a\.token|eyJ/,
    )
  })

  describe('and hostile content', () => {
    const hostile = [
      '<img src=x onerror="globalThis.harmed = true">',
      '<script>globalThis.harmed = true</script>',
      '"><svg onload=globalThis.harmed=true>',
      'javascript:globalThis.harmed=true',
      '[link](https://example.invalid) https://example.invalid/x',
      '{{constructor.constructor("globalThis.harmed=true")()}}',
      '\u202Egnp.exe\u202D after the override',
      `${'W'.repeat(5000)}`,
      '\u200b\u200d\ufeff zero width',
      '👩‍👩‍👧‍👦 🏳️‍🌈 Z̷̡̛͉̞a̴l̸g̵o̴',
      '\u0000\u0007\u001b[31mred',
      'line\n\n\nline',
    ]

    it('stays text, and is wider than nothing', async () => {
      const { http, url } = await startTestServer()
      const mallory = await RawClient.as(url, 'mallory')
      await mallory.request('join_channel', { channel_id: 'room:1' })
      for (const content of hostile) await mallory.request('send_message', { content })
      const alice = await arrive(http, { viewport: { width: 360, height: 700 } })
      await alice.signIn('alice')
      await alice.page.goto(`${http}/#/chat/room:1`)
      await alice.log.getByText('zero width').waitFor()
      const shown = await alice.page.locator('.chat-text').allTextContents()
      expect(shown).toEqual(hostile)
      for (const content of hostile) await mallory.request('send_message', { content })
      for (const content of hostile) await mallory.request('send_direct', { to: 'alice', content })
      await expect.poll(() => alice.page.locator('.chat-text').count(), patience).toBe(2 * hostile.length)
      expect(await alice.page.locator('.chat-message *:not(div, p, span, bdi, time)').count()).toBe(0)
      expect(await alice.page.evaluate('globalThis.harmed')).toBeUndefined()
      expect(await stumblingBlocks(alice.page)).toEqual([])
      await mallory.close()
    })
  })

  it.each([
    [1280, 'light'],
    [360, 'dark'],
  ] as const)('can be used without a mouse and without seeing it, %i wide and %s', async (width, colorScheme) => {
    const { http, url } = await startTestServer()
    const bob = await RawClient.as(url, 'bob')
    await bob.request('join_channel', { channel_id: 'room:1' })
    const alice = await arrive(http, { viewport: { width, height: 740 }, colorScheme, reducedMotion: 'reduce' })
    await alice.page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await stumblingBlocks(alice.page)).toEqual([])
    await alice.page.keyboard.type('alice')
    await alice.page.keyboard.press('Enter')
    await alice.connected()
    expect(await stumblingBlocks(alice.page)).toEqual([])
    await alice.page.getByRole('button', { name: 'Join room:1' }).press('Enter')
    await bob.request('send_message', { content: 'hello' })
    await alice.log.getByText('hello').waitFor()
    expect(await stumblingBlocks(alice.page)).toEqual([])
    expect(await alice.log.getAttribute('aria-live')).toBe('polite')
    if (width > 900) {
      await alice.conversation('room:1').focus()
      await alice.page.keyboard.press('ArrowDown')
      return
    }
    const drawer = alice.page.getByRole('complementary', { name: 'Conversations' })
    expect(await drawer.isVisible()).toBe(false)
    await alice.page.getByRole('button', { name: 'Conversations' }).press('Enter')
    await drawer.waitFor()
    expect(await stumblingBlocks(alice.page)).toEqual([])
    await alice.page.keyboard.press('Escape')
    await expect.poll(() => drawer.isVisible()).toBe(false)
    await expect.poll(() => alice.page.evaluate('document.activeElement?.ariaLabel')).toBe('Conversations')
    await bob.close()
  })
})

function tokenOf(userId: string, secret: string): Promise<string> {
  const never = { rights: undefined, issuer: undefined, audience: undefined }
  return mintToken({ ...never, secret, userId, issuedAt: Date.now(), lifetimeMs: 600_000 })
}

/** Runs in the page. */
function inWindow(each: unknown): boolean {
  const { getBoundingClientRect, closest } = each as {
    getBoundingClientRect: () => { top: number; bottom: number }
    closest: (selector: string) => { getBoundingClientRect: () => { top: number; bottom: number } } | null
  }
  const here = getBoundingClientRect.call(each)
  const box = closest.call(each, '.chat-log')?.getBoundingClientRect()
  return box !== undefined && here.bottom > box.top && here.top < box.bottom
}
