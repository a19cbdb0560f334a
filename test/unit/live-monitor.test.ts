import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { parseExposition } from '../../src/console/live/exposition.ts'
import { History, spanSeconds } from '../../src/console/live/history.ts'
import { type Answer, Monitor } from '../../src/console/live/monitor.ts'

const text = ({ start = 1000, messages = 0, connections = 2 } = {}) =>
  [
    `pactwire_process_start_time_seconds ${start}`,
    `pactwire_connections ${connections}`,
    `pactwire_messages_total ${messages}`,
    'pactwire_build_info{version="9.8.7",node="20.1.2"} 1',
  ].join('\n')

/** Time stands still, and every question is answered by the test. */
class World {
  readonly clock = new ManualClock(1_700_000_000_000)
  asked: { readonly signal: AbortSignal; answer(answer: Answer): void; fail(): void }[] = []
  readonly monitor = new Monitor({
    ask: (signal) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error('no answer'))
        signal.addEventListener('abort', fail)
        this.asked.push({ signal, answer: resolve, fail })
      }),
    now: () => this.clock.now() / 1000,
    after: (milliseconds, run) => this.clock.after(milliseconds, run),
  })
  changes = 0

  constructor() {
    this.monitor.onChange(() => this.changes++)
  }

  async answer(answer: Answer | string | undefined): Promise<void> {
    const asking = this.asked.shift()
    if (asking === undefined) throw new Error('nothing was asked')
    if (answer === undefined) asking.fail()
    else asking.answer(typeof answer === 'string' ? { status: 200, text: answer } : answer)
    await new Promise(setImmediate)
  }

  async second(answer: Answer | string | undefined): Promise<void> {
    this.clock.advance(1000)
    await this.answer(answer)
  }

  line(name: 'connections' | 'messagesIn'): readonly (number | null)[] {
    return this.monitor.history.lines(this.clock.now() / 1000).values[name]
  }
}

async function started(): Promise<World> {
  const world = new World()
  world.monitor.start()
  world.clock.advance(50)
  await world.answer(text())
  return world
}

describe('the monitor', () => {
  it('asks once a second and tells how things stand', async () => {
    const world = await started()
    expect(world.monitor.link).toEqual({ state: 'live' })
    expect(world.monitor.facts).toEqual({ version: '9.8.7', node: '20.1.2', started: 1000 })
    await world.second(text({ messages: 10 }))
    await world.second(text({ messages: 30 }))
    expect(world.line('connections')).toEqual([null, 2, 2, 2])
    expect(world.line('messagesIn')).toEqual([null, null, 10, 20])
    expect(world.changes).toBe(3)
  })

  it('has a gap, and no zero, while there is no answer', async () => {
    const world = await started()
    await world.second(undefined)
    const since = world.clock.now() / 1000
    await world.second({ status: 503, text: 'The server is stopping.' })
    expect(world.monitor.link).toEqual({ state: 'away', since, why: 'the server answers 503' })
    await world.second(text({ start: 2000, messages: 500 }))
    expect(world.line('connections')).toEqual([null, 2, null, null, 2])
    // Another process: what it has counted so far did not happen in this second.
    expect(world.line('messagesIn').at(-1)).toBeNull()
    expect(world.monitor.history.lines(world.clock.now() / 1000).restarts).toEqual([world.clock.now() / 1000])
    await world.second(text({ start: 2000, messages: 501 }))
    expect(world.line('messagesIn').at(-1)).toBe(1)
    expect(world.monitor.link).toEqual({ state: 'live' })
  })

  it('waits for a slow answer, without a second question', async () => {
    const world = await started()
    world.clock.advance(3000)
    expect(world.asked).toHaveLength(1)
    expect(world.monitor.link).toMatchObject({ state: 'away', why: 'the server is slow to answer' })
    await world.answer(text())
    expect(world.monitor.link).toEqual({ state: 'live' })
  })

  it('gives up an answer that does not come, and asks again', async () => {
    const world = await started()
    world.clock.advance(6000)
    await new Promise(setImmediate)
    expect(world.asked.shift()?.signal.aborted).toBe(true)
    await world.second(text())
    expect(world.monitor.link).toEqual({ state: 'live' })
  })

  it('says so when the metrics stand on another port, and looks again later', async () => {
    const world = new World()
    world.monitor.start()
    await world.answer({ status: 404, text: '{}' })
    expect(world.monitor.link).toEqual({ state: 'apart' })
    world.clock.advance(1000)
    await world.answer({ status: 404, text: '{}' })
    world.clock.advance(9999)
    expect(world.asked).toHaveLength(0)
    world.clock.advance(1)
    await world.answer(text())
    expect(world.monitor.link).toEqual({ state: 'live' })
  })

  it('does not take for metrics what is something else', async () => {
    const world = await started()
    await world.second('<!doctype html>')
    expect(world.monitor.link).toMatchObject({ state: 'away' })
  })

  it('asks nothing any more when it is stopped, and begins with a gap when it goes on', async () => {
    const world = await started()
    await world.second(text())
    world.clock.advance(1000)
    world.monitor.stop()
    expect(world.asked.shift()?.signal.aborted).toBe(true)
    const { changes } = world
    await new Promise(setImmediate)
    world.clock.advance(60_000)
    expect(world.asked).toHaveLength(0)
    expect({ changes: world.changes, timers: world.clock.pending }).toEqual({ changes, timers: 0 })
    world.monitor.start()
    world.clock.advance(100)
    await world.answer(text())
    expect(world.line('connections')).toEqual([null, 2, 2, null, 2])
    expect(world.line('messagesIn').at(-1)).toBeNull()
    world.monitor.start()
    expect(world.asked).toHaveLength(0)
  })
})

describe('the history', () => {
  const at = (time: number, messages = 0) => ({ time, exposition: parseExposition(text({ messages })) })

  it('shows two minutes up to the moment that is asked for', () => {
    const history = new History()
    for (let time = 0; time < 400; time++) history.add(at(time))
    const { times } = history.lines(390)
    expect(times[0]).toBe(390 - spanSeconds)
    expect(times.at(-1)).toBe(390)
  })

  it('keeps no more than it may show', () => {
    const history = new History()
    for (let time = 0; time < 2000; time++) history.add(at(time / 10))
    expect(history.lines(200).times.length).toBeLessThanOrEqual(300)
  })

  it('never runs backwards', () => {
    const history = new History()
    for (const time of [1, 2, 1.5, 2]) history.add(at(time))
    history.miss(0.5)
    expect(history.lines(10).times).toEqual([1, 2])
  })

  it('compares with nothing that is older than ten seconds', () => {
    const history = new History()
    history.add(at(0, 10))
    history.add(at(11, 400))
    expect(history.lines(11).values.messagesIn).toEqual([null, null])
  })

  it('counts refusals over what is shown, most first', () => {
    const history = new History()
    const refused = (time: number, forbidden: number, internal: number) =>
      history.add({
        time,
        exposition: parseExposition(
          `${text()}\npactwire_errors_total{code="forbidden"} ${forbidden}\npactwire_errors_total{code="internal"} ${internal}`,
        ),
      })
    refused(0, 0, 0)
    refused(1, 1, 0)
    refused(2, 1, 5)
    expect(history.lines(2).refusals).toEqual([
      ['internal', 5],
      ['forbidden', 1],
    ])
    expect(history.lines(1).refusals).toEqual([['forbidden', 1]])
    expect(history.lines(spanSeconds + 1.5).refusals).toEqual([['internal', 5]])
  })
})
