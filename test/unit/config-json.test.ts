import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/config/json.ts'

describe('JSON with comments', () => {
  test.each([
    ['{ "a": [1, -2.5e3, true, false, null, "x\\n\\u0041"] }', { a: [1, -2500, true, false, null, 'x\nA'] }],
    ['\ufeff// first\n{ /* in */ "a" /* between */ : // after\r\n 1 } // last', { a: 1 }],
    ['{"a": "// no /* comment */"}', { a: '// no /* comment */' }],
    ['/**/ [] /***/', []],
  ])('reads %j', (text, value) => {
    expect(parseJson(text)).toEqual({ kind: 'value', value })
  })

  test.each([
    ['', 1, 1, 'expected a value, found the end'],
    ['{\n  "port": 80,\n}', 3, 1, 'a comma before } is not allowed'],
    ['[1,]', 1, 4, 'a comma before ] is not allowed'],
    ['{"a": 1 "b": 2}', 1, 9, 'expected , or }'],
    ['[1 2]', 1, 4, 'expected , or ]'],
    ['{a: 1}', 1, 2, 'expected a key in double quotes'],
    ['{"a" 1}', 1, 6, 'expected : after the key'],
    ['{\r\n"a": "x\r\n"}', 2, 8, 'a string must not contain a line break or another control character'],
    ['["x\\q"]', 1, 2, 'this string has a \\ that begins no known escape'],
    ['["x\\"', 1, 2, 'this string has no end'],
    ['/* x', 1, 1, 'this comment has no end'],
    ['[tru]', 1, 2, 'expected a value'],
    ['[01]', 1, 2, 'expected a decimal number'],
    ['[1.]', 1, 2, 'expected a decimal number'],
    ['[1e999]', 1, 2, 'this number is too large'],
    ['{"a":1,\n "a":2}', 2, 2, 'this key stands here for the second time'],
    ['{} x', 1, 4, 'expected nothing more after the end of the value'],
    [`${'['.repeat(66)}`, 1, 66, 'nested deeper than 64 levels'],
  ])('says what is wrong with %j, and where', (text, line, column, problem) => {
    expect(parseJson(text)).toEqual({ kind: 'wrong', line, column, problem })
  })

  test('makes a plain field of __proto__', () => {
    const parsed = parseJson('{"__proto__": {"port": 1}}')
    const value = parsed.kind === 'value' ? parsed.value : undefined
    expect(Object.keys(value ?? {})).toEqual(['__proto__'])
    expect(Reflect.get(Object(value), 'port')).toBeUndefined()
  })
})
