/** People at the page: each in a browser context of their own, who sign in, join rooms and talk as one does by hand. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { openPage, type WatchedPage } from './browser.ts'

export class Person {
  readonly page: Page
  readonly watched: WatchedPage

  private constructor(watched: WatchedPage) {
    this.watched = watched
    this.page = watched.page
  }

  static async arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Person> {
    const person = new Person(await openPage(browser, options))
    // Sooner than a test gives up, so that it is told what was waited for.
    person.page.setDefaultTimeout(20_000)
    await person.page.goto(url)
    return person
  }

  async signIn(name: string): Promise<this> {
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    await this.page.getByRole('button', { name: 'Connect', exact: true }).click()
    await this.connected()
    return this
  }

  async connected(): Promise<void> {
    await this.page.getByRole('banner').getByRole('status').getByText('Connected').waitFor()
  }

  /** Back after the server was away: whoever sees "Try now" presses it. */
  async back(): Promise<void> {
    const now = this.page.getByRole('button', { name: 'Try now' })
    const open = this.page.getByRole('banner').getByRole('status').getByText('Connected')
    await now.or(open).first().waitFor()
    // Meanwhile it may have come back by itself, or may be trying.
    await Promise.race([open.waitFor(), now.click().catch(() => undefined)])
    await open.waitFor()
  }

  async join(room: string): Promise<this> {
    const field = this.page.getByRole('textbox', { name: 'Join a room' })
    await field.fill(room)
    await field.press('Enter')
    await this.page.getByRole('heading', { name: room }).waitFor()
    await this.people.getByText(/^.*you/).waitFor()
    return this
  }

  async writeTo(user: string): Promise<this> {
    const field = this.page.getByRole('textbox', { name: 'Message somebody' })
    await field.fill(user)
    await field.press('Enter')
    await this.page.getByRole('heading', { name: user }).waitFor()
    return this
  }

  async say(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Message to/ })
    await field.fill(text)
    await field.press('Enter')
  }

  get people(): Locator {
    return this.page.getByRole('complementary', { name: 'People' })
  }

  get log(): Locator {
    return this.page.getByRole('log')
  }

  /** The texts of all messages that are shown, pending ones too. */
  texts(): Promise<string[]> {
    return this.page.locator('.chat-text').allInnerTexts()
  }

  /** A link of the list of conversations. */
  conversation(name: string): Locator {
    const title = this.page.locator('.chat-item-title').getByText(name, { exact: true })
    const lists = this.page.getByRole('complementary', { name: 'Conversations' })
    return lists.getByRole('link').filter({ has: title })
  }
}

/** What a person with a keyboard or a screen reader stumbles over, in words. Empty: nothing. */
export function stumblingBlocks(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const found = []
    const seen = (each) => each.getClientRects().length > 0
    const textOf = (id) => document.getElementById(id)?.textContent?.trim() ?? ''
    const nameOf = (each) => (
      each.getAttribute('aria-label') ||
      (each.getAttribute('aria-labelledby') ?? '').split(' ').map(textOf).join(' ').trim() ||
      [...(each.labels ?? [])].map((label) => label.textContent?.trim()).join(' ').trim() ||
      (/^(INPUT|TEXTAREA|SELECT)$/.test(each.tagName) ? '' : each.textContent?.trim()) ||
      each.getAttribute('title') || ''
    )
    const place = (each) => each.outerHTML.slice(0, 120)
    for (const each of document.querySelectorAll('a[href], button, input, select, textarea, [role=tab], [role=slider]')) {
      if (seen(each) && nameOf(each) === '') found.push('has no name: ' + place(each))
    }
    for (const each of document.querySelectorAll('[tabindex]')) {
      if (each.tabIndex > 0) found.push('jumps the queue: ' + place(each))
    }
    const ids = [...document.querySelectorAll('[id]')].map((each) => each.id)
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push('id twice: ' + id)
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
      for (const each of document.querySelectorAll('[' + attribute + ']')) {
        for (const id of each.getAttribute(attribute).split(' ')) {
          if (document.getElementById(id) === null) found.push(attribute + ' leads nowhere: ' + place(each))
        }
      }
    }
    for (const each of document.querySelectorAll('img:not([alt]), svg:not([aria-hidden]):not([role])')) {
      found.push('says nothing: ' + place(each))
    }
    if (document.querySelectorAll('main').length !== 1) found.push('has not one main')
    if (document.querySelectorAll('h1').length !== 1) found.push('has not one h1: ' + document.querySelectorAll('h1').length)
    const wide = [...document.querySelectorAll('body *')].filter((each) =>
      seen(each) && !each.closest('.unseen, pre, .editor, .log-entries, .drawer') &&
      each.getBoundingClientRect().right > innerWidth + 1)
    for (const each of wide) found.push('is wider than the window: ' + place(each))
    return found
  })()`)
}
