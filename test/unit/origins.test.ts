import { describe, expect, test } from 'vitest'
import { originRule } from '../../src/gateway/origins.ts'

describe('which pages may connect', () => {
  test.each<readonly [string, readonly string[], boolean, string, string | undefined, boolean]>([
    ['a listed origin', ['https://app.example'], false, 'https://app.example', 'rt.example', true],
    ['another port of a listed origin', ['https://app.example'], false, 'https://app.example:444', 'rt.example', false],
    ['another scheme of a listed origin', ['https://app.example'], false, 'http://app.example', 'rt.example', false],
    [
      'a longer name that ends like a listed one',
      ['https://app.example'],
      false,
      'https://evilapp.example',
      'rt.example',
      false,
    ],
    ['an origin in other letters', ['https://app.example'], false, 'https://APP.example', 'rt.example', false],
    [
      'its own pages, when a list is given that lacks them',
      ['https://app.example'],
      false,
      'https://rt.example',
      'rt.example',
      false,
    ],
    ['everything, when the list says so', ['*'], false, 'https://evil.example', 'rt.example', true],
    ['its own pages, without a list', [], false, 'https://rt.example', 'RT.example', true],
    ['other pages, without a list', [], false, 'https://evil.example', 'rt.example', false],
    ['a sandboxed page', [], false, 'null', 'rt.example', false],
    ['a page on loopback, in development', [], true, 'http://localhost:5173', '127.0.0.1:8080', true],
    ['a page on IPv6 loopback, in development', [], true, 'http://[::1]:5173', '127.0.0.1:8080', true],
    ['a name rebound to loopback, in development', [], true, 'http://evil.example:8080', 'evil.example:8080', false],
    ['something that is no origin', [], true, 'http://', undefined, false],
  ])('%s', (_name, allowed, development, origin, host, expected) => {
    expect(originRule(allowed, development, false)(origin, host)).toBe(expected)
  })

  test.each<readonly [string, readonly string[], boolean, string, string | undefined, boolean]>([
    ['its own page beside a list', ['https://app.example'], false, 'https://rt.example', 'rt.example', true],
    ['its own page on loopback, beside a list', ['https://app.example'], true, 'http://[::1]:80', '[::1]', true],
    ['other pages beside a list', ['https://app.example'], false, 'https://evil.example', 'rt.example', false],
    ['other pages on loopback, beside a list', ['https://app.example'], true, 'http://localhost:1', 'localhost', false],
    [
      'a name rebound to loopback, beside a list',
      ['https://app.example'],
      true,
      'http://evil.example',
      'evil.example',
      false,
    ],
    ['nobody knows which host', ['https://app.example'], false, 'https://rt.example', undefined, false],
  ])('of a server that serves a page: %s', (_name, allowed, development, origin, host, expected) => {
    expect(originRule(allowed, development, true)(origin, host)).toBe(expected)
  })
})
