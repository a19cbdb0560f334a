import { describe, expect, it } from 'vitest'
import { clientAddress, plainAddress } from '../../src/transport/address.ts'

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0000:0000:0000:0000:0000:ffff:c000:0201', '192.0.2.1'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
    ['2001:0DB8::0:1', '2001:db8::1'],
    ['::', '::'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['fe80::1%eth0', undefined],
    ['192.0.2', undefined],
    ['192.0.2.256', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%s is spelled %s', (text, plain) => {
    expect(plainAddress(text)).toBe(plain)
  })

  const trusted = (address: string): boolean => address.startsWith('10.') || address === '::1'

  it.each([
    ['203.0.113.1', '198.51.100.1', '203.0.113.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', ' 198.51.100.1 ', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.9, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.9, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1, unknown, 10.0.0.2', '10.0.0.2'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['::1', '[2001:DB8::1]:443', '2001:db8::1'],
    ['::1', '[2001:db8::1]', '2001:db8::1'],
    ['::1', '2001:db8::1', '2001:db8::1'],
    ['::1', '[oops', '::1'],
  ])('of a peer at %s that forwards %s is %s', (direct, forwarded, address) => {
    expect(clientAddress(direct, () => forwarded, trusted)).toBe(address)
  })
})
