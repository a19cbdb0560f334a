/** The codec, given bytes as they come from a socket: it never throws, and what it says of them can be answered. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { operations } from '../../../generated/operations.ts'
import { refuseRequest, refuseServerFrame } from '../../../generated/validators.js'
import { boundedCodec, jsonCodec } from '../../../src/protocol/codec.ts'
import { errorFrame } from '../../../src/protocol/failure.ts'
import type { Dice } from '../dice.ts'
import type { Target } from '../explore.ts'

const longest = 600
const codec = boundedCodec({ maxDepth: 12, maxMembers: 40 })
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Names of the contract, and what JSON is made of: nobody hits upon these by turning bits over. */
const names: readonly string[] = [...namesOf(Object.keys(operations)), '__proto__'].map((name) => `"${name}"`)
const values: readonly string[] = [
  ...['{}', '[]', '""', '"a"', '"@a"', '"*"', '"\\u0000"', '"\\ud800"', '"\u{1f600}"', `"${'x'.repeat(70)}"`],
  ...['0', '1', '-1', '1.5', '1e400', '9007199254740993', 'true', 'null', `{"a":{"b":1}}`],
  ...[`${'['.repeat(12)}${']'.repeat(12)}`, `{${'"a":1,'.repeat(40)}"a":1}`],
]
const pieces: readonly string[] = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  ' ',
  '\n',
  '\ufeff',
  '\\u00',
  'x'.repeat(40),
]

function namesOf(events: readonly string[]): ReadonlySet<string> {
  const folder = fileURLToPath(new URL('../../../generated/schema', import.meta.url))
  const names = new Set(events)
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties') for (const name of Object.keys(inner as object)) names.add(name)
      collect(inner)
    }
  }
  const files = readdirSync(folder).filter((file) => events.includes(file.replace('.json', '')))
  for (const file of files) collect(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  return names
}

export const codecTarget: Target<Uint8Array> = {
  name: 'codec',
  seeds: ['{"type":"heartbeat","id":"1"}', '{"type":"x","data":{"a":"b"}}'].map((text) => encoder.encode(text)),
  mutate,
  run,
  show: (input) => JSON.stringify(decoder.decode(input)),
}

function run(input: Uint8Array): void {
  const text = decoder.decode(input)
  const decoded = codec.decode(text)
  if (decoded.kind === 'request') {
    check(refuseRequest(decoded.frame) === undefined, 'a request was taken that is none')
    check(codec.idOf(text) === decoded.frame.id, 'a request has another id when it is not read')
    return
  }
  const answer = codec.encode(errorFrame(decoded.id, decoded.failure))
  check(refuseServerFrame(JSON.parse(answer)) === undefined, 'the answer is not as its schema says')
  check(answer.length < 20_000, 'the answer is long')
  const plain = jsonCodec.decode(text)
  const isJson = plain.kind === 'request' || !plain.failure.message.includes('not JSON')
  if (isJson) check(codec.idOf(text) === (plain.kind === 'request' ? plain.frame.id : plain.id), 'the id is another')
  for (const name in {}) check(false, `every object has "${name}" now`)
}

function check(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint)
}

function mutate(dice: Dice, kept: readonly Uint8Array[]): Uint8Array {
  // What was found last leads furthest.
  let bytes = dice.heads() ? dice.pick(kept) : dice.pick(kept.slice(-20))
  do bytes = change(bytes, dice, kept)
  while (dice.heads())
  return bytes.slice(0, longest)
}

function change(bytes: Uint8Array, dice: Dice, kept: readonly Uint8Array[]): Uint8Array {
  const [at, end] = dice.heads(0.3) ? spanIn(bytes, dice) : tokenIn(bytes, dice)
  const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (dice.below(10)) {
    case 0:
      return joined(before, Uint8Array.of((bytes[at] ?? 0) ^ (1 << dice.below(8))), bytes.subarray(at + 1))
    case 1:
      return joined(before, after)
    case 2:
      return joined(before, cut, cut, after)
    case 3:
      return joined(before, Uint8Array.of(dice.below(256)), after)
    case 4: {
      const other = dice.pick(kept)
      return joined(before, other.subarray(dice.below(other.length + 1)))
    }
    case 5:
      return joined(before, encoder.encode(dice.pick(pieces)), cut, after)
    case 6:
      return joined(before, encoder.encode(dice.pick(names)), after)
    case 7:
      return joined(before, encoder.encode(dice.pick(values)), after)
    default:
      return withMember(bytes, dice)
  }
}

/** One more member in one of the objects. */
function withMember(bytes: Uint8Array, dice: Dice): Uint8Array {
  const braces = [...bytes.keys()].filter((at) => bytes[at] === 0x7b)
  if (braces.length === 0) return bytes
  const at = dice.pick(braces) + 1
  const comma = bytes[at] === 0x7d ? '' : ','
  const member = `${dice.pick(names)}:${dice.pick(dice.heads() ? names : values)}${comma}`
  return joined(bytes.subarray(0, at), encoder.encode(member), bytes.subarray(at))
}

function spanIn(bytes: Uint8Array, dice: Dice): readonly [number, number] {
  const at = dice.below(bytes.length + 1)
  return [at, Math.min(bytes.length, at + dice.below(12))]
}

/** Where a word of JSON stands: to put another in its place makes more sense than to cut through it. */
function tokenIn(bytes: Uint8Array, dice: Dice): readonly [number, number] {
  const text = Buffer.from(bytes).toString('latin1')
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)]
  if (tokens.length === 0) return spanIn(bytes, dice)
  const { index, 0: token } = dice.pick(tokens)
  return [index, index + token.length]
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
