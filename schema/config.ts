/**
 * The configuration: one schema for the file, the environment and the flags. `limits.max_channels` in the file is
 * `PACTWIRE_LIMITS_MAX_CHANNELS` in the environment and `--limits-max-channels` on the command line.
 * A secret (`x-secret`) is masked wherever it is shown, is no flag, and can be read from a file: `PACTWIRE_JWT_SECRET_FILE`.
 */
import { type TSchema, Type } from '@sinclair/typebox'
import { closed, ref } from './declare.ts'

const Port = (description: string, rest: Record<string, unknown> = {}) =>
  Type.Integer({ minimum: 0, maximum: 65535, description, ...rest })
const Millis = (value: number, description: string, minimum = 0) =>
  Type.Integer({ minimum, maximum: 86_400_000, default: value, description })
const Count = (value: number, description: string, minimum = 1) =>
  Type.Integer({ minimum, maximum: 1_000_000_000, default: value, description })
const list = (items: TSchema, description: string, rest: Record<string, unknown> = {}) =>
  Type.Array(items, { default: [], maxItems: 1000, description, ...rest })

const FileName = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description }))

export const ChannelPattern = Type.String({
  $id: 'channel_pattern',
  minLength: 1,
  maxLength: 128,
  pattern: '^[A-Za-z0-9_.:@+*-]+$',
  'x-error': 'must be letters, digits, _.:@+- and * only',
  description: 'A channel id in which every `*` stands for any characters, none included.',
  examples: ['room:*'],
})

export const Audience = Type.Unsafe<string>({
  $id: 'audience',
  enum: ['anyone', 'token', 'members', 'server'],
  description:
    'Who may: `anyone` who is connected; `token`, only those whose token names the channel; `members`, only durable members; `server`, only the HTTP API and the program that runs the server.',
})

export const Durability = Type.Unsafe<string>({
  $id: 'durability',
  enum: ['none', 'commit', 'fsync'],
  description:
    'What a message survives before it is acknowledged and delivered: `none`, nothing, and there is no history; `commit`, the death of the process; `fsync`, the loss of power.',
})

export const ChannelPolicy = closed(
  {
    pattern: ref(ChannelPattern, 'The channels that this is about. The first policy that matches decides.'),
    join: Type.Unsafe<string>({
      ...ref(Audience, 'Who may join, read history and see presence, when the token does not say.'),
      default: 'anyone',
    }),
    send: Type.Unsafe<string>({ ...ref(Audience, 'Who may send, when the token does not say.'), default: 'anyone' }),
    publish: Type.Optional(
      ref(Audience, 'Who may publish events, when the token does not say; as `send` when left out.'),
    ),
    events: Type.Array(
      Type.String({
        minLength: 1,
        maxLength: 64,
        pattern: '^(?:\\*|[a-z][a-z0-9_]*)$',
        'x-error': 'must be the name of an event, or *',
      }),
      {
        default: ['*'],
        maxItems: 1000,
        description: 'Which events of the application the channel carries, by name; `*` stands for all. Empty: none.',
      },
    ),
    presence: Type.Boolean({ default: true, description: 'Whether clients may ask who is in the channel.' }),
    announce: Type.Boolean({
      default: true,
      description: 'Whether coming and going is announced (`user_joined`, `user_left`).',
    }),
    announce_max_users: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      default: 200,
      description: 'Above this many users in the channel, coming and going is no longer announced.',
    }),
    durability: Type.Unsafe<string>({ ...ref(Durability), default: 'commit' }),
    history_size: Type.Integer({
      minimum: 0,
      maximum: 10_000_000,
      default: 10_000,
      description: 'How many messages are kept; 0 keeps none.',
    }),
    history_age_ms: Type.Integer({
      minimum: 0,
      maximum: 315_360_000_000,
      default: 604_800_000,
      description: 'How long a message is kept, in milliseconds; 0 for ever.',
    }),
    max_content_bytes: Type.Integer({
      minimum: 1,
      maximum: 1_048_576,
      default: 65_536,
      description: 'The largest content of a message, in bytes of UTF-8.',
    }),
    max_batch_delay_ms: Type.Integer({
      minimum: 0,
      maximum: 1000,
      default: 20,
      description:
        'How long a message of a busy channel with many listeners may wait to go out together with the next ones, in milliseconds; a quiet channel never waits. 0 turns waiting off.',
    }),
  },
  { $id: 'channel_policy', description: 'What holds for the channels of a pattern.' },
)

export const JwtKey = closed(
  {
    algorithm: Type.Unsafe<string>({
      enum: ['HS256', 'RS256', 'ES256', 'EdDSA'],
      description: 'The one algorithm that is accepted with this key, whatever a token says of itself.',
    }),
    secret: Type.Optional(
      Type.String({
        minLength: 32,
        maxLength: 4096,
        'x-secret': true,
        description: 'The shared secret, for HS256: at least 32 characters.',
      }),
    ),
    secret_file: FileName('A file that holds the shared secret.'),
    public_key_file: FileName('A file that holds the public key in PEM, for RS256, ES256 and EdDSA.'),
    kid: Type.Optional(Type.String({ minLength: 1, maxLength: 256, description: 'Only for tokens with this key id.' })),
    issuer: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'Only for tokens of this issuer (`iss`).' }),
    ),
  },
  { $id: 'jwt_key', description: 'A key that tokens are checked with.' },
)

export const JwksSource = closed(
  {
    url: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2048,
        pattern: '^https?://',
        description: 'Where the key set is fetched from: https, or http on loopback.',
      }),
    ),
    file: FileName('A file that holds the key set.'),
    algorithms: Type.Array(Type.Unsafe<string>({ enum: ['RS256', 'ES256', 'EdDSA'] }), {
      minItems: 1,
      maxItems: 3,
      default: ['RS256', 'ES256', 'EdDSA'],
      description: 'The algorithms accepted from this set; each key is used with the one that fits its kind.',
    }),
    issuer: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'Only for tokens of this issuer (`iss`).' }),
    ),
    cache_ms: Millis(600_000, 'How long a fetched key set is used before it is fetched again.', 1000),
    cooldown_ms: Millis(30_000, 'The shortest time between two fetches, whatever key ids tokens name.', 1000),
  },
  { $id: 'jwks_source', description: 'A set of keys that tokens are checked with.' },
)

const limits = closed(
  {
    max_frame_bytes: Type.Integer({
      minimum: 256,
      maximum: 16_777_216,
      default: 65_536,
      description: 'The largest frame taken, in bytes (close 1009).',
    }),
    max_frame_depth: Type.Integer({
      minimum: 8,
      maximum: 1000,
      default: 128,
      description:
        'Levels of objects and lists in a frame, its own object included; more are refused unparsed (`bad_frame`).',
    }),
    max_frame_members: Type.Integer({
      minimum: 32,
      maximum: 1_000_000,
      default: 4096,
      description:
        'Members of all objects of a frame together; more are refused unparsed (`bad_frame`). What a frame costs to read is in these rather than in its bytes.',
    }),
    max_connections: Count(100_000, 'Connections in all; more are answered 503.'),
    max_connections_per_address: Count(1000, 'Connections from one address; more are answered 503.'),
    max_opening_connections: Count(
      1000,
      'Connections that have not connected yet; more are answered 503. This bounds the memory that strangers can hold.',
    ),
    max_opening_connections_per_address: Count(
      200,
      'Connections from one address that have not connected yet; more are answered 503, so that one address cannot take all places.',
    ),
    max_connections_per_user: Count(100, 'Connections of one user; more are refused with `limit_exceeded`.'),
    max_channels_per_connection: Count(100, 'Channels that a connection may have joined at once.'),
    max_channels: Count(1_000_000, 'Channels that are in use at once.'),
    max_memberships_per_user: Count(1000, 'Durable memberships of one user.'),
    max_pending_requests: Count(64, 'Requests of one connection that may be unanswered at once.'),
    max_backlog_bytes: Type.Integer({
      minimum: 4096,
      maximum: 1_073_741_824,
      default: 1_048_576,
      description: 'How much may wait for a peer that reads slowly, in bytes (close 4508).',
    }),
    requests_per_second: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1_000_000,
      default: 100,
      description: 'Requests a second that one connection may send in the long run.',
    }),
    request_burst: Count(200, 'Requests that one connection may send at once after a silence.'),
    bytes_per_second: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1_000_000_000,
      default: 1_048_576,
      description: 'Bytes of frames a second that one connection may send in the long run.',
    }),
    byte_burst: Count(
      1_048_576,
      'Bytes of frames that one connection may send at once after a silence. A frame that begins within it is taken whole, and what is too much is owed: no frame is too large for this.',
    ),
    user_requests_per_second: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1_000_000,
      default: 200,
      description: 'Requests a second of all connections of one user together.',
    }),
    user_request_burst: Count(
      400,
      'Requests that all connections of one user together may send at once after a silence.',
    ),
    max_refusals: Count(
      100,
      'How many requests in a row may be refused as `rate_limited` before the connection closes (4429).',
    ),
    max_bad_frames: Count(
      10,
      'How many frames that cannot be understood a connection may send before it closes (4400).',
    ),
    connect_timeout_ms: Millis(10_000, 'How long `connect` may take to succeed (close 4408).', 50),
    max_presence_users: Count(1000, 'How many users `presence` lists; `count` counts all.'),
    max_http_body_bytes: Type.Integer({
      minimum: 256,
      maximum: 16_777_216,
      default: 1_048_576,
      description: 'The largest body of the HTTP API, in bytes.',
    }),
    max_events: Count(1000, 'Events of your own.'),
    max_recovery: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      default: 1000,
      description: 'How many missed messages `join_channel` recovers at most; more are `recovered: false`.',
    }),
  },
  { default: {}, description: 'The bounds of everything that a peer could make grow.' },
)

export const Config = closed(
  {
    host: Type.String({
      minLength: 1,
      maxLength: 255,
      default: '127.0.0.1',
      description: 'The address to listen on. Any address but loopback requires authentication to be configured.',
    }),
    port: Port('The port to listen on; 0 takes a free one.', { default: 8080 }),
    metrics_port: Type.Optional(
      Port('A port of its own for `/metrics`, `/livez` and `/readyz`; then they are not on the other.'),
    ),
    store: Type.Unsafe<string>({
      enum: ['disk', 'memory'],
      default: 'disk',
      description: 'Where streams are kept: `disk`, in `data_dir`, for ever; `memory`, until the process ends.',
    }),
    data_dir: Type.String({
      minLength: 1,
      maxLength: 4096,
      default: './data',
      description: 'The folder for what is stored.',
    }),
    jwt_secret: Type.Optional(
      Type.String({
        minLength: 32,
        maxLength: 4096,
        'x-secret': true,
        description: 'The shared secret of tokens signed with HS256: at least 32 characters.',
      }),
    ),
    jwt_keys: list(ref(JwtKey), 'Further keys that tokens are checked with.'),
    jwks: list(ref(JwksSource), 'Key sets that tokens are checked with.'),
    jwt_issuer: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'The issuer (`iss`) that every token must name.' }),
    ),
    jwt_audience: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'The audience (`aud`) that every token must name.' }),
    ),
    jwt_clock_tolerance_ms: Millis(5000, 'By how much the clocks of issuer and server may differ.'),
    token_grace_ms: Millis(
      30_000,
      'How long after its token has expired a connection may still refresh it (close 4419).',
    ),
    api_keys: list(
      Type.String({ minLength: 16, maxLength: 512 }),
      'The keys of the HTTP API; without any, it is closed. In the environment, separated by commas.',
      {
        'x-secret': true,
      },
    ),
    allowed_origins: list(
      Type.String({ minLength: 1, maxLength: 512 }),
      'The values of `Origin` that may connect from a browser, compared exactly; `*` for all. When empty: pages of this server, and in development mode pages on loopback.',
    ),
    page: Type.Unsafe<string>({
      enum: ['auto', 'on', 'off'],
      default: 'auto',
      description:
        'Whether the page (chat, protocol explorer, live view) is served at `/`; `auto` does so in development mode only. Where it is, it may connect, whatever `allowed_origins` says.',
    }),
    trusted_proxies: list(
      Type.String({ minLength: 1, maxLength: 64 }),
      'Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed.',
    ),
    tls_key_file: FileName('The private key in PEM; with `tls_cert_file`, the server speaks TLS.'),
    tls_cert_file: FileName('The certificate chain in PEM.'),
    log_level: Type.Unsafe<string>({
      enum: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      default: 'info',
      description: 'How much is logged.',
    }),
    log_format: Type.Unsafe<string>({
      enum: ['auto', 'json', 'pretty'],
      default: 'auto',
      description: 'How it is written; `auto` is pretty on a terminal.',
    }),
    heartbeat_interval_ms: Type.Integer({
      minimum: 4000,
      maximum: 480_000,
      default: 30_000,
      description: 'How often the server pings. A peer that is silent for longer than twice this is closed.',
    }),
    presence_debounce_ms: Millis(2000, 'How long a user may be gone before `user_left` is announced.'),
    idempotency_window_ms: Type.Integer({
      minimum: 300_000,
      maximum: 86_400_000,
      default: 300_000,
      description: 'How long a `client_message_id` is remembered.',
    }),
    drain_delay_ms: Millis(
      0,
      'How long to wait at shutdown between failing `/readyz` and telling the clients, so that a load balancer notices.',
    ),
    drain_timeout_ms: Millis(10_000, 'How long a shutdown may take before it is forced.', 100),
    drain_jitter_ms: Millis(5000, 'Over how long the clients’ `reconnect_after_ms` is spread at a shutdown.'),
    events: FileName(
      'The folder of the schemas of your own events. They are read at the start, and again at SIGHUP; without it there are none.',
    ),
    channels: list(
      ref(ChannelPolicy),
      'The policies of channels, the first match decides. Channels that none matches are open to anyone who is connected.',
    ),
    limits,
  },
  {
    $id: 'config',
    description: 'The configuration of the server.',
    examples: [
      {
        host: '0.0.0.0',
        port: 8080,
        jwt_issuer: 'https://id.example',
        channels: [{ pattern: 'news:*', send: 'server' }],
      },
    ],
    'x-pactwire': { kind: 'settings', env: 'PACTWIRE' },
  },
)
