/** `pactwire init`: a small application that works, to be changed into one’s own. What it writes stands in init/template. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { systemReason } from '../codegen/place.ts'
import { packageVersion } from '../version.ts'
import type { Command, Terminal } from './command.ts'

const help = `Usage: pactwire init [DIR]

Writes a small application into a folder, the current one when none is named: two events with
their schemas, a server's configuration with the policy of a channel, a program that uses the
typed client, and a test that tries its handler with payloads made from the schemas.

Nothing that is there already is overwritten: then nothing is written at all.

  --help  this text

Example:
  pactwire init orders && cd orders && npm install && npm test
`

const template = fileURLToPath(new URL('./init/template', import.meta.url))

interface TemplateFile {
  /** Where it goes, with the separators of this system. */
  readonly path: string
  readonly content: string
}

export const init: Command = {
  name: 'init',
  summary: 'write a small working example to begin with',
  help,
  run,
}

async function run(args: readonly string[], { out, err }: Terminal): Promise<number> {
  let dir: string
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: true,
    })
    if (values.help === true) {
      out(help)
      return 0
    }
    const [named = '.', ...others] = positionals
    if (named === '' || others.length > 0) throw new TypeError('name one folder')
    dir = named
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)
    err(`pactwire init: ${first.replace(/\.$/, '')}; see pactwire init --help\n`)
    return 2
  }
  const files = await templateFiles(basename(resolve(dir)))
  const taken = await takenIn(dir, files)
  if (taken.length > 0) {
    err(
      `pactwire init: ${taken.join(', ')} in ${dir}: there already, and not overwritten; name a folder without ${taken.length === 1 ? 'it' : 'them'}\n`,
    )
    return 1
  }
  try {
    await write(dir, files)
  } catch (error) {
    err(`pactwire init: ${dir}: cannot be written to: ${systemReason(error)}; nothing was left there\n`)
    return 1
  }
  out(nextSteps(dir, files.length))
  return 0
}

async function templateFiles(folder: string): Promise<TemplateFile[]> {
  const entries = await readdir(template, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    paths.sort().map(async (path): Promise<TemplateFile> => {
      const name = relative(template, path)
      const content = await readFile(path, 'utf8')
      // npm would not put a file of that name into a package.
      if (name === 'gitignore') return { path: '.gitignore', content }
      return { path: name, content: name === 'package.json' ? manifest(content, folder) : content }
    }),
  )
}

/** With the name of the folder, as far as a package may be called so, and this version of Pactwire. */
function manifest(text: string, folder: string): string {
  const parsed = JSON.parse(text) as { name: string; dependencies: Record<string, string> }
  const fitting = folder
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
  const name = fitting === '' || fitting === 'pactwire' ? parsed.name : fitting
  const dependencies = { ...parsed.dependencies, pactwire: `^${packageVersion}` }
  return `${JSON.stringify({ ...parsed, name, dependencies }, null, 2)}\n`
}

/** Which of the files stand there already. */
async function takenIn(dir: string, files: readonly TemplateFile[]): Promise<string[]> {
  const there = await Promise.all(
    files.map(async ({ path }) => {
      try {
        await stat(join(dir, path))
        return [path]
      } catch {
        return []
      }
    }),
  )
  return there.flat()
}

async function write(dir: string, files: readonly TemplateFile[]): Promise<void> {
  /** What has been made, to be taken away again should the rest fail. */
  const made: string[] = []
  try {
    for (const { path, content } of files) {
      const file = join(dir, path)
      const folder = await mkdir(dirname(file), { recursive: true })
      if (folder !== undefined) made.push(folder)
      // Nor what has appeared since we looked.
      await writeFile(file, content, { flag: 'wx' })
      made.push(file)
    }
  } catch (error) {
    for (const path of made.reverse()) await rm(path, { recursive: true, force: true })
    throw error
  }
}

function nextSteps(dir: string, count: number): string {
  const enter = resolve(dir) === process.cwd() ? '' : `  cd ${/^[\w./-]+$/.test(dir) ? dir : JSON.stringify(dir)}\n`
  return `${dir}: ${count} files written. Next:

${enter}  npm install
  npm test            tries the handler of events with payloads made from their schemas
  npm run serve       starts the server; in another terminal:
  npm start           runs the application

The README there says what is where.
`
}
