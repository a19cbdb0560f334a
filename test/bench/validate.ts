/**
 * What validating a `send_message` frame of 140 characters costs, beside TypeBox's compiled checker and Ajv with
 * `unicode: false` on the same schema. `npm run bench:validate`. The target: at most 1.5 times the cheaper of the two.
 */
import { readFileSync } from 'node:fs'
import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { refuseRequest } from '../../generated/validators.js'

const frame: unknown = JSON.parse(
  JSON.stringify({
    type: 'send_message',
    id: '17',
    data: { channel_id: 'room:1', content: 'x'.repeat(140), client_message_id: 'c-17' },
  }),
)

const closed = { additionalProperties: false }
const sameInTypeBox = Type.Object(
  {
    type: Type.Literal('send_message'),
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    data: Type.Object(
      {
        content: Type.String({ minLength: 1, maxLength: 1_048_576 }),
        channel_id: Type.Optional(
          Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.:+-][A-Za-z0-9_.:@+-]*$' }),
        ),
        client_message_id: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
      },
      closed,
    ),
  },
  closed,
)

const folder = new URL('../../generated/schema/', import.meta.url)
const read = (name: string): object => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as object
function ajv(unicode: boolean) {
  const made = new Ajv2020({ unicode, strict: false })
  for (const name of ['request_id', 'content', 'channel_id', 'client_message_id']) made.addSchema(read(name))
  return made.compile(read('send_message'))
}

const typebox = TypeCompiler.Compile(sameInTypeBox)
const [plain, counting] = [ajv(false), ajv(true)]
const contenders: readonly (readonly [string, () => boolean])[] = [
  ['generated (dispatch included)', () => refuseRequest(frame) === undefined],
  ['TypeBox TypeCompiler', () => typebox.Check(frame)],
  ['Ajv, unicode: false', () => plain(frame)],
  ['Ajv, unicode: true', () => counting(frame)],
]

const perRound = 300_000
const best = new Map<string, number[]>()
for (let round = 0; round < 9; round++) {
  for (const [name, run] of contenders) {
    const before = process.cpuUsage()
    let good = 0
    for (let i = 0; i < perRound; i++) if (run()) good++
    const { user, system } = process.cpuUsage(before)
    if (good !== perRound) throw new Error(`${name} refuses the frame`)
    if (round > 0) best.set(name, [...(best.get(name) ?? []), ((user + system) * 1000) / perRound])
  }
}
const medians = [...best].map(
  ([name, rounds]) => [name, rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN] as const,
)
for (const [name, ns] of medians) process.stdout.write(`${name.padEnd(32)} ${ns.toFixed(0).padStart(6)} ns\n`)
const [ours = Number.NaN, ...others] = medians.slice(0, 3).map(([, ns]) => ns)
process.stdout.write(
  `ours is ${(ours / Math.min(...others)).toFixed(2)} × the cheaper of TypeBox and Ajv without counting (target ≤ 1.5)\n`,
)
