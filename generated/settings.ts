// Generated from schema/ by `npm run generate`. Do not edit: change the schema and generate again.

/** How the text of an environment variable or a flag becomes a value. */
export type SettingForm = 'text' | 'number' | 'switch' | 'list' | 'json'

export interface Setting {
  readonly key: string
  readonly env: string
  readonly flag: string
  readonly form: SettingForm
  readonly secret: boolean
  readonly description: string
  readonly default?: unknown
}

export const settings: readonly Setting[] = [
  {
    "key": "host",
    "env": "PACTWIRE_HOST",
    "flag": "--host",
    "form": "text",
    "secret": false,
    "description": "The address to listen on. Any address but loopback requires authentication to be configured.",
    "default": "127.0.0.1"
  },
  {
    "key": "port",
    "env": "PACTWIRE_PORT",
    "flag": "--port",
    "form": "number",
    "secret": false,
    "description": "The port to listen on; 0 takes a free one.",
    "default": 8080
  },
  {
    "key": "metrics_port",
    "env": "PACTWIRE_METRICS_PORT",
    "flag": "--metrics-port",
    "form": "number",
    "secret": false,
    "description": "A port of its own for `/metrics`, `/livez` and `/readyz`; then they are not on the other."
  },
  {
    "key": "store",
    "env": "PACTWIRE_STORE",
    "flag": "--store",
    "form": "text",
    "secret": false,
    "description": "Where streams are kept: `disk`, in `data_dir`, for ever; `memory`, until the process ends.",
    "default": "disk"
  },
  {
    "key": "data_dir",
    "env": "PACTWIRE_DATA_DIR",
    "flag": "--data-dir",
    "form": "text",
    "secret": false,
    "description": "The folder for what is stored.",
    "default": "./data"
  },
  {
    "key": "jwt_secret",
    "env": "PACTWIRE_JWT_SECRET",
    "flag": "--jwt-secret",
    "form": "text",
    "secret": true,
    "description": "The shared secret of tokens signed with HS256: at least 32 characters."
  },
  {
    "key": "jwt_keys",
    "env": "PACTWIRE_JWT_KEYS",
    "flag": "--jwt-keys",
    "form": "json",
    "secret": false,
    "description": "Further keys that tokens are checked with.",
    "default": []
  },
  {
    "key": "jwks",
    "env": "PACTWIRE_JWKS",
    "flag": "--jwks",
    "form": "json",
    "secret": false,
    "description": "Key sets that tokens are checked with.",
    "default": []
  },
  {
    "key": "jwt_issuer",
    "env": "PACTWIRE_JWT_ISSUER",
    "flag": "--jwt-issuer",
    "form": "text",
    "secret": false,
    "description": "The issuer (`iss`) that every token must name."
  },
  {
    "key": "jwt_audience",
    "env": "PACTWIRE_JWT_AUDIENCE",
    "flag": "--jwt-audience",
    "form": "text",
    "secret": false,
    "description": "The audience (`aud`) that every token must name."
  },
  {
    "key": "jwt_clock_tolerance_ms",
    "env": "PACTWIRE_JWT_CLOCK_TOLERANCE_MS",
    "flag": "--jwt-clock-tolerance-ms",
    "form": "number",
    "secret": false,
    "description": "By how much the clocks of issuer and server may differ.",
    "default": 5000
  },
  {
    "key": "token_grace_ms",
    "env": "PACTWIRE_TOKEN_GRACE_MS",
    "flag": "--token-grace-ms",
    "form": "number",
    "secret": false,
    "description": "How long after its token has expired a connection may still refresh it (close 4419).",
    "default": 30000
  },
  {
    "key": "api_keys",
    "env": "PACTWIRE_API_KEYS",
    "flag": "--api-keys",
    "form": "list",
    "secret": true,
    "description": "The keys of the HTTP API; without any, it is closed. In the environment, separated by commas.",
    "default": []
  },
  {
    "key": "allowed_origins",
    "env": "PACTWIRE_ALLOWED_ORIGINS",
    "flag": "--allowed-origins",
    "form": "list",
    "secret": false,
    "description": "The values of `Origin` that may connect from a browser, compared exactly; `*` for all. When empty: pages of this server, and in development mode pages on loopback.",
    "default": []
  },
  {
    "key": "page",
    "env": "PACTWIRE_PAGE",
    "flag": "--page",
    "form": "text",
    "secret": false,
    "description": "Whether the page (chat, protocol explorer, live view) is served at `/`; `auto` does so in development mode only. Where it is, it may connect, whatever `allowed_origins` says.",
    "default": "auto"
  },
  {
    "key": "trusted_proxies",
    "env": "PACTWIRE_TRUSTED_PROXIES",
    "flag": "--trusted-proxies",
    "form": "list",
    "secret": false,
    "description": "Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed.",
    "default": []
  },
  {
    "key": "tls_key_file",
    "env": "PACTWIRE_TLS_KEY_FILE",
    "flag": "--tls-key-file",
    "form": "text",
    "secret": false,
    "description": "The private key in PEM; with `tls_cert_file`, the server speaks TLS."
  },
  {
    "key": "tls_cert_file",
    "env": "PACTWIRE_TLS_CERT_FILE",
    "flag": "--tls-cert-file",
    "form": "text",
    "secret": false,
    "description": "The certificate chain in PEM."
  },
  {
    "key": "log_level",
    "env": "PACTWIRE_LOG_LEVEL",
    "flag": "--log-level",
    "form": "text",
    "secret": false,
    "description": "How much is logged.",
    "default": "info"
  },
  {
    "key": "log_format",
    "env": "PACTWIRE_LOG_FORMAT",
    "flag": "--log-format",
    "form": "text",
    "secret": false,
    "description": "How it is written; `auto` is pretty on a terminal.",
    "default": "auto"
  },
  {
    "key": "heartbeat_interval_ms",
    "env": "PACTWIRE_HEARTBEAT_INTERVAL_MS",
    "flag": "--heartbeat-interval-ms",
    "form": "number",
    "secret": false,
    "description": "How often the server pings. A peer that is silent for longer than twice this is closed.",
    "default": 30000
  },
  {
    "key": "presence_debounce_ms",
    "env": "PACTWIRE_PRESENCE_DEBOUNCE_MS",
    "flag": "--presence-debounce-ms",
    "form": "number",
    "secret": false,
    "description": "How long a user may be gone before `user_left` is announced.",
    "default": 2000
  },
  {
    "key": "idempotency_window_ms",
    "env": "PACTWIRE_IDEMPOTENCY_WINDOW_MS",
    "flag": "--idempotency-window-ms",
    "form": "number",
    "secret": false,
    "description": "How long a `client_message_id` is remembered.",
    "default": 300000
  },
  {
    "key": "drain_delay_ms",
    "env": "PACTWIRE_DRAIN_DELAY_MS",
    "flag": "--drain-delay-ms",
    "form": "number",
    "secret": false,
    "description": "How long to wait at shutdown between failing `/readyz` and telling the clients, so that a load balancer notices.",
    "default": 0
  },
  {
    "key": "drain_timeout_ms",
    "env": "PACTWIRE_DRAIN_TIMEOUT_MS",
    "flag": "--drain-timeout-ms",
    "form": "number",
    "secret": false,
    "description": "How long a shutdown may take before it is forced.",
    "default": 10000
  },
  {
    "key": "drain_jitter_ms",
    "env": "PACTWIRE_DRAIN_JITTER_MS",
    "flag": "--drain-jitter-ms",
    "form": "number",
    "secret": false,
    "description": "Over how long the clients’ `reconnect_after_ms` is spread at a shutdown.",
    "default": 5000
  },
  {
    "key": "events",
    "env": "PACTWIRE_EVENTS",
    "flag": "--events",
    "form": "text",
    "secret": false,
    "description": "The folder of the schemas of your own events. They are read at the start, and again at SIGHUP; without it there are none."
  },
  {
    "key": "channels",
    "env": "PACTWIRE_CHANNELS",
    "flag": "--channels",
    "form": "json",
    "secret": false,
    "description": "The policies of channels, the first match decides. Channels that none matches are open to anyone who is connected.",
    "default": []
  },
  {
    "key": "limits.max_frame_bytes",
    "env": "PACTWIRE_LIMITS_MAX_FRAME_BYTES",
    "flag": "--limits-max-frame-bytes",
    "form": "number",
    "secret": false,
    "description": "The largest frame taken, in bytes (close 1009).",
    "default": 65536
  },
  {
    "key": "limits.max_frame_depth",
    "env": "PACTWIRE_LIMITS_MAX_FRAME_DEPTH",
    "flag": "--limits-max-frame-depth",
    "form": "number",
    "secret": false,
    "description": "Levels of objects and lists in a frame, its own object included; more are refused unparsed (`bad_frame`).",
    "default": 128
  },
  {
    "key": "limits.max_frame_members",
    "env": "PACTWIRE_LIMITS_MAX_FRAME_MEMBERS",
    "flag": "--limits-max-frame-members",
    "form": "number",
    "secret": false,
    "description": "Members of all objects of a frame together; more are refused unparsed (`bad_frame`). What a frame costs to read is in these rather than in its bytes.",
    "default": 4096
  },
  {
    "key": "limits.max_connections",
    "env": "PACTWIRE_LIMITS_MAX_CONNECTIONS",
    "flag": "--limits-max-connections",
    "form": "number",
    "secret": false,
    "description": "Connections in all; more are answered 503.",
    "default": 100000
  },
  {
    "key": "limits.max_connections_per_address",
    "env": "PACTWIRE_LIMITS_MAX_CONNECTIONS_PER_ADDRESS",
    "flag": "--limits-max-connections-per-address",
    "form": "number",
    "secret": false,
    "description": "Connections from one address; more are answered 503.",
    "default": 1000
  },
  {
    "key": "limits.max_opening_connections",
    "env": "PACTWIRE_LIMITS_MAX_OPENING_CONNECTIONS",
    "flag": "--limits-max-opening-connections",
    "form": "number",
    "secret": false,
    "description": "Connections that have not connected yet; more are answered 503. This bounds the memory that strangers can hold.",
    "default": 1000
  },
  {
    "key": "limits.max_opening_connections_per_address",
    "env": "PACTWIRE_LIMITS_MAX_OPENING_CONNECTIONS_PER_ADDRESS",
    "flag": "--limits-max-opening-connections-per-address",
    "form": "number",
    "secret": false,
    "description": "Connections from one address that have not connected yet; more are answered 503, so that one address cannot take all places.",
    "default": 200
  },
  {
    "key": "limits.max_connections_per_user",
    "env": "PACTWIRE_LIMITS_MAX_CONNECTIONS_PER_USER",
    "flag": "--limits-max-connections-per-user",
    "form": "number",
    "secret": false,
    "description": "Connections of one user; more are refused with `limit_exceeded`.",
    "default": 100
  },
  {
    "key": "limits.max_channels_per_connection",
    "env": "PACTWIRE_LIMITS_MAX_CHANNELS_PER_CONNECTION",
    "flag": "--limits-max-channels-per-connection",
    "form": "number",
    "secret": false,
    "description": "Channels that a connection may have joined at once.",
    "default": 100
  },
  {
    "key": "limits.max_channels",
    "env": "PACTWIRE_LIMITS_MAX_CHANNELS",
    "flag": "--limits-max-channels",
    "form": "number",
    "secret": false,
    "description": "Channels that are in use at once.",
    "default": 1000000
  },
  {
    "key": "limits.max_memberships_per_user",
    "env": "PACTWIRE_LIMITS_MAX_MEMBERSHIPS_PER_USER",
    "flag": "--limits-max-memberships-per-user",
    "form": "number",
    "secret": false,
    "description": "Durable memberships of one user.",
    "default": 1000
  },
  {
    "key": "limits.max_pending_requests",
    "env": "PACTWIRE_LIMITS_MAX_PENDING_REQUESTS",
    "flag": "--limits-max-pending-requests",
    "form": "number",
    "secret": false,
    "description": "Requests of one connection that may be unanswered at once.",
    "default": 64
  },
  {
    "key": "limits.max_backlog_bytes",
    "env": "PACTWIRE_LIMITS_MAX_BACKLOG_BYTES",
    "flag": "--limits-max-backlog-bytes",
    "form": "number",
    "secret": false,
    "description": "How much may wait for a peer that reads slowly, in bytes (close 4508).",
    "default": 1048576
  },
  {
    "key": "limits.requests_per_second",
    "env": "PACTWIRE_LIMITS_REQUESTS_PER_SECOND",
    "flag": "--limits-requests-per-second",
    "form": "number",
    "secret": false,
    "description": "Requests a second that one connection may send in the long run.",
    "default": 100
  },
  {
    "key": "limits.request_burst",
    "env": "PACTWIRE_LIMITS_REQUEST_BURST",
    "flag": "--limits-request-burst",
    "form": "number",
    "secret": false,
    "description": "Requests that one connection may send at once after a silence.",
    "default": 200
  },
  {
    "key": "limits.bytes_per_second",
    "env": "PACTWIRE_LIMITS_BYTES_PER_SECOND",
    "flag": "--limits-bytes-per-second",
    "form": "number",
    "secret": false,
    "description": "Bytes of frames a second that one connection may send in the long run.",
    "default": 1048576
  },
  {
    "key": "limits.byte_burst",
    "env": "PACTWIRE_LIMITS_BYTE_BURST",
    "flag": "--limits-byte-burst",
    "form": "number",
    "secret": false,
    "description": "Bytes of frames that one connection may send at once after a silence. A frame that begins within it is taken whole, and what is too much is owed: no frame is too large for this.",
    "default": 1048576
  },
  {
    "key": "limits.user_requests_per_second",
    "env": "PACTWIRE_LIMITS_USER_REQUESTS_PER_SECOND",
    "flag": "--limits-user-requests-per-second",
    "form": "number",
    "secret": false,
    "description": "Requests a second of all connections of one user together.",
    "default": 200
  },
  {
    "key": "limits.user_request_burst",
    "env": "PACTWIRE_LIMITS_USER_REQUEST_BURST",
    "flag": "--limits-user-request-burst",
    "form": "number",
    "secret": false,
    "description": "Requests that all connections of one user together may send at once after a silence.",
    "default": 400
  },
  {
    "key": "limits.max_refusals",
    "env": "PACTWIRE_LIMITS_MAX_REFUSALS",
    "flag": "--limits-max-refusals",
    "form": "number",
    "secret": false,
    "description": "How many requests in a row may be refused as `rate_limited` before the connection closes (4429).",
    "default": 100
  },
  {
    "key": "limits.max_bad_frames",
    "env": "PACTWIRE_LIMITS_MAX_BAD_FRAMES",
    "flag": "--limits-max-bad-frames",
    "form": "number",
    "secret": false,
    "description": "How many frames that cannot be understood a connection may send before it closes (4400).",
    "default": 10
  },
  {
    "key": "limits.connect_timeout_ms",
    "env": "PACTWIRE_LIMITS_CONNECT_TIMEOUT_MS",
    "flag": "--limits-connect-timeout-ms",
    "form": "number",
    "secret": false,
    "description": "How long `connect` may take to succeed (close 4408).",
    "default": 10000
  },
  {
    "key": "limits.max_presence_users",
    "env": "PACTWIRE_LIMITS_MAX_PRESENCE_USERS",
    "flag": "--limits-max-presence-users",
    "form": "number",
    "secret": false,
    "description": "How many users `presence` lists; `count` counts all.",
    "default": 1000
  },
  {
    "key": "limits.max_http_body_bytes",
    "env": "PACTWIRE_LIMITS_MAX_HTTP_BODY_BYTES",
    "flag": "--limits-max-http-body-bytes",
    "form": "number",
    "secret": false,
    "description": "The largest body of the HTTP API, in bytes.",
    "default": 1048576
  },
  {
    "key": "limits.max_events",
    "env": "PACTWIRE_LIMITS_MAX_EVENTS",
    "flag": "--limits-max-events",
    "form": "number",
    "secret": false,
    "description": "Events of your own.",
    "default": 1000
  },
  {
    "key": "limits.max_recovery",
    "env": "PACTWIRE_LIMITS_MAX_RECOVERY",
    "flag": "--limits-max-recovery",
    "form": "number",
    "secret": false,
    "description": "How many missed messages `join_channel` recovers at most; more are `recovered: false`.",
    "default": 1000
  }
]

/** The secrets that stand inside of lists, by the key of their list: `jwt_keys` → `secret`. */
export const nestedSecrets: Readonly<Record<string, readonly string[]>> = {
  "jwt_keys": [
    "secret"
  ]
}

/** What an entry of a list is when it says nothing, by the key of its list. */
export const itemDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "jwt_keys": {},
  "jwks": {
    "algorithms": [
      "RS256",
      "ES256",
      "EdDSA"
    ],
    "cache_ms": 600000,
    "cooldown_ms": 30000
  },
  "channels": {
    "join": "anyone",
    "send": "anyone",
    "events": [
      "*"
    ],
    "presence": true,
    "announce": true,
    "announce_max_users": 200,
    "durability": "commit",
    "history_size": 10000,
    "history_age_ms": 604800000,
    "max_content_bytes": 65536,
    "max_batch_delay_ms": 20
  }
}
