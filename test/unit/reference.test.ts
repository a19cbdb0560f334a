import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSchemas } from '../../src/codegen/load.ts'
import { documentsOf, GeneratorError, type SchemaSet } from '../../src/codegen/model.ts'
import { emitReference } from '../../src/codegen/reference.ts'
import { settingsOf } from '../../src/codegen/settings.ts'
import { greenhouse, without } from '../support/greenhouse.ts'

function textOf(set: SchemaSet): string {
  const [file] = emitReference(set)
  expect(file?.path).toBe('PROTOCOL.md')
  return file?.content ?? ''
}

function withProse(...lines: string[]): SchemaSet {
  return { ...greenhouse, reference: lines.join('\n') }
}

/** From one heading or anchor to the next heading. */
function partOf(text: string, start: string): string {
  const from = text.indexOf(start)
  expect(from, `${start} is there`).toBeGreaterThanOrEqual(0)
  const rest = text.slice(from + start.length).replace(/^\s*#.*\n/, '')
  const end = rest.search(/\n#{1,6} |\n<a id="(?:event|route)-[^"]*"><\/a>\n\n#/)
  return end === -1 ? rest : rest.slice(0, end)
}

function jsonBlocks(text: string): unknown[] {
  return [...text.matchAll(/^```json\n(.*?)\n```$/gms)].map(([, block = '']) => JSON.parse(block) as unknown)
}

describe.each(['a foreign protocol', 'our own protocol'] as const)('the reference of %s', (which) => {
  let set: SchemaSet
  let text: string
  beforeAll(async () => {
    set = which === 'a foreign protocol' ? greenhouse : await loadSchemas('schema', { command: 'npm run generate' })
    text = textOf(set)
  })

  it('has a place for every event, with its description', () => {
    for (const { role, schema } of set.documents) {
      if (!('event' in role)) continue
      const part = partOf(text, `<a id="event-${role.event}"></a>`)
      expect(part).toContain(String(schema['description']))
    }
  })

  it('tells of every request its reply, its errors and an example of both', () => {
    for (const { role, schema } of documentsOf(set, 'request')) {
      const part = partOf(text, `<a id="event-${role.event}"></a>`)
      expect(part).toContain(`<a id="event-${role.reply}"></a>`)
      for (const code of [...role.errors, ...(documentsOf(set, 'protocol')[0]?.role.everyRequest ?? [])]) {
        expect(part).toContain(`[\`${code}\`](#error-${code})`)
      }
      const reply = documentsOf(set, 'reply').find((one) => one.role.event === role.reply)
      expect(jsonBlocks(part)).toEqual([schema['examples'], reply?.schema['examples']].flat())
    }
  })

  it('has every error code and close code, with what to do about it', () => {
    for (const entry of documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes)) {
      const row = text.split('\n').find((line) => line.includes(`<a id="error-${entry.code}"></a>`)) ?? ''
      expect(row.replaceAll('\\|', '|')).toContain(`${entry.meaning} | ${entry.action} |`)
    }
    for (const entry of documentsOf(set, 'close_codes').flatMap(({ role }) => role.codes)) {
      const row = text.split('\n').find((line) => line.includes(`<a id="close-${entry.code}"></a>`)) ?? ''
      expect(row).toContain(`**${entry.policy}** | ${entry.meaning} | ${entry.action} |`)
    }
    for (const { ranges, peers } of documentsOf(set, 'close_codes').map(({ role }) => role)) {
      for (const { from, to, policy, meaning } of ranges)
        expect(text).toContain(`| ${from}–${to} | **${policy}** | ${meaning} |`)
      for (const { code, name, meaning } of peers) expect(text).toContain(`| ${code} | \`${name}\` | ${meaning} |`)
    }
  })

  it('has every route, with a command to try it', () => {
    for (const { name, role } of documentsOf(set, 'route')) {
      const part = partOf(text, `<a id="route-${name}"></a>\n\n### ${role.method} ${role.path}`)
      expect(part).toContain(`**Success**: ${role.success.status}`)
      expect(part).toMatch(/```sh\ncurl .*\n/)
      expect(/```sh\n(.*?)```/s.exec(part)?.[1]).not.toMatch(/\{[a-z_]+\}/)
    }
  })

  it('has every setting and every value', () => {
    for (const document of documentsOf(set, 'settings')) {
      for (const setting of settingsOf(document, set)) {
        const row = text.split('\n').find((line) => line.includes(`<a id="setting-${setting.key}"></a>`)) ?? ''
        expect(row).toContain(`\`${setting.env}\``)
        expect(row).toContain(setting.secret ? `\`${setting.env}_FILE\`` : `\`${setting.flag}\``)
      }
    }
    for (const { name } of documentsOf(set, 'value')) expect(text).toContain(`<a id="value-${name}"></a>`)
  })

  it('has no two anchors of one name and no link that leads nowhere', () => {
    const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)
    expect(ids).toEqual([...new Set(ids)])
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    )
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, id = '']) => id)
    expect(links.length).toBeGreaterThan(20)
    for (const link of links) expect([...ids, ...headings]).toContain(link)
  })

  it('has rows that all have as many cells as their head', () => {
    for (const [table] of text.matchAll(/(?:^\|.*\|\n)+/gm)) {
      const widths = table
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length)
      expect(new Set(widths).size, table).toBe(1)
    }
  })

  it('holds only JSON that parses, and only frames that the schemas accept', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const { name, schema } of set.documents) ajv.addSchema(schema, `${name}.json`)
    const frames = new Map(
      set.documents.flatMap(({ name, role }) => ('event' in role ? [[role.event, name] as const] : [])),
    )
    const blocks = jsonBlocks(text)
    expect(blocks.length).toBeGreaterThan(3)
    for (const block of blocks) {
      const type: unknown = typeof block === 'object' && block !== null && 'type' in block ? block.type : undefined
      const name = typeof type === 'string' ? frames.get(type) : undefined
      if (name !== undefined) expect(ajv.validate(`${name}.json`, block), JSON.stringify(block)).toBe(true)
    }
  })

  it('has no placeholder left, says where it comes from, and is the same every time', () => {
    expect(text.match(/<!--[^>]*-->/g)).toEqual([
      expect.stringContaining(`Generated from ${set.source}/ by \`${set.command}\``),
    ])
    expect(text.startsWith('<!-- ')).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toContain('undefined')
    expect(textOf(set)).toBe(text)
  })
})

describe('the rows of the reference', () => {
  const text = textOf(greenhouse)

  it.each([
    ['bounds in words', '`bed` | string, 1–12 characters, matching `^a\\|b$` |'],
    ['numbers', 'litres` | number, more than 0, at most 12,000 |'],
    ['a reference, as its kind and a link', '| `amount` | number ([`litres`](#value-litres)) | yes | Water. |'],
    [
      'words beside a reference instead of those behind it',
      '| `bed` | string ([`bed`](#value-bed)) | yes | Which bed; `a\\|b`. |',
    ],
    ['a list that contains its own owner', '| `shoots` | list of objects ([`plant`](#value-plant)) | no |'],
    ['a tuple', '| `corner` | list of number, then number |'],
    ['choices with a default', '| `mode` | one of `slow`, `fast`, default `slow` | no |'],
    ['the fields of one shape among several', '| `spray.drops` | integer | depends |'],
    ['a union by its names', 'Either object ([`water.Mist`](#value-water.Mist)) or object.'],
    ['what a schema says in its own words', '**Rule**: must have `spray` or `corner`.'],
    [
      'a value that only the settings know, with the settings',
      '<a id="value-pot_size"></a>`pot_size` | integer, 1–99 |',
    ],
    ['entries of a list without a name', '| `height` | integer, default `3` | no | In steps. |'],
    ['a setting with its flag', '`roof.is_open` | `GREEN_ROOF_IS_OPEN` | `--roof-is-open` | `false` | boolean |'],
    [
      'a secret without one',
      '`key` | `GREEN_KEY` or `GREEN_KEY_FILE` | none | none | string | **Secret.** The key of the door. |',
    ],
    [
      'a part of a path, which is always needed',
      '| `bed` | path | string ([`bed`](#value-bed)) | yes | A bed of plants. |',
    ],
    ['a header as people write it', '| `X-Gardener` | header | string | no |'],
    [
      'errors over HTTP by status',
      '409 [`overgrown`](#error-overgrown), 503 [`dry`](#error-dry), 503 [`locked`](#error-locked)',
    ],
  ])('%s', (_what, row) => {
    expect(text).toContain(row)
  })

  it('quotes what a shell would take apart', () => {
    expect(text).toContain(
      'curl \'https://garden.example/beds/b?word=it%27s+me\' \\\n  -H "Authorization: Bearer $API_KEY"\n',
    )
    expect(text).toContain(`curl -X PUT https://garden.example/beds/b \\\n  -H 'X-Gardener: Ada' \\\n`)
    expect(text).toContain(`-d '{"name":"lamb'\\''s ear"}'`)
  })
})

describe('the prose of the reference', () => {
  it('keeps what stands around the placeholders, and headings below that of the prose', () => {
    const text = textOf(withProse('# Garden', '', 'Before.', '', '### Deep', '', '  <!-- pushes -->  ', '', 'After.'))
    expect(text).toMatch(
      /# Garden\n\nBefore\.\n\n### Deep\n\n<a id="event-grown"><\/a>\n\n#### grown\n[\s\S]*\n\nAfter\.\n$/,
    )
  })

  it('has no links to what is left out', () => {
    const text = textOf(withProse('<!-- requests -->'))
    expect(text).toContain('| `amount` | number (`litres`) |')
    expect(text).toContain('**Errors**: `dry`, `overgrown`.')
    expect(text).not.toContain('](#')
  })

  it('may speak of placeholders in code', () => {
    expect(textOf(withProse('```', '<!-- pushes -->', '```', 'and `[x](#nowhere)`'))).toContain('<!-- pushes -->')
  })

  it('says so where a section has nothing in it', () => {
    expect(textOf({ ...without(greenhouse, 'route'), reference: '<!-- routes -->' })).toContain('\n\nNone.\n')
  })

  it('refuses a placeholder that it does not know, by its line', () => {
    const emit = () => emitReference(withProse('# Garden', '', '<!-- reqests -->'))
    expect(emit).toThrow(GeneratorError)
    expect(emit).toThrow('garden/reference.md:3: `<!-- reqests -->` is no placeholder; there are index, requests,')
  })

  it('refuses a placeholder that stands twice', () => {
    expect(() => emitReference(withProse('<!-- pushes -->', '', '<!-- pushes -->'))).toThrow(
      'garden/reference.md:3: `<!-- pushes -->` stands in line 1 already',
    )
  })

  it('refuses a link to what has gone, by its line', () => {
    expect(() => emitReference(withProse('# Garden', 'See [mould](#error-mould).', '<!-- error_codes -->'))).toThrow(
      'garden/reference.md:2: a link leads to `#error-mould`, where nothing stands',
    )
  })

  it('is not needed, nor is a protocol', () => {
    const values = without(
      greenhouse,
      'protocol',
      'request',
      'reply',
      'push',
      'error',
      'route',
      'settings',
      'close_codes',
    )
    const text = textOf(values)
    expect(text).toContain('# garden\n')
    expect(text.match(/^## .*$/gm)).toEqual(['## Error codes', '## Values'])
  })
})
