import { describe, expect, test } from 'vitest'
import { isLoopback, matchAddress, parseNetwork } from '../../src/config/addresses.ts'

describe('addresses and networks', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '0000:0000:0000:0000:0000:ffff:0a01:0203', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['10.0.0.7/8', '10.9.9.9', true],
    ['192.168.1.128/25', '192.168.1.127', false],
    ['192.168.1.128/25', '192.168.1.128', true],
    ['192.168.1.1', '192.168.1.1', true],
    ['192.168.1.1', '192.168.1.2', false],
    ['fd00::/8', 'fdff::1', true],
    ['fd00::/8', 'fe00::1', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '8.8.8.8', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
  ])('%s and %s: %j', (network, address, inside) => {
    expect(matchAddress([network])(address)).toBe(inside)
  })

  test('nothing matches an empty list, and what is no address matches nothing', () => {
    expect(matchAddress([])('10.0.0.1')).toBe(false)
    expect(matchAddress(['0.0.0.0/0', '::/0'])('unix:/run/x')).toBe(false)
  })

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1/33',
    '10.0.0.1/',
    '10.0.0.1/08',
    '::1/129',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '::10.0.0',
    '12345::',
    'fe80::1%eth0',
    'example.com',
    '10.0.0.1 ',
  ])('%j is no network', (text) => {
    expect(parseNetwork(text)).toBeUndefined()
  })

  test.each([
    ['127.0.0.1', true],
    ['127.200.0.1', true],
    ['::1', true],
    ['[::1]', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['LOCALHOST', true],
    ['0.0.0.0', false],
    ['::', false],
    ['128.0.0.1', false],
    ['localhost.example.com', false],
    ['127.1', false],
    ['127.0.0.1.example.com', false],
    ['', false],
  ])('loopback: %s is %j', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback)
  })
})
