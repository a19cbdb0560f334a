import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchAddress, parseAddress } from '../../src/config/addresses.ts'

const family = (address: string) => (address.includes(':') ? 'ipv6' : 'ipv4')
/** Near to one another, so that membership is not always false. */
const four = fc.tuple(fc.constantFrom(10, 11, 127), fc.nat(3), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.'))
const six = fc
  .array(fc.constantFrom('0', '1', 'fd00', 'fd01', 'ffff', '8000'), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.join(':'))
const address = fc.oneof(four, six, fc.ipV4(), fc.ipV6())

test('an address is parsed exactly when Node takes it for one', () => {
  const nearly = fc.string({
    unit: fc.constantFrom('0', '1', '9', 'f', ':', '::', '.', '255', '256', '10.0.0.1'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.oneof(address, nearly), (text) => {
      expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0)
    }),
    { numRuns: 2000 },
  )
})

test('membership agrees with the block list of Node, mapped forms aside', () => {
  const network = fc.oneof(
    fc.tuple(fc.oneof(four, fc.ipV4()), fc.nat(32)),
    fc.tuple(fc.oneof(six, fc.ipV6()), fc.nat(128)),
  )
  const mapped = (text: string) => /^(0:){5}ffff:/i.test(text) || /ffff/.test(text)
  fc.assert(
    fc.property(network, address, ([base, bits], text) => {
      fc.pre(family(base) === family(text) && !mapped(base) && !mapped(text))
      const list = new BlockList()
      list.addSubnet(base, bits, family(base))
      expect(matchAddress([`${base}/${bits}`])(text)).toBe(list.check(text, family(text)))
    }),
    { numRuns: 2000 },
  )
})

test('an IPv4 address and its IPv6 form are in the same networks', () => {
  fc.assert(
    fc.property(four, fc.nat(32), fc.oneof(four, fc.ipV4()), (base, bits, text) => {
      const inNetwork = matchAddress([`${base}/${bits}`])
      expect(inNetwork(`::ffff:${text}`)).toBe(inNetwork(text))
      expect(matchAddress([`::ffff:${base}/${bits + 96}`])(text)).toBe(inNetwork(text))
    }),
  )
})
