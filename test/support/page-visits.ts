/**
 * The page in real browsers, for a file of tests: one browser for all, each visit in a context of its own. After each test
 * everything is closed and ended, and nothing may have gone wrong in any page.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser, openPage, preparePage, type WatchedPage } from './browser.ts'
import { Person } from './page-people.ts'
import { ServerProcess } from './process.ts'
import { stopTestServers } from './test-server.ts'

export interface Visits {
  /** A page that shows nothing yet. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>
  /** Somebody who comes to the page. */
  arrive(url: string, options?: BrowserContextOptions): Promise<Person>
  /** A server in a process of its own, which a test may kill. */
  serve(port: number, ...args: string[]): Promise<ServerProcess>
  /** An empty folder. */
  folder(): Promise<string>
}

/** To be called once, inside of `describe`. */
export function visits(): Visits {
  let browser: Browser
  const watched: WatchedPage[] = []
  const processes: ServerProcess[] = []
  const folders: string[] = []

  beforeAll(async () => {
    await preparePage()
    browser = await openBrowser()
  }, 120_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    const faults = watched.flatMap((each) => each.faults)
    for (const { context } of watched.splice(0)) await context.close()
    await stopTestServers()
    for (const process of processes.splice(0)) await process.end('SIGKILL')
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
    expect(faults).toEqual([])
  })

  return {
    open: async (options = {}) => {
      const opened = await openPage(browser, options)
      watched.push(opened)
      return opened
    },
    arrive: async (url, options = {}) => {
      const person = await Person.arrive(browser, url, options)
      watched.push(person.watched)
      return person
    },
    serve: async (port, ...args) => {
      const started = await ServerProcess.serve(args, {}, { port, from: 'built' })
      processes.push(started)
      return started
    },
    folder: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'pactwire-page-'))
      folders.push(folder)
      return folder
    },
  }
}
