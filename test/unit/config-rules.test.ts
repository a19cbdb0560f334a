import { describe, expect, test } from 'vitest'
import type { Config } from '../../generated/types.ts'
import { cautions } from '../../src/config/cautions.ts'
import { checkLayers, isConfig } from '../../src/config/check.ts'
import { readFileLayer } from '../../src/config/file.ts'
import { brokenRules, developmentMode } from '../../src/config/rules.ts'
import { merge } from '../../src/config/sources.ts'

const secret = 'a-secret-of-more-than-thirty-two-characters'

function checked(file: unknown): { config: Config; origins: Readonly<Record<string, string>> } {
  const layer = readFileLayer('x.json', JSON.stringify(file))
  expect([...layer.problems, ...checkLayers([layer])]).toEqual([])
  const { value: config, origins } = merge([layer])
  if (!isConfig(config)) throw new Error('not a configuration')
  return { config, origins }
}

const setAuth =
  'set jwt_secret (PACTWIRE_JWT_SECRET), jwt_keys (PACTWIRE_JWT_KEYS) or jwks (PACTWIRE_JWKS), or for development listen on 127.0.0.1'

const broken: [unknown, string][] = [
  [
    { host: '0.0.0.0' },
    `x.json: host: "0.0.0.0" can be reached from other machines, but no authentication is configured; ${setAuth}`,
  ],
  [
    { host: 'chat.example' },
    `x.json: host: "chat.example" can be reached from other machines, but no authentication is configured; ${setAuth}`,
  ],
  [
    { channels: [{ pattern: 'a' }, { pattern: 'b', events: ['*', 'order_updated'] }] },
    'x.json: channels[1].events: names `order_updated`, but there are no events; set events (PACTWIRE_EVENTS) to their folder',
  ],
  [{ host: '[::1]' }, 'x.json: host: must be an IPv6 address without its brackets, not "[::1]"'],
  [
    { host: 'http://127.0.0.1' },
    'x.json: host: must be an address or a host name alone, without a scheme, not "http://127.0.0.1"',
  ],
  [
    { host: '127.0.0.1:80', jwt_secret: secret },
    'x.json: host: must be an address or a host name alone, and the port goes to port (PACTWIRE_PORT), not "127.0.0.1:80"',
  ],
  [
    { host: '127.0.0.256', jwt_secret: secret },
    'x.json: host: must be an IP address or a host name, not "127.0.0.256"',
  ],
  [{ host: 'a b', jwt_secret: secret }, 'x.json: host: must be an IP address or a host name, not "a b"'],
  [{ tls_key_file: 'k' }, 'x.json: tls_key_file: TLS needs both files; set tls_cert_file (PACTWIRE_TLS_CERT_FILE) too'],
  [{ tls_cert_file: 'c' }, 'x.json: tls_cert_file: TLS needs both files; set tls_key_file (PACTWIRE_TLS_KEY_FILE) too'],
  [
    { metrics_port: 8080 },
    'x.json: metrics_port: must differ from port (PACTWIRE_PORT), which is 8080 too; leave it out to have the metrics on the same port',
  ],
  [
    { jwt_keys: [{ algorithm: 'HS256' }] },
    'x.json: jwt_keys[0]: HS256 needs a shared secret; give secret_file or secret',
  ],
  [
    { jwt_keys: [{ algorithm: 'HS256', secret, secret_file: 'f' }] },
    'x.json: jwt_keys[0]: has both secret and secret_file; leave out one of them',
  ],
  [
    { jwt_keys: [{ algorithm: 'HS256', secret, public_key_file: 'f' }] },
    'x.json: jwt_keys[0]: HS256 has no public key; leave out public_key_file, and give secret_file or secret',
  ],
  [
    { jwt_keys: [{ algorithm: 'HS256', secret }, { algorithm: 'EdDSA' }] },
    'x.json: jwt_keys[1]: EdDSA needs a public key; give public_key_file',
  ],
  [
    { jwt_keys: [{ algorithm: 'RS256', secret, public_key_file: 'f' }] },
    'x.json: jwt_keys[0]: RS256 has no shared secret; leave out secret and secret_file, and give public_key_file',
  ],
  [{ jwks: [{}] }, 'x.json: jwks[0]: needs a source; give url or file'],
  [
    { jwks: [{ url: 'https://id.example', file: 'f' }] },
    'x.json: jwks[0]: has both url and file; leave out one of them',
  ],
  [{ jwks: [{ url: 'https://' }] }, 'x.json: jwks[0].url: must be a URL, such as https://id.example/jwks.json'],
  [
    { jwks: [{ url: 'http://id.example/jwks.json' }] },
    'x.json: jwks[0].url: must be https; with http anybody on the way could put in keys of their own',
  ],
  [
    { jwks: [{ url: 'https://ann:hunter2@id.example' }] },
    'x.json: jwks[0].url: must not contain a user name or a password',
  ],
  [
    { trusted_proxies: ['10.0.0.0/8', '10.0.0.0/40'] },
    'x.json: trusted_proxies[1]: must be an address or a network such as 10.0.0.0/8 or fd00::/8, not "10.0.0.0/40"',
  ],
  [
    { allowed_origins: ['https://App.example/'] },
    'x.json: allowed_origins[0]: is compared exactly with what browsers send, scheme, host and port, so write "https://app.example", not "https://App.example/"',
  ],
  [
    { allowed_origins: ['*', 'app.example'] },
    'x.json: allowed_origins[1]: is compared exactly with what browsers send, scheme, host and port, such as https://app.example, or *, not "app.example"',
  ],
  [
    { api_keys: ['key-of-at-least-16', 'key-of-at-least-17', 'key-of-at-least-16'] },
    'x.json: api_keys[2]: is the same key as [0]; leave out one of them',
  ],
  [
    { api_keys: ['key of at least 16'] },
    'x.json: api_keys[0]: must consist of visible ASCII characters without spaces, because it is sent in a header',
  ],
  [
    { drain_delay_ms: 10_000 },
    'x.json: drain_delay_ms: 10000 leaves no time for the shutdown itself, which is forced after 10000; raise drain_timeout_ms (PACTWIRE_DRAIN_TIMEOUT_MS) above it',
  ],
]

describe('rules across settings', () => {
  test.each(broken)('%j is refused', (file, line) => {
    expect(brokenRules(checked(file))).toEqual([line])
  })

  test.each([
    {},
    { host: 'localhost' },
    { host: '::1' },
    { host: '0.0.0.0', jwt_secret: secret },
    { host: '::', jwt_keys: [{ algorithm: 'ES256', public_key_file: 'f' }] },
    { host: 'fe80::1%eth0', jwks: [{ file: 'f' }] },
    { host: 'chat-1.example', jwks: [{ url: 'https://id.example/jwks.json' }] },
    { jwks: [{ url: 'http://127.0.0.1:9/x' }, { url: 'http://[::1]/x' }, { url: 'http://localhost/x' }] },
    { tls_key_file: 'k', tls_cert_file: 'c' },
    { port: 0, metrics_port: 0 },
    { trusted_proxies: ['10.0.0.0/8', '::1', 'fd00::/8'] },
    {
      allowed_origins: [
        '*',
        'null',
        'https://a.example',
        'http://localhost:3000',
        'capacitor://localhost',
        'chrome-extension://abc',
      ],
    },
  ])('%j is fine', (file) => {
    expect(brokenRules(checked(file))).toEqual([])
  })

  test('every broken rule is told at once', () => {
    const lines = brokenRules(checked({ host: 'a b', tls_key_file: 'k', metrics_port: 8080, jwks: [{}, {}] }))
    expect(lines).toHaveLength(5)
  })

  test('a default that is at fault is named by its key', () => {
    expect(brokenRules({ ...checked({ drain_timeout_ms: 100, drain_delay_ms: 100 }), origins: {} })[0]).toMatch(
      /^drain_delay_ms: 100 /,
    )
  })
})

const key = { jwt_secret: secret }

describe('cautions', () => {
  test.each([
    [
      {},
      'DEVELOPMENT MODE: no authentication is configured, so that everybody on this machine can connect as any user; set jwt_secret (PACTWIRE_JWT_SECRET), jwt_keys (PACTWIRE_JWT_KEYS) or jwks (PACTWIRE_JWKS) for anything else',
    ],
    [
      { ...key, trusted_proxies: ['::1', '0.0.0.0/0'] },
      'x.json: trusted_proxies[1]: 0.0.0.0/0 lets every client choose the address that it is counted by; name the addresses of the proxies',
    ],
    [
      { ...key, limits: { max_backlog_bytes: 4096 } },
      'x.json: limits.max_backlog_bytes: 4096 is less than one frame may have (65536), so that a single message can close a connection as too slow; raise it to at least limits.max_frame_bytes (PACTWIRE_LIMITS_MAX_FRAME_BYTES)',
    ],
    [
      { ...key, limits: { max_http_body_bytes: 1000 }, channels: [{ pattern: 'a', max_content_bytes: 65_537 }] },
      'x.json: channels[0].max_content_bytes: 65537 for a cannot be reached, because neither a frame (65536) nor a request of the HTTP API (1000) may be that large; raise limits.max_frame_bytes (PACTWIRE_LIMITS_MAX_FRAME_BYTES) or limits.max_http_body_bytes (PACTWIRE_LIMITS_MAX_HTTP_BODY_BYTES)',
    ],
    [
      { ...key, channels: [{ pattern: 'a' }, { pattern: 'b' }, { pattern: 'a' }] },
      'x.json: channels[2]: is never used, because [0] matches all that a matches, and the first match decides; move it before that one',
    ],
    [
      { ...key, channels: [{ pattern: '*' }, { pattern: 'b' }] },
      'x.json: channels[1]: is never used, because [0] matches all that b matches, and the first match decides; move it before that one',
    ],
  ])('%j is worth a warning', (file, line) => {
    expect(cautions(checked(file))).toEqual([line])
  })

  test('rules for tokens that nobody checks are worth a warning', () => {
    expect(cautions(checked({ jwt_issuer: 'i', jwt_audience: 'a' })).slice(1)).toEqual([
      'x.json: jwt_issuer: has no effect, because there is no key that tokens are checked with',
      'x.json: jwt_audience: has no effect, because there is no key that tokens are checked with',
    ])
  })

  test('an ordinary configuration is worth none', () => {
    expect(cautions(checked({ ...key, channels: [{ pattern: 'a' }, { pattern: '*' }], jwt_issuer: 'i' }))).toEqual([])
  })

  test.each([
    [{}, true],
    [{ api_keys: ['key-of-at-least-16'] }, true],
    [key, false],
    [{ jwks: [{ file: 'f' }] }, false],
    [{ jwt_keys: [{ algorithm: 'HS256', secret }] }, false],
  ])('development mode for %j: %j', (file, expected) => {
    expect(developmentMode(checked(file).config)).toBe(expected)
  })
})
