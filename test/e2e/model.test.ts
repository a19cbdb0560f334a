/**
 * Random programs of several clients, an application and an operator, against the real server (its own process, its store on
 * disk, killed now and then) and against a model. PROGRAMS says how many; a failure is shrunk, and
 * `FC_SEED=<seed> npx vitest run test/e2e/model.test.ts` repeats it.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, programs, tell } from '../support/model-program.ts'
import { ModelServer } from '../support/model-server.ts'
import { ModelWorld } from '../support/model-world.ts'

const count = Number(process.env['PROGRAMS'] ?? 25)
const root = fileURLToPath(new URL('../../', import.meta.url))
/** With what it takes to make a failure small; what is found by then is told. */
const limitMs = 90_000 + count * 2000
let server: ModelServer

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
  server = await ModelServer.start()
}, 120_000)

afterAll(() => server.remove())

class Program {
  readonly commands: readonly Command[]

  constructor(commands: readonly Command[]) {
    this.commands = commands
  }

  /** As it is shown when it fails. */
  toString(): string {
    return `\n${this.commands.map((command) => `  ${tell(command)}`).join('\n')}\n`
  }
}

test(`${count} random programs: the server does what the model does`, { timeout: limitMs + 60_000 }, async () => {
  const seed = fc.readConfigureGlobal().seed ?? Date.now() % 1_000_000_007
  const begun = performance.now()
  const done = new Map<string, number>()
  const program = programs.map((list) => new Program(list))
  await fc.assert(
    fc.asyncProperty(program, async ({ commands }) => {
      await new ModelWorld(server).run(commands)
      for (const { do: what } of commands) done.set(what, (done.get(what) ?? 0) + 1)
    }),
    { numRuns: count, seed, interruptAfterTimeLimit: limitMs },
  )
  const total = [...done.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `model: seed ${seed}, ${count} programs, ${total} commands (${[...done].map(([what, count]) => `${count} ${what}`).join(', ')}), ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
  )
  expect(done.size).toBeGreaterThan(10)
})
