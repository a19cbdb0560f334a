import { describe, expect, it } from 'vitest'
import { formats } from '../../src/codegen/formats.ts'

const label = 'a'.repeat(63)
const tables: Readonly<Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>> = {
  date: {
    good: ['2026-01-31', '2024-02-29', '0000-12-01'],
    bad: [
      '2026-02-30',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-31',
      '26-01-31',
      '2026-01-31\n',
      '2026-01-32',
      '',
    ],
  },
  time: {
    good: ['09:30:00Z', '23:59:60z', '09:30:00.123+02:00', '09:30:00-23:59'],
    bad: ['24:00:00Z', '09:60:00Z', '09:30:61Z', '09:30:00', '09:30Z', '09:30:00.Z', '09:30:00+24:00', '09:30:00+2'],
  },
  'date-time': {
    good: ['2026-01-31T09:30:00Z', '2026-01-31t09:30:00.000+02:00'],
    bad: ['2026-01-31 09:30:00Z', '2026-01-31', '2026-02-30T09:30:00Z', '2026-01-31T09:30:00', 'x2026-01-31T09:30:00Z'],
  },
  duration: {
    good: ['P1Y2M3W4DT5H6M7.5S', 'PT15M', 'P1D', 'P2W'],
    bad: ['P', 'PT', 'P1DT', '1D', 'P1S', 'PT1D', 'P-1D', 'P1.5D', ''],
  },
  email: {
    good: ['bob@example.org', 'b.o+b@a-b.example.org', `${'b'.repeat(64)}@example.org`],
    bad: [
      'bob',
      'bob@',
      '@example.org',
      'bob@localhost',
      'bob@-a.org',
      'b ob@example.org',
      `${'b'.repeat(65)}@example.org`,
    ],
  },
  hostname: {
    good: ['example.org', 'localhost', 'a-b.c1', label, `${label}.${label}.${label}.${'a'.repeat(61)}`],
    bad: ['', '-a', 'a-', 'a..b', '.a', 'a.', 'a_b', `${label}a`, `${label}.${label}.${label}.${label}`],
  },
  ipv4: {
    good: ['0.0.0.0', '255.255.255.255', '10.1.99.249'],
    bad: ['256.0.0.0', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4 ', ' 1.2.3.4', '1.2.3.-4', ''],
  },
  ipv6: {
    good: [
      '::',
      '::1',
      '1::',
      '1:2:3:4:5:6:7:8',
      '1::8',
      '1:2::7:8',
      '1:2:3:4:5:6:7::',
      '::2:3:4:5:6:7:8',
      '::ffff:1.2.3.4',
      '1:2:3:4:5:6:1.2.3.4',
      '1::1.2.3.4',
      '1:2:3::1.2.3.4',
      'ABCD::ef01',
    ],
    bad: [
      '',
      ':',
      ':::',
      '1',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      'g::',
      '1:2:3:4:5:6:7:1.2.3.4',
      '::1.2.3',
      '1:2:3:4:5:6:7:8::',
      '::1:2:3:4:5:6:7:8',
      '1.2.3.4',
      'fe80::1%eth0',
    ],
  },
  'json-pointer': { good: ['', '/', '/a/b', '/a~0b~1c', '/ü'], bad: ['a', '/a~2', '/~', '#/a'] },
  uri: {
    good: ['https://example.org/a?b=c#d', 'urn:isbn:1', 'mailto:bob@example.org', 'a:', 'x://[::1]/%20'],
    bad: ['/a', 'example.org', '1a:b', 'a b:c', 'http://a b', 'http://a/%2', 'http://ä', ':a', ''],
  },
  'uri-reference': { good: ['/a', 'a', '', '#b', '../c?d', 'https://example.org'], bad: ['a b', '%', 'ä', '<a>'] },
  uuid: {
    good: [
      '123e4567-e89b-12d3-a456-426614174000',
      '00000000-0000-0000-0000-000000000000',
      'ABCDEF01-2345-6789-abcd-ef0123456789',
    ],
    bad: [
      '123e4567e89b12d3a456426614174000',
      '123e4567-e89b-12d3-a456-42661417400',
      '123e4567-e89b-12d3-a456-42661417400g',
      '',
    ],
  },
}

/** Every format, and for each the texts that it takes and does not take. */
describe.each(Object.entries(formats))('the format %s', (name, pattern) => {
  it('takes what it should', () => {
    expect(tables[name]?.good.filter((text) => !pattern.test(text))).toEqual([])
  })

  it('takes nothing else', () => {
    expect(tables[name]?.bad.filter((text) => pattern.test(text))).toEqual([])
  })

  it('answers at once, however long and hostile the text', () => {
    const length = 100_000
    const texts = ['a', '1', ':', '::', '.', 'a.', 'a-', '/', '~0', '%20', '0:', 'P1', '1.2.3.'].flatMap((part) =>
      [part, `a@${part}`, `a:${part}`, `2026-01-31T09:30:00.${part}`].map(
        (begin) => begin + part.repeat(length / part.length),
      ),
    )
    const before = performance.now()
    for (const text of texts) pattern.test(`${text}\u0000`)
    // A pattern that goes back over what it has read would take minutes.
    expect(performance.now() - before).toBeLessThan(5000)
  })
})
