/**
 * Debian's Chromium, driven over its own protocol; nothing is downloaded. Where there is none, the tests of the page are
 * skipped with a line that says how to get it; in CI they fail instead.
 */
import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))
const executable = find()

/** For `describe.skipIf`. */
export const noBrowser = executable === undefined && process.env['CI'] !== 'true'
if (noBrowser) {
  console.warn(
    'No chromium: the tests of the page are skipped. `apt-get install chromium`, or set CHROMIUM to its path.',
  )
}

function find(): string | undefined {
  const names = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'].filter(
    (name): name is string => name !== undefined && name !== '',
  )
  return names.find((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/**
 * Builds the page, when it is not built from what the sources are now, so that a server started from the sources or from
 * dist/ serves it. For `beforeAll`.
 */
export async function preparePage(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
}

/** For `beforeAll`; close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  if (executable === undefined) throw new Error('there is no chromium: `apt-get install chromium`')
  return chromium.launch({
    executablePath: executable.includes('/') ? executable : which(executable),
    // A sandbox inside of a container takes rights that tests should not need, and it only ever sees our own page.
    chromiumSandbox: false,
    args: ['--disable-dev-shm-usage', '--disable-gpu'],
  })
}

function which(name: string): string {
  return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
}

/** A page, and everything that went wrong in it: `faults` is to be empty at the end of a test. */
export interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** What the console called an error, exceptions, and breaches of the Content-Security-Policy. */
  readonly faults: string[]
}

/** In a context of its own: another person at another machine. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    // That a request failed is said of every reconnect; whether it may is for the test to know.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection to/.test(message.text())) {
      faults.push(`console: ${message.text()}`)
    }
  })
  return { page, context, faults }
}
