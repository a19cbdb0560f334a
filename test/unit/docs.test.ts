/** What the documents point at is there: links, anchors, paths, and what the map of the source names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
/** These name files of the reader’s own project, as examples. */
const ofOtherProjects = new Set(['docs/EVENTS.md', 'docs/GENERATOR.md'])
/** Without blocks of code, whose lines are no prose. */
const proseOf = (path: string): string => textOf(path).replace(/^(`{3,}).*?^\1$/gms, '')

/** As GitHub makes them of headings, and those that stand there as such. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)])
}

describe.each(documents)('%s', (document) => {
  it('links to what is there', () => {
    const broken = [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return []
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? document : normalize(join(dirname(document), path))
      if (!existsSync(join(root, file))) return [`${target}: there is no ${file}`]
      return anchor === undefined || anchorsOf(textOf(file)).has(anchor) ? [] : [`${target}: ${file} has no such place`]
    })
    expect(broken).toEqual([])
  })

  it.skipIf(ofOtherProjects.has(document))('names files and folders of this repository that are there', () => {
    const named = [...proseOf(document).matchAll(/`((?:src|schema|generated|test|docs|scripts)\/[^`\s]*)`/g)]
    // A star stands for some, and a name in angle brackets for any.
    const gone = named.map(([, path = '']) => path.split(/[*<{:]/)[0] ?? '').filter((path) => !isThere(path))
    expect(gone).toEqual([])
  })
})

/** Whether something begins like this. */
function isThere(path: string): boolean {
  if (existsSync(join(root, path))) return true
  const folder = join(root, dirname(path))
  const name = path.slice(path.lastIndexOf('/') + 1)
  return existsSync(folder) && readdirSync(folder).some((entry) => entry.startsWith(name))
}

describe('the map of the source', () => {
  const [, map = ''] = textOf('README.md').split('## Map of the source')
  const rows = [...map.matchAll(/^\| (`[^|]*`) \| (.*) \|$/gm)].map(([, first = '', second = '']) => ({
    places: namesIn(first),
    named: namesIn(second),
  }))

  it('has a row for each folder of the source', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}/`)
    const told = rows.flatMap(({ places }) => places)
    expect(folders.filter((folder) => !told.includes(folder))).toEqual([])
    expect(told.filter((place) => !isThere(place))).toEqual([])
  })

  it('names files and folders that are there', () => {
    const gone = rows.flatMap(({ places, named }) =>
      named
        .filter((name) => /^[\w./*-]+(?:\.tsx?|\.md|\/)$/.test(name))
        .filter((name) => {
          const path = name.split('*')[0] ?? ''
          return ![...places.map((place) => `${place}${path}`), path].some(isThere)
        }),
    )
    expect(gone).toEqual([])
  })
})

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}
