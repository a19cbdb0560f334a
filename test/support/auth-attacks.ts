/** Every token that must be refused, for every kind of key, and what the log says of it. */
import { maxTokenLength } from '../../src/auth/token.ts'
import { audience, issuer, type Kind } from './auth-kinds.ts'
import { forge, hmac, pair, part, type Sign, signWith } from './auth-tokens.ts'

export const now = 1_700_000_000
export const good = { sub: 'alice', iss: issuer, aud: audience, exp: now + 600 }
const { exp: _exp, sub: _sub, iss: _iss, aud: _aud, ...nothing } = good
const without = (name: keyof typeof good) => ({ ...good, [name]: undefined })
const asText = JSON.stringify(good)
const withText = (text: string) => asText.replace('{', `{${text},`)

export interface Attack {
  readonly token: string
  readonly userId?: string
  /** What the log says. */
  readonly reason: RegExp
  readonly code?: 'token_expired'
}

export type Row = (kind: Kind) => Attack | readonly Attack[]

export const header = (kind: Kind, rest: Record<string, unknown> = {}) => ({
  alg: kind.algorithm,
  ...kind.header,
  ...rest,
})
const claims = (body: unknown, reason: RegExp, rest: Partial<Attack> = {}): Row => {
  return (kind) => ({ token: forge(header(kind), body, kind.sign), reason, ...rest })
}
/** The header is refused whoever signed. */
const headers = (rest: Record<string, unknown>, reason: RegExp): Row => {
  return (kind) => [
    { token: forge(header(kind, rest), good, kind.sign), reason },
    { token: forge(header(kind, rest), good, kind.attacker), reason },
  ]
}
const empty: Sign = () => Buffer.alloc(0)
const notKnown = /^(signed by none of 1 keys|no key for this)/
const notAccepted = /^alg ".*" is not accepted$/
const changed = (kind: Kind, change: (parts: [string, string, string]) => string) => {
  const [first = '', second = '', third = ''] = forge(header(kind), good, kind.sign).split('.')
  return change([first, second, third])
}

export const attacks: Readonly<Record<string, Row>> = {
  'alg none': (kind) =>
    ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => [
      { token: forge(header(kind, { alg }), good, empty), reason: notAccepted },
      { token: forge(header(kind, { alg }), good, kind.sign), reason: notAccepted },
    ]),
  'no alg, or one that is no text': (kind) =>
    [undefined, null, 1, ['HS256'], { alg: 'HS256' }].map((alg) => ({
      token: forge(header(kind, { alg }), good, kind.sign),
      reason: /has no `alg`/,
    })),
  'a public key used as the secret': (kind) =>
    kind.published.map((secret) => ({
      token: forge(header(kind, { alg: 'HS256' }), good, hmac(secret)),
      reason: notKnown,
    })),
  'another algorithm of the same family': (kind) =>
    ['HS384', 'HS512', 'RS384', 'RS512', 'PS256', 'ES384', 'ES256K', 'Ed448', 'ML-DSA-44', 'HS256 ', 'hs256'].map(
      (alg) => ({
        token: forge(header(kind, { alg }), good, kind.sign),
        reason: notAccepted,
      }),
    ),
  'the name of another accepted algorithm': (kind) =>
    ['HS256', 'RS256', 'ES256', 'EdDSA']
      .filter((alg) => alg !== kind.algorithm)
      .map((alg) => ({ token: forge(header(kind, { alg }), good, kind.sign), reason: /^no key for this/ })),
  'a good signature of another kind': (kind) =>
    (['RS256', 'ES256', 'EdDSA'] as const)
      .filter((alg) => alg !== kind.algorithm)
      .map((alg) => ({
        token: forge(header(kind, { alg }), good, signWith[alg](pair(alg, 'attacker').privateKey)),
        reason: /^no key for this/,
      })),
  'the wrong key of the right kind': (kind) => ({ token: forge(header(kind), good, kind.attacker), reason: notKnown }),
  'a signature that is missing, cut, empty of meaning or of something else': (kind) => [
    { token: changed(kind, ([first, second]) => `${first}.${second}.`), reason: notKnown },
    { token: changed(kind, ([first, second, third]) => `${first}.${second}.${third.slice(0, -4)}`), reason: notKnown },
    ...[32, 64, 256].map((size) => ({ token: forge(header(kind), good, () => Buffer.alloc(size)), reason: notKnown })),
    {
      token: changed(kind, ([first, , third]) => `${first}.${part({ ...good, sub: 'bob' })}.${third}`),
      reason: notKnown,
    },
    {
      token: changed(kind, ([, second, third]) => `${part({ ...header(kind), typ: 'JWT' })}.${second}.${third}`),
      reason: notKnown,
    },
  ],
  expired: (kind) =>
    [0, -1, 1, now - 600, now - 6, now - 5, now - 5.5].map((exp) => ({
      token: forge(header(kind), { ...good, exp }, kind.sign),
      reason: /^expired, by /,
      code: 'token_expired' as const,
    })),
  'not yet valid': (kind) =>
    [now + 6, now + 600, 2 ** 60].map((nbf) => ({
      token: forge(header(kind), { ...good, nbf }, kind.sign),
      reason: /^not valid yet, by /,
    })),
  'not yet valid, in a number beyond all numbers': claims(withText('"nbf":1e999'), /^not valid yet/),
  'times that are no numbers': (kind) =>
    ['exp', 'nbf', 'iat'].flatMap((name) =>
      [null, '1800000000', [now + 600], {}, true].map((value) => ({
        token: forge(header(kind), { ...good, [name]: value }, kind.sign),
        reason: new RegExp(`^"${name}" claim must be a number`),
      })),
    ),
  'an expiry beyond all numbers': claims(
    JSON.stringify(without('exp')).replace('{', '{"exp":1e999,'),
    /^exp is too large/,
  ),
  'the wrong audience': (kind) =>
    ['other', ['other', 'another'], [], { chat: 'chat' }, null, 'cha', 'chat ', 'CHAT'].map((aud) => ({
      token: forge(header(kind), { ...good, aud }, kind.sign),
      reason: /^aud is .* and does not name "chat"/,
    })),
  'no audience': claims(without('aud'), /^aud is none/),
  'the wrong issuer': (kind) =>
    ['https://evil.example', `${issuer}/`, '', issuer.toUpperCase()].map((iss) => ({
      token: forge(header(kind), { ...good, iss }, kind.sign),
      reason: /^iss is ".*", not "https:\/\/id.example"/,
    })),
  'an issuer that is no text': (kind) =>
    [[issuer], null, 1, {}].map((iss) => ({
      token: forge(header(kind), { ...good, iss }, kind.sign),
      reason: /the `iss` of the token is not text/,
    })),
  'no issuer': claims(without('iss'), /^iss is none/),
  'no sub': claims(without('sub'), /^no sub/),
  'nothing at all': claims(nothing, /^iss is none/),
  'a sub that is no user id': (kind) =>
    [null, 1, ['alice'], { id: 'alice' }, true, '', 'al ice', 'alice\n', '../alice', 'ал', 'a'.repeat(129)].map(
      (sub) => ({
        token: forge(header(kind), { ...good, sub }, kind.sign),
        reason: /^sub .* is no user id$/,
      }),
    ),
  'a token for another user': (kind) => ({
    token: forge(header(kind), good, kind.sign),
    userId: 'bob',
    reason: /^the token is for "alice", user_id is "bob"$/,
  }),
  'an embedded key': (kind) => headers({ jwk: kind.attackerJwk }, /has `jwk`/)(kind),
  'an address of keys': headers({ jku: 'https://evil.example/keys.json' }, /has `jku`/),
  'an address of certificates': headers({ x5u: 'https://evil.example/chain.pem' }, /has `x5u`/),
  'embedded certificates': headers({ x5c: ['MIIB'] }, /has `x5c`/),
  'a critical extension': (kind) => [
    ...[headers({ crit: ['exp'], exp: 1 }, /has `crit`/)(kind)].flat(),
    ...[headers({ crit: ['b64'], b64: false }, /has `crit`/)(kind)].flat(),
    ...[headers({ crit: [] }, /has `crit`/)(kind)].flat(),
  ],
  'a key id that is a path': (kind) =>
    ['../../../../dev/null', '..', 'keys/../../etc/passwd', 'C:\\secret', '/dev/null\0', 'main\0'].flatMap((kid) => [
      { token: forge(header(kind, { kid }), good, kind.sign), reason: /`kid` of the token is not a key id/ },
      {
        token: forge(header(kind, { kid, alg: 'HS256' }), good, hmac('')),
        reason: /`kid` of the token is not a key id/,
      },
    ]),
  'a key id that means something to somebody else': (kind) =>
    ['/dev/null', "' OR 1=1 --", '$(id)', 'https://evil.example/key', '__proto__', 'constructor'].flatMap((kid) => [
      { token: forge(header(kind, { kid }), good, kind.attacker), reason: notKnown },
      { token: forge(header(kind, { kid, alg: 'HS256' }), good, hmac('')), reason: notKnown },
    ]),
  'a key id that is no text or too long': (kind) =>
    [null, 1, ['main'], {}, '', 'k'.repeat(257)].map((kid) => ({
      token: forge(header(kind, { kid }), good, kind.sign),
      reason: /`kid` of the token is not a key id/,
    })),
  'a token that was made for another purpose': (kind) =>
    ['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'JWE', '', null, 1].map((typ) => ({
      token: forge(header(kind, { typ }), good, kind.sign),
      reason: /`typ`/,
    })),
  'a token that is too long': (kind) => [
    { token: forge(header(kind), { ...good, pad: 'x'.repeat(maxTokenLength) }, kind.sign), reason: /longer than 8192/ },
    { token: 'x'.repeat(5_000_000), reason: /longer than 8192/ },
    { token: '['.repeat(maxTokenLength + 1), reason: /longer than 8192/ },
  ],
  'claims that stand twice': (kind) =>
    [
      withText('"sub":"bob"'),
      withText('"s\\u0075b":"bob"'),
      withText('"exp":1'),
      withText('"aud":"other"'),
      withText('"iss":"https://evil.example"'),
      withText('"pactwire":{},"pactwire":{"join":["*"]}'),
      withText('"pactwire":{"join":[],"join":["*"]}'),
      withText('"a":[[{"b":1,"c":{},"b":2}]]'),
      withText('"__proto__":{},"__proto__":{}'),
    ].map((body) => ({
      token: forge(header(kind), body, kind.sign),
      reason: /^the body of the token names ".*" twice$/,
    })),
  'header members that stand twice': (kind) => [
    {
      token: forge(JSON.stringify(header(kind)).replace('{', '{"alg":"none",'), good, kind.sign),
      reason: /^the header of the token names "alg" twice$/,
    },
  ],
  'what is no token': (kind) => {
    const [first, second, third] = forge(header(kind), good, kind.sign).split('.')
    const whole = `${first}.${second}.${third}`
    return [
      ...['', '.', '..', '...', 'a.b', `${first}.${second}`, `${whole}.`, `.${whole}`, `${whole}.${third}.${third}`],
      ...[
        `${whole}=`,
        `${whole}\n`,
        ` ${whole}`,
        `${first}. ${second}.${third}`,
        `Bearer ${whole}`,
        `${whole}\0`,
        `${whole}é`,
      ],
      `${first}.${second}.+${third}`,
    ].map((token) => ({ token, reason: token === '' ? /^no token$/ : /not three parts of base64url/ }))
  },
  'a header or body that is no JSON object': (kind) => [
    ...['', 'null', '[]', '1', '"x"', '{', '{}{}', '{"sub":"alice",}'].flatMap((text) =>
      text === ''
        ? []
        : [
            { token: forge(header(kind), text, kind.sign), reason: /^the body of the token is not (a )?JSON/ },
            { token: forge(text, good, kind.sign), reason: /^the header of the token is not (a )?JSON/ },
          ],
    ),
    {
      token: `${part(header(kind))}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')}.AA`,
      reason: /^the body of the token is not JSON/,
    },
    { token: forge(header(kind), '['.repeat(5000), kind.sign), reason: /^the body of the token is not JSON/ },
    { token: forge(header(kind), '['.repeat(2500) + ']'.repeat(2500), kind.sign), reason: /not a JSON object/ },
  ],
  'rights that are malformed': (kind) =>
    [
      null,
      [],
      'room:*',
      1,
      { join: 'room:*' },
      { sends: [] },
      { join: [1] },
      { join: [''] },
      { join: ['a/b'] },
      { join: {} },
    ].map((pactwire) => ({ token: forge(header(kind), { ...good, pactwire }, kind.sign), reason: /^pactwire/ })),
}
