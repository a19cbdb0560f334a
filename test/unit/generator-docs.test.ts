/** What docs/GENERATOR.md says is so. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../src/codegen/formats.ts'
import { generate } from '../../src/codegen/generate.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import { kinds } from '../../src/codegen/roles.ts'
import {
  compileConsumer,
  importFrom,
  readTree,
  temporaryFolder,
  type Validators,
} from '../support/generated-project.ts'

const docs = await readFile(fileURLToPath(new URL('../../docs/GENERATOR.md', import.meta.url)), 'utf8')
/** A block of code after whose language stands a file name is that file. */
const files = [...docs.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }))

describe('the manual of the generator', () => {
  let dir: string
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ dir, remove } = await temporaryFolder())
    // The example imports TypeBox.
    await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(dir, 'node_modules'), 'junction')
    for (const { path, text } of files) {
      await mkdir(dirname(join(dir, path)), { recursive: true })
      await writeFile(join(dir, path), text)
    }
    await generate({ schema: join(dir, 'schema'), out: join(dir, 'generated'), client: true })
  })
  afterAll(() => remove())

  it('has an example that generates what it says', async () => {
    expect(files.map(({ path }) => path)).toEqual(['schema/ring.json', 'schema/sound.json', 'schema/answers.ts'])
    const made = [...(await readTree(join(dir, 'generated'))).keys()]
    expect(made).toEqual(
      expect.arrayContaining(['types.ts', 'operations.ts', 'validators.js', 'schema/bell_error.json']),
    )
    // Of everything that is made there is a row in the table.
    for (const path of made) expect(docs).toContain(`\`${path.replace(/^schema\/.*/, 'schema/<name>.json')}\``)
  })

  it('shows what the validators answer', async () => {
    const { refuseRequest, violation } = await importFrom<Validators>(dir, 'generated/validators.js')
    expect(refuseRequest({ type: 'ring', data: { times: 2 } })).toBeUndefined()
    const answers = [
      refuseRequest({ type: 'ring', data: { times: 0 } }),
      refuseRequest({ type: 'rnig' }),
      violation('sound', {}),
    ]
    for (const answer of answers) expect(docs).toContain(`// ${inOneLine(answer)}`)
  })

  it('shows a client that compiles, and would not with a misspelt field', async () => {
    const [, example = ''] = /^```ts\n(import \{ connect \}[\s\S]*?)^```$/m.exec(docs) ?? []
    await writeFile(join(dir, 'package.json'), '{ "type": "module" }')
    await writeFile(join(dir, 'consumer.ts'), `${example}export {}\n`)
    expect(await compileConsumer(dir, 'client')).toBe('')
    await writeFile(join(dir, 'consumer.ts'), `${example.replace('times: 2', 'tims: 2')}export {}\n`)
    expect(await compileConsumer(dir, 'client')).toContain('tims')
  })

  it('shows a complaint as it is', async () => {
    const line = /^pactwire generate: (.*)$/m.exec(docs)?.[1]
    await writeFile(join(dir, 'schema', 'bell.json'), '{ "properties": { "data": { "requried": ["a"] } } }')
    await expect(loadSchemas(join(dir, 'schema'))).rejects.toThrow(line)
  })

  it('names every kind of schema and every format', () => {
    const rows = [...docs.matchAll(/^\| `(\w+)` \|.*\|.*\|$/gm)].map(([, kind]) => kind).slice(1)
    expect(rows.sort()).toEqual([...kinds].sort())
    const [, list = ''] = /## Formats\n\n([^.]*)\./.exec(docs) ?? []
    expect([...list.matchAll(/`([\w-]+)`/g)].map(([, format]) => format).sort()).toEqual(Object.keys(formats).sort())
  })
})

/** As a person writes an object down in JavaScript. */
function inOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `'${value}'`
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${inOneLine(item)}`)
  return `{ ${entries.join(', ')} }`
}
