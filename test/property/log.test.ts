/** What is written of a value is the same whether it is looked through or passed on as plain, and no token is in it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, escapeControls } from '../../src/log/escape.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { redactText } from '../../src/log/redact.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl'
const piece = fc.oneof(
  fc.constantFrom(
    jwt,
    'eyJ',
    `Bearer ${jwt}`,
    'bearer abc',
    'access_token=',
    'x.y',
    '@ann',
    '127.0.0.1',
    '[::1]:80',
    '\n',
    '\u202e',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.stringMatching(/^[\w.:@-]{0,30}$/),
)
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

test('a value is written as if it were looked through', () => {
  fc.assert(
    fc.property(text, text, (value, message) => {
      const logger = createMemoryLogger()
      for (let times = 0; times < 2; times++) logger.info({ place: value }, message)
      const written = { fields: { place: escapeControls(cut(redactText(value), 200)) } }
      const said = { message: escapeControls(cut(redactText(message), 1000)) }
      expect(logger.entries).toMatchObject([
        { ...written, ...said },
        { ...written, ...said },
      ])
    }),
  )
})

test('a name is written as if it were looked through, each time', () => {
  fc.assert(
    fc.property(text, (name) => {
      const logger = createMemoryLogger()
      for (let times = 0; times < 2; times++) logger.info({ [name]: 'x' }, 'said')
      const [first, second] = logger.entries
      expect(Object.keys(first?.fields ?? {})).toHaveLength(1)
      expect(second?.fields).toEqual(first?.fields)
      expect(JSON.stringify(first?.fields)).not.toContain(jwt)
    }),
  )
})
