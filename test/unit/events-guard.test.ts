/** What may become of an event that has been recorded. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { contract } from '../../src/events/contract.ts'
import { judge } from '../../src/events/guard.ts'
import { loadEvents } from '../../src/events/loading.ts'
import { type Recorded, recordIn } from '../../src/events/record.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import { EventsFolder, type FilesOfFolder, orderUpdated, removeEventsFolders, shop } from '../support/events.ts'

afterAll(removeEventsFolders)

async function judged(files: FilesOfFolder, recorded: Recorded = new Map()) {
  const { dir } = await EventsFolder.with(files)
  const { set, events } = await loadEvents({ dir, maxEvents: 100, beside: await contract() })
  return judge(recorded, set, events, 'the record')
}

/** What is said of the events when they were these, and are those now. */
async function becoming(before: FilesOfFolder, after: FilesOfFolder) {
  const { next } = await judged(before)
  return judged(after, next)
}

const withOrder = (more: object): FilesOfFolder => ({ ...shop, 'order_updated.json': { ...orderUpdated, ...more } })
const properties = { ...orderUpdated.properties }

describe('an event that was recorded', () => {
  test('may stay as it is; then nothing is to be written', async () => {
    const judgement = await becoming(shop, shop)
    expect(judgement.refusals).toEqual([])
    expect(judgement.findings.map(({ state }) => state)).toEqual(['same', 'same'])
    expect(judgement.next).toBeUndefined()
  })

  test.each<[string, FilesOfFolder]>([
    ['other words', withOrder({ description: 'Something else.' })],
    [
      'a new field that may be left out, of an object that takes no others',
      withOrder({ properties: { ...properties, note: { type: 'string' } } }),
    ],
    ['an example', withOrder({ examples: [] })],
  ])('may have %s', async (_, after) => {
    const judgement = await becoming(shop, after)
    expect(judgement.refusals).toEqual([])
    expect(judgement.next?.get('order_updated')?.size).toBe(1)
  })

  test.each<[string, FilesOfFolder, string]>([
    [
      'a new required field: what is stored lacks it',
      withOrder({
        properties: { ...properties, total: { type: 'integer' } },
        required: ['order_id', 'status', 'total'],
        examples: [],
      }),
      'total: is new and required [property-required-added]',
    ],
    [
      'a field less: who reads it misses it',
      withOrder({ properties: { order_id: properties.order_id, status: properties.status }, examples: [] }),
      'lines: ',
    ],
    [
      'another value to choose: who reads it has never heard of it',
      withOrder({ properties: { ...properties, status: { enum: ['open', 'paid', 'shipped', 'lost'] } } }),
      'status: ',
    ],
    [
      'a value less to choose: what is stored may have it',
      withOrder({ properties: { ...properties, status: { enum: ['paid', 'shipped'] } } }),
      'status: ',
    ],
    ['a change in what it refers to', { ...shop, 'sku.json': { type: 'string', maxLength: 4 } }, 'sku.json: '],
  ])('may not have %s', async (_, after, where) => {
    const { refusals } = await becoming(shop, after)
    expect(refusals).toHaveLength(1)
    expect(refusals[0]).toContain(`order_updated: is not what was recorded as version 1 in the record (${where}`)
    expect(refusals[0]).toContain('; raise its version to 2, or take the change back')
  })

  test('may be anything when its version is raised, and may not come back as an older one', async () => {
    const raised = withOrder({
      properties: { id: { type: 'integer' } },
      required: [],
      examples: [],
      'x-pactwire': { kind: 'event', version: 2 },
    })
    const judgement = await becoming(shop, raised)
    expect(judgement.refusals).toEqual([])
    expect([...(judgement.next?.get('order_updated')?.keys() ?? [])]).toEqual([1, 2])
    const back = await judged(shop, judgement.next)
    expect(back.refusals).toEqual([
      'order_updated: is of version 1, but version 2 is recorded in the record; make it 2 if it is that one again, and 3 otherwise',
    ])
  })

  test('may be gone, is still recorded then, and is held to that when it comes back', async () => {
    const { 'cursor_moved.json': cursor, ...rest } = shop
    const { next } = await judged(shop)
    const gone = await judged(rest, next)
    expect([gone.refusals, gone.gone]).toEqual([[], ['cursor_moved']])
    expect(gone.next).toBeUndefined()
    const back = await judged({ ...rest, 'cursor_moved.json': { ...cursor, required: [] } }, next)
    expect(back.refusals[0]).toContain('cursor_moved: is not what was recorded as version 3')
  })
})

test('two sets are compared with the versions of their events in mind', () => {
  const set = (version: number, type: string) => ({
    source: `v${version}`,
    files: [
      {
        name: 'paid',
        place: 'paid.json',
        schema: { type: 'object', properties: { id: { type } }, 'x-pactwire': { kind: 'event', version } },
      },
    ],
  })
  const verdicts = (before: object, after: object) =>
    compareSets(before as ReturnType<typeof set>, after as ReturnType<typeof set>).map(({ verdict, kind }) => [
      verdict,
      kind,
    ])
  expect(verdicts(set(1, 'string'), set(1, 'integer'))).toEqual([['breaking', 'type-changed']])
  expect(verdicts(set(1, 'string'), set(2, 'integer'))).toEqual([['compatible', 'event-version-changed']])
  expect(verdicts(set(2, 'string'), set(1, 'string'))).toEqual([['breaking', 'event-version-changed']])
  expect(verdicts({ source: 'none', files: [] }, set(1, 'string'))).toEqual([['compatible', 'event-added']])
  expect(verdicts(set(1, 'string'), { source: 'none', files: [] })).toEqual([['breaking', 'event-removed']])
})

describe('the record', () => {
  test('is what was written, and is replaced as a whole', async () => {
    const { dir } = await EventsFolder.with()
    const record = recordIn(join(dir, 'made', 'when', 'needed'))
    expect(await record.read()).toEqual(new Map())
    const { next = new Map() } = await judged(shop)
    await record.write(next)
    expect(await record.read()).toEqual(next)
    expect((await judged(shop, await record.read())).next).toBeUndefined()
  })

  test.each([
    ['{', 'is damaged'],
    ['[]', 'is damaged'],
    ['{"format":1,"events":{"a":{"0":{"a":{}}}}}', 'is damaged'],
    ['{"format":1,"events":{"a":{"1":{"b":{}}}}}', 'is damaged'],
    ['{"format":2}', 'has format 2, which a later version of Pactwire wrote'],
  ])('is refused when it is %s', async (text, problem) => {
    const { dir } = await EventsFolder.with()
    writeFileSync(join(dir, 'events.json'), text)
    await expect(recordIn(dir).read()).rejects.toThrow(`${dir}/events.json: ${problem}`)
  })

  test('that cannot be written to says so', async () => {
    const { dir } = await EventsFolder.with()
    mkdirSync(join(dir, 'events.json.new'))
    await expect(recordIn(dir).write(new Map())).rejects.toThrow(
      `${dir}/events.json: is a folder where a file should be`,
    )
  })
})

describe('pactwire check --events', () => {
  const run = async (args: readonly string[]) => {
    let out = ''
    let err = ''
    const status = await check.run(args, {
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
    })
    return { status, out, err }
  }

  test('says of each event what a server would, and changes nothing', async () => {
    const folder = await EventsFolder.with()
    const data = join(folder.dir, '.data')
    const args = ['--events', folder.dir, '--data-dir', data]
    const first = await run(args)
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toContain('  cursor_moved   version 3, new\n  order_updated  version 1, new\n')
    expect(() => readFileSync(join(data, 'events.json'))).toThrow('ENOENT')

    const { next = new Map() } = await judged(shop)
    await recordIn(data).write(next)
    expect((await run(args)).out).toContain('order_updated  version 1, as recorded\n')
    await folder.write(withOrder({ required: ['order_id'] }))
    const broken = await run(args)
    expect(broken.status).toBe(1)
    expect(broken.out).toContain('  order_updated  version 1, changed: 1 breaking, 0 compatible\n')
    expect(broken.out).toContain('raise its version to 2, or take the change back\n')
    const json = JSON.parse((await run([...args, '--json'])).out) as { events: { event: string; state: string }[] }
    expect(json).toMatchObject({ breaking: 1 })
    expect(json.events.map(({ event, state }) => [event, state])).toEqual([
      ['cursor_moved', 'same'],
      ['order_updated', 'broken'],
    ])
    await folder.remove('cursor_moved.json')
    expect((await run(args)).out).toContain('  cursor_moved   gone; what is stored of it is still read\n')
  })

  test('is refused in one line where it makes no sense', async () => {
    const { dir } = await EventsFolder.with({ 'x.json': '{' })
    expect(await run(['--events', dir])).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining(`pactwire check: ${dir}/x.json:1:2: not JSON`),
    })
    expect((await run(['--events', dir, '--against', 'x'])).err).toContain('exclude each other')
    expect((await run(['--against', 'x', '--data-dir', dir])).err).toContain('--data-dir goes with --events')
  })
})
