// Generated from schema/ by `npm run generate`. Do not edit: change the schema and generate again.

/**
 * Who may: `anyone` who is connected; `token`, only those whose token names the channel; `members`, only durable members; `server`, only the HTTP API and the program that runs the server.
 */
export type Audience = 'anyone' | 'token' | 'members' | 'server'

/**
 * An event of the application in a channel, the same for everyone and for ever. It stands among the messages, with an offset like theirs.
 */
export interface ChannelEvent {
  /**
   * The channel that it was published to.
   */
  channel_id: ChannelId
  /**
   * The epoch of the stream when this was stored.
   */
  epoch: Epoch
  /**
   * The place in the stream, from 1.
   */
  offset: Offset
  message_id: MessageId
  /**
   * Which event it is.
   */
  event: EventName
  /**
   * The version of the event’s schema that the payload was written in.
   */
  version: number
  /**
   * What it carries, as the schema of the event said when it was published.
   */
  payload: EventPayload
  /**
   * Who published it; missing when the server did in no user’s name.
   */
  user_id?: UserId
  /**
   * When the server took it.
   */
  timestamp: Timestamp
  /**
   * The name that the sender gave it, if any.
   */
  client_message_id?: ClientMessageId
}

/**
 * A channel: 1 to 128 characters of letters, digits and `_.:@+-`, the first of them not `@`.
 */
export type ChannelId = string

/**
 * A message of a channel, the same for everyone and for ever.
 */
export interface ChannelMessage {
  /**
   * The channel that it was sent to.
   */
  channel_id: ChannelId
  /**
   * The epoch of the stream when this was stored.
   */
  epoch: Epoch
  /**
   * The place in the stream, from 1.
   */
  offset: Offset
  message_id: MessageId
  /**
   * Who sent it; missing when the server sent it in no user’s name.
   */
  user_id?: UserId
  content: Content
  /**
   * When the server took it.
   */
  timestamp: Timestamp
  /**
   * The name that the sender gave it, if any.
   */
  client_message_id?: ClientMessageId
}

/**
 * A part of the list of channels.
 */
export interface ChannelPage {
  /**
   * The channels, by channel id.
   */
  channels: ChannelSummary[]
  /**
   * Give this as `after` for the next page; missing on the last.
   */
  next?: ChannelId
}

/**
 * A channel id in which every `*` stands for any characters, none included.
 */
export type ChannelPattern = string

/**
 * What holds for the channels of a pattern.
 */
export interface ChannelPolicy {
  /**
   * The channels that this is about. The first policy that matches decides.
   */
  pattern: ChannelPattern
  /**
   * Who may join, read history and see presence, when the token does not say.
   */
  join: Audience
  /**
   * Who may send, when the token does not say.
   */
  send: Audience
  /**
   * Who may publish events, when the token does not say; as `send` when left out.
   */
  publish?: Audience
  /**
   * Which events of the application the channel carries, by name; `*` stands for all. Empty: none.
   *
   * @maxItems 1000
   */
  events: string[]
  /**
   * Whether clients may ask who is in the channel.
   */
  presence: boolean
  /**
   * Whether coming and going is announced (`user_joined`, `user_left`).
   */
  announce: boolean
  /**
   * Above this many users in the channel, coming and going is no longer announced.
   */
  announce_max_users: number
  durability: Durability
  /**
   * How many messages are kept; 0 keeps none.
   */
  history_size: number
  /**
   * How long a message is kept, in milliseconds; 0 for ever.
   */
  history_age_ms: number
  /**
   * The largest content of a message, in bytes of UTF-8.
   */
  max_content_bytes: number
  /**
   * How long a message of a busy channel with many listeners may wait to go out together with the next ones, in milliseconds; a quiet channel never waits. 0 turns waiting off.
   */
  max_batch_delay_ms: number
}

/**
 * Who is in a channel now.
 */
export interface ChannelPresence {
  channel_id: ChannelId
  /**
   * How many users are in the channel.
   */
  count: number
  /**
   * The users, in the order in which they came; only the first of them when they are very many.
   */
  users: PresenceUser[]
}

/**
 * A channel that somebody is in, or that has been written to.
 */
export interface ChannelSummary {
  channel_id: ChannelId
  epoch: Epoch
  /**
   * The top of the channel.
   */
  offset: Offset
  /**
   * How many connections are in it now.
   */
  connections: number
  /**
   * How many users are in it now.
   */
  users: number
}

/**
 * The name that the sender gives to a message. Sent again within the window, it is stored once and acknowledged again with the first message id and offset.
 */
export type ClientMessageId = string

/**
 * Why the server closed a connection, and whether to come back.
 */
export type CloseCode = 1001 | 1009 | 4400 | 4401 | 4403 | 4408 | 4419 | 4429 | 4500 | 4508 | 4509

/**
 * The configuration of the server.
 */
export interface Config {
  /**
   * The address to listen on. Any address but loopback requires authentication to be configured.
   */
  host: string
  /**
   * The port to listen on; 0 takes a free one.
   */
  port: number
  /**
   * A port of its own for `/metrics`, `/livez` and `/readyz`; then they are not on the other.
   */
  metrics_port?: number
  /**
   * Where streams are kept: `disk`, in `data_dir`, for ever; `memory`, until the process ends.
   */
  store: 'disk' | 'memory'
  /**
   * The folder for what is stored.
   */
  data_dir: string
  /**
   * The shared secret of tokens signed with HS256: at least 32 characters.
   */
  jwt_secret?: string
  /**
   * Further keys that tokens are checked with.
   *
   * @maxItems 1000
   */
  jwt_keys: JwtKey[]
  /**
   * Key sets that tokens are checked with.
   *
   * @maxItems 1000
   */
  jwks: JwksSource[]
  /**
   * The issuer (`iss`) that every token must name.
   */
  jwt_issuer?: string
  /**
   * The audience (`aud`) that every token must name.
   */
  jwt_audience?: string
  /**
   * By how much the clocks of issuer and server may differ.
   */
  jwt_clock_tolerance_ms: number
  /**
   * How long after its token has expired a connection may still refresh it (close 4419).
   */
  token_grace_ms: number
  /**
   * The keys of the HTTP API; without any, it is closed. In the environment, separated by commas.
   *
   * @maxItems 1000
   */
  api_keys: string[]
  /**
   * The values of `Origin` that may connect from a browser, compared exactly; `*` for all. When empty: pages of this server, and in development mode pages on loopback.
   *
   * @maxItems 1000
   */
  allowed_origins: string[]
  /**
   * Whether the page (chat, protocol explorer, live view) is served at `/`; `auto` does so in development mode only. Where it is, it may connect, whatever `allowed_origins` says.
   */
  page: 'auto' | 'on' | 'off'
  /**
   * Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed.
   *
   * @maxItems 1000
   */
  trusted_proxies: string[]
  /**
   * The private key in PEM; with `tls_cert_file`, the server speaks TLS.
   */
  tls_key_file?: string
  /**
   * The certificate chain in PEM.
   */
  tls_cert_file?: string
  /**
   * How much is logged.
   */
  log_level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /**
   * How it is written; `auto` is pretty on a terminal.
   */
  log_format: 'auto' | 'json' | 'pretty'
  /**
   * How often the server pings. A peer that is silent for longer than twice this is closed.
   */
  heartbeat_interval_ms: number
  /**
   * How long a user may be gone before `user_left` is announced.
   */
  presence_debounce_ms: number
  /**
   * How long a `client_message_id` is remembered.
   */
  idempotency_window_ms: number
  /**
   * How long to wait at shutdown between failing `/readyz` and telling the clients, so that a load balancer notices.
   */
  drain_delay_ms: number
  /**
   * How long a shutdown may take before it is forced.
   */
  drain_timeout_ms: number
  /**
   * Over how long the clients’ `reconnect_after_ms` is spread at a shutdown.
   */
  drain_jitter_ms: number
  /**
   * The folder of the schemas of your own events. They are read at the start, and again at SIGHUP; without it there are none.
   */
  events?: string
  /**
   * The policies of channels, the first match decides. Channels that none matches are open to anyone who is connected.
   *
   * @maxItems 1000
   */
  channels: ChannelPolicy[]
  /**
   * The bounds of everything that a peer could make grow.
   */
  limits: {
    /**
     * The largest frame taken, in bytes (close 1009).
     */
    max_frame_bytes: number
    /**
     * Levels of objects and lists in a frame, its own object included; more are refused unparsed (`bad_frame`).
     */
    max_frame_depth: number
    /**
     * Members of all objects of a frame together; more are refused unparsed (`bad_frame`). What a frame costs to read is in these rather than in its bytes.
     */
    max_frame_members: number
    /**
     * Connections in all; more are answered 503.
     */
    max_connections: number
    /**
     * Connections from one address; more are answered 503.
     */
    max_connections_per_address: number
    /**
     * Connections that have not connected yet; more are answered 503. This bounds the memory that strangers can hold.
     */
    max_opening_connections: number
    /**
     * Connections from one address that have not connected yet; more are answered 503, so that one address cannot take all places.
     */
    max_opening_connections_per_address: number
    /**
     * Connections of one user; more are refused with `limit_exceeded`.
     */
    max_connections_per_user: number
    /**
     * Channels that a connection may have joined at once.
     */
    max_channels_per_connection: number
    /**
     * Channels that are in use at once.
     */
    max_channels: number
    /**
     * Durable memberships of one user.
     */
    max_memberships_per_user: number
    /**
     * Requests of one connection that may be unanswered at once.
     */
    max_pending_requests: number
    /**
     * How much may wait for a peer that reads slowly, in bytes (close 4508).
     */
    max_backlog_bytes: number
    /**
     * Requests a second that one connection may send in the long run.
     */
    requests_per_second: number
    /**
     * Requests that one connection may send at once after a silence.
     */
    request_burst: number
    /**
     * Bytes of frames a second that one connection may send in the long run.
     */
    bytes_per_second: number
    /**
     * Bytes of frames that one connection may send at once after a silence. A frame that begins within it is taken whole, and what is too much is owed: no frame is too large for this.
     */
    byte_burst: number
    /**
     * Requests a second of all connections of one user together.
     */
    user_requests_per_second: number
    /**
     * Requests that all connections of one user together may send at once after a silence.
     */
    user_request_burst: number
    /**
     * How many requests in a row may be refused as `rate_limited` before the connection closes (4429).
     */
    max_refusals: number
    /**
     * How many frames that cannot be understood a connection may send before it closes (4400).
     */
    max_bad_frames: number
    /**
     * How long `connect` may take to succeed (close 4408).
     */
    connect_timeout_ms: number
    /**
     * How many users `presence` lists; `count` counts all.
     */
    max_presence_users: number
    /**
     * The largest body of the HTTP API, in bytes.
     */
    max_http_body_bytes: number
    /**
     * Events of your own.
     */
    max_events: number
    /**
     * How many missed messages `join_channel` recovers at most; more are `recovered: false`.
     */
    max_recovery: number
  }
}

/**
 * Opens the connection. Must be the first request and must succeed within the time to connect (10 s unless configured), or the connection closes with 4408. With a good token at the upgrade the connection opens by itself, and `connect_ack` comes unasked.
 */
export interface Connect {
  /**
   * The name of the event.
   */
  type: 'connect'
  id?: RequestId
  data?: {
    /**
     * The token that says who this is. Required unless the server runs in development mode without authentication.
     */
    token?: string
    /**
     * Who this is. With a token, it must be the token’s subject; in development mode it is enough by itself.
     */
    user_id?: UserId
  }
}

/**
 * The connection is open.
 */
export interface ConnectAck {
  /**
   * The name of the event.
   */
  type: 'connect_ack'
  id?: RequestId
  data: {
    /**
     * Always `success`; a failure is an `error`.
     */
    status: 'success'
    /**
     * The same for a person to read.
     */
    message: string
    /**
     * Who this connection is.
     */
    user_id: UserId
    /**
     * The name of this connection, as it stands in the server’s log.
     */
    connection_id: string
    server_time: Timestamp
    /**
     * A peer that has been silent for longer than twice this, neither answering pings nor sending anything, is closed.
     */
    heartbeat_interval_ms: number
    /**
     * When the token expires; missing when it does not.
     */
    expires_at?: Timestamp
    limits: Limits
    /**
     * The channels that this connection has been joined to.
     */
    channels: JoinedChannel[]
    inbox: Inbox
  }
}

/**
 * The text of a message. The server does not look into it. What fits is bounded by the frame limit and by the policy of the channel.
 */
export type Content = string

/**
 * Ends a durable membership. Connections that the user has now leave the channel at once. Ending what is not is no error.
 */
export interface DeleteChannelMember {
  params: {
    channel_id: ChannelId
    user_id: UserId
  }
}

/**
 * A direct message to this user, or one that this user sent, on whichever of their connections.
 */
export interface DirectMessage {
  /**
   * The name of the event.
   */
  type: 'direct_message'
  data: DirectMessageRecord
}

/**
 * A direct message as it stands in one inbox. Sender and recipient each have their own, with their own offsets.
 */
export interface DirectMessageRecord {
  /**
   * The inbox that it stands in: `@` and the user id of its owner, who is the sender or the recipient.
   */
  channel_id: StreamId
  /**
   * The epoch of the stream when this was stored.
   */
  epoch: Epoch
  /**
   * The place in the stream, from 1.
   */
  offset: Offset
  message_id: MessageId
  /**
   * Who sent it; missing when the server sent it in no user’s name.
   */
  from?: UserId
  /**
   * Whom it was sent to.
   */
  to: UserId
  content: Content
  /**
   * When the server took it.
   */
  timestamp: Timestamp
  /**
   * The name that the sender gave it, if any.
   */
  client_message_id?: ClientMessageId
}

/**
 * What a disconnect did.
 */
export interface Disconnected {
  user_id: UserId
  /**
   * How many connections were closed.
   */
  connections: number
}

/**
 * What a message survives before it is acknowledged and delivered: `none`, nothing, and there is no history; `commit`, the death of the process; `fsync`, the loss of power.
 */
export type Durability = 'none' | 'commit' | 'fsync'

/**
 * What every frame looks like: one JSON object in one WebSocket text frame, UTF-8.
 */
export interface Envelope {
  /**
   * The name of the event.
   */
  type: string
  /**
   * On a request: a name for the answer to repeat. On an answer: the id of its request.
   */
  id?: RequestId
  /**
   * The fields of the event; may be left out where all are optional.
   */
  data?: Record<string, unknown>
}

/**
 * A random name for this life of a stream. Offsets can be compared only within one epoch.
 */
export type Epoch = string

/**
 * A request was refused, or something is wrong with the connection. As an answer it repeats the id of the request.
 */
export interface Error {
  /**
   * The name of the event.
   */
  type: 'error'
  /**
   * The id of the refused request, when it had one.
   */
  id?: RequestId
  data: {
    code: ErrorCode
    /**
     * What is wrong and what to do, for a person to read. Programs decide by `code`.
     */
    message: string
    /**
     * Whether the same request can succeed later without being changed.
     */
    retryable: boolean
    /**
     * How long to wait before trying again.
     */
    retry_after_ms?: number
    /**
     * The places that are wrong.
     */
    details?: ErrorDetail[]
  }
}

/**
 * Why a request was refused. Programs decide by this, never by the message.
 */
export type ErrorCode =
  | 'bad_frame'
  | 'unsupported_frame'
  | 'unknown_event'
  | 'not_found'
  | 'invalid_data'
  | 'not_connected'
  | 'already_connected'
  | 'unauthorized'
  | 'token_expired'
  | 'forbidden'
  | 'not_joined'
  | 'limit_exceeded'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'

/**
 * One thing that is wrong with a request.
 */
export interface ErrorDetail {
  /**
   * Where in the frame: `data.channel_id`.
   */
  path: string
  /**
   * What is wrong there, for a person to read.
   */
  message: string
}

/**
 * The name of an event of the application: 1 to 64 small letters, digits and `_`, a letter first. Which there are, and what they carry, is said by the schemas that the server was given.
 */
export type EventName = string

/**
 * What an event of the application carries: an object as the schema of the event says.
 */
export type EventPayload = Record<string, unknown>

/**
 * This protocol as AsyncAPI 3.0.
 */
export type GetAsyncapi = Record<string, never>

/**
 * Tells whether a user is a durable member of a channel: 404 when not.
 */
export interface GetChannelMember {
  params: {
    channel_id: ChannelId
    user_id: UserId
  }
}

/**
 * Lists the durable members of a channel, connected or not.
 */
export interface GetChannelMembers {
  params: {
    channel_id: ChannelId
  }
  query?: {
    /**
     * Only what comes after this user.
     */
    after?: UserId
    /**
     * How many at most.
     */
    limit?: number
  }
}

/**
 * Reads what is stored of a channel, messages and events: with `after` forwards from there, with `before`, or with neither, the last that stand before it. Oldest first.
 */
export interface GetChannelMessages {
  params: {
    channel_id: ChannelId
  }
  query?: {
    /**
     * Only what stands after this offset.
     */
    after?: Offset
    /**
     * Only what stands before this offset.
     */
    before?: Offset
    /**
     * The epoch that `after` or `before` is of.
     */
    epoch?: Epoch
    /**
     * How many at most.
     */
    limit?: number
  }
}

/**
 * Tells who is in a channel now.
 */
export interface GetChannelPresence {
  params: {
    channel_id: ChannelId
  }
}

/**
 * Lists the channels by id.
 */
export interface GetChannels {
  query?: {
    /**
     * Only what comes after this channel.
     */
    after?: ChannelId
    /**
     * Only channels whose id begins with this.
     */
    prefix?: ChannelId
    /**
     * How many at most.
     */
    limit?: number
  }
}

/**
 * Answers while the process can answer.
 */
export type GetLivez = Record<string, never>

/**
 * The metrics of the server for Prometheus. On a port of its own when `metrics_port` is configured.
 */
export type GetMetrics = Record<string, never>

/**
 * The HTTP API as OpenAPI 3.1.
 */
export type GetOpenapi = Record<string, never>

/**
 * The page of the server: chat, protocol explorer and live view. There or not by the setting `page`.
 */
export type GetPage = Record<string, never>

/**
 * A file of the page. Its name changes with its content, so that it may be kept for ever.
 */
export interface GetPageFile {
  params: {
    /**
     * The name of the file.
     */
    file: string
  }
}

/**
 * Answers 200 while new connections are welcome, and 503 while the server is starting or draining.
 */
export type GetReadyz = Record<string, never>

/**
 * The JSON Schema of an event, by `<event>.json`, and of everything that it refers to.
 */
export interface GetSchema {
  params: {
    /**
     * The event and `.json`.
     */
    file: string
  }
}

/**
 * Tells how the server is doing.
 */
export type GetStats = Record<string, never>

/**
 * The server is about to shut down as planned; the connection closes with 1001 after this.
 */
export interface GoingAway {
  /**
   * The name of the event.
   */
  type: 'going_away'
  data: {
    /**
     * Why, for a person to read.
     */
    reason: string
    /**
     * How long to wait before connecting again; each client is told another time.
     */
    reconnect_after_ms: number
  }
}

/**
 * How the process is.
 */
export interface Health {
  /**
   * `ok`, or why not.
   */
  status: string
}

/**
 * Says that the client is alive, for clients that cannot answer WebSocket pings or want to see the server answer.
 */
export interface Heartbeat {
  /**
   * The name of the event.
   */
  type: 'heartbeat'
  id?: RequestId
  data?: Record<string, never>
}

/**
 * The server is alive too.
 */
export interface HeartbeatAck {
  /**
   * The name of the event.
   */
  type: 'heartbeat_ack'
  id?: RequestId
  data: {
    server_time: Timestamp
  }
}

/**
 * Reads what is stored of a channel that this connection has joined, or of the own inbox. With `after` forwards from there; with `before`, or with neither, the last that stand before it. Oldest first in every case.
 */
export interface History {
  /**
   * The name of the event.
   */
  type: 'history'
  id?: RequestId
  data: {
    /**
     * A joined channel, or the own inbox.
     */
    channel_id: StreamId
    /**
     * Only what stands after this offset.
     */
    after?: Offset
    /**
     * Only what stands before this offset.
     */
    before?: Offset
    /**
     * The epoch that `after` or `before` is of. When it is no longer the epoch of the stream, nothing is returned.
     */
    epoch?: Epoch
    /**
     * How many at most.
     */
    limit?: number
  }
}

/**
 * What was asked for, oldest first.
 */
export interface HistoryAck {
  /**
   * The name of the event.
   */
  type: 'history_ack'
  id?: RequestId
  data: {
    channel_id: StreamId
    /**
     * The messages, oldest first.
     */
    messages: StoredMessage[]
    /**
     * The epoch of the stream now; not that of the request when a new one has begun.
     */
    epoch: Epoch
    /**
     * The top of the stream.
     */
    offset: Offset
    /**
     * Whether more is stored in the direction that was asked for.
     */
    has_more: boolean
  }
}

/**
 * Where the inbox of the user stands. `history` or `join_channel` fetches what is in it.
 */
export interface Inbox {
  /**
   * The inbox of the user: `@` and the user id.
   */
  channel_id: StreamId
  epoch: Epoch
  /**
   * The last offset before the live feed of this connection.
   */
  offset: Offset
  /**
   * How many messages have come since a connection of this user was last there to receive them.
   */
  unread: number
}

/**
 * Joins a channel, or attaches to the own inbox `@<user_id>`. With `since`, everything after that position comes in the reply, or `recovered: false` says that it cannot. Joining again what is joined already is no error.
 */
export interface JoinChannel {
  /**
   * The name of the event.
   */
  type: 'join_channel'
  id?: RequestId
  data: {
    /**
     * The channel to join, or the own inbox.
     */
    channel_id: StreamId
    /**
     * The last position that the client has seen of this channel.
     */
    since?: Position
    /**
     * True: the user becomes a member and is joined again on every later connect, until they leave durably.
     */
    durable?: boolean
  }
}

/**
 * The connection is in the channel. The first push after this is the message at the next offset. Comes unasked, without an `id`, when the server makes a connected user a member.
 */
export interface JoinChannelAck {
  /**
   * The name of the event.
   */
  type: 'join_channel_ack'
  id?: RequestId
  data: {
    channel_id: StreamId
    /**
     * The same for a person to read.
     */
    message: string
    epoch: Epoch
    /**
     * The last offset before the live feed: the top of the channel.
     */
    offset: Offset
    /**
     * True: `messages` and what follows is exactly everything after `since`. False: there was no `since`, or it cannot be served, and the client must reload.
     */
    recovered: boolean
    /**
     * What was missed, oldest first; empty unless `recovered`.
     */
    messages: StoredMessage[]
  }
}

/**
 * A channel that the connection was joined to, because the user is a durable member.
 */
export interface JoinedChannel {
  channel_id: ChannelId
  epoch: Epoch
  /**
   * The last offset before the live feed of this connection.
   */
  offset: Offset
}

/**
 * A set of keys that tokens are checked with.
 */
export interface JwksSource {
  /**
   * Where the key set is fetched from: https, or http on loopback.
   */
  url?: string
  /**
   * A file that holds the key set.
   */
  file?: string
  /**
   * The algorithms accepted from this set; each key is used with the one that fits its kind.
   *
   * @minItems 1
   * @maxItems 3
   */
  algorithms: ('RS256' | 'ES256' | 'EdDSA')[]
  /**
   * Only for tokens of this issuer (`iss`).
   */
  issuer?: string
  /**
   * How long a fetched key set is used before it is fetched again.
   */
  cache_ms: number
  /**
   * The shortest time between two fetches, whatever key ids tokens name.
   */
  cooldown_ms: number
}

/**
 * A key that tokens are checked with.
 */
export interface JwtKey {
  /**
   * The one algorithm that is accepted with this key, whatever a token says of itself.
   */
  algorithm: 'HS256' | 'RS256' | 'ES256' | 'EdDSA'
  /**
   * The shared secret, for HS256: at least 32 characters.
   */
  secret?: string
  /**
   * A file that holds the shared secret.
   */
  secret_file?: string
  /**
   * A file that holds the public key in PEM, for RS256, ES256 and EdDSA.
   */
  public_key_file?: string
  /**
   * Only for tokens with this key id.
   */
  kid?: string
  /**
   * Only for tokens of this issuer (`iss`).
   */
  issuer?: string
}

/**
 * Leaves a channel: no more of its messages come on this connection.
 */
export interface LeaveChannel {
  /**
   * The name of the event.
   */
  type: 'leave_channel'
  id?: RequestId
  data: {
    /**
     * The channel to leave.
     */
    channel_id: ChannelId
    /**
     * True: the user also stops being a member, on all connections to come.
     */
    durable?: boolean
  }
}

/**
 * The connection is no longer in the channel. Comes unasked, without an `id`, when the server ends a membership or a new token no longer allows the channel.
 */
export interface LeaveChannelAck {
  /**
   * The name of the event.
   */
  type: 'leave_channel_ack'
  id?: RequestId
  data: {
    channel_id: ChannelId
  }
}

/**
 * What the server lets this connection do.
 */
export interface Limits {
  /**
   * The largest frame that the server takes, in bytes.
   */
  max_frame_bytes: number
  /**
   * The largest content of a message, in bytes of UTF-8.
   */
  max_content_bytes: number
  /**
   * How many channels this connection may have joined at once.
   */
  max_channels: number
  /**
   * How many requests may be unanswered at once.
   */
  max_pending_requests: number
  /**
   * How many requests a second this connection may send, in the long run.
   */
  requests_per_second: number
  /**
   * How many requests it may send at once after a silence.
   */
  request_burst: number
  /**
   * How many bytes of frames a second this connection may send, in the long run.
   */
  bytes_per_second?: number
  /**
   * How many bytes it may send at once after a silence. A frame that begins within it is taken whole, and what is too much is owed.
   */
  byte_burst?: number
  /**
   * How many levels of objects and lists a frame may have, its own object included.
   */
  max_frame_depth?: number
  /**
   * How many members all objects of a frame may have together.
   */
  max_frame_members?: number
}

/**
 * A durable member of a channel: joined on every connect.
 */
export interface Member {
  channel_id: ChannelId
  user_id: UserId
  /**
   * Whether the user has a connection now.
   */
  online: boolean
}

/**
 * A part of the list of members.
 */
export interface MemberPage {
  channel_id: ChannelId
  /**
   * The members, by user id.
   */
  members: Member[]
  /**
   * Give this as `after` for the next page; missing on the last.
   */
  next?: UserId
}

/**
 * The name that the server gives to a message, unique in the server.
 */
export type MessageId = string

/**
 * A part of what is stored of a stream.
 */
export interface MessagePage {
  channel_id: StreamId
  /**
   * The messages, oldest first.
   */
  messages: StoredMessage[]
  epoch: Epoch
  /**
   * The top of the stream.
   */
  offset: Offset
  /**
   * Whether more is stored in the direction that was asked for.
   */
  has_more: boolean
}

/**
 * An event of the application in a channel that this connection has joined: its own too, in the order of offsets, among the messages.
 */
export interface NewEvent {
  /**
   * The name of the event.
   */
  type: 'new_event'
  data: ChannelEvent
}

/**
 * A message in a channel that this connection has joined: its own messages too, in the order of offsets.
 */
export interface NewMessage {
  /**
   * The name of the event.
   */
  type: 'new_message'
  data: ChannelMessage
}

/**
 * The place of a message in its stream: 1, 2, 3 …; 0 is the place before the first.
 */
export type Offset = number

/**
 * A place in a stream: everything up to and including `offset` of `epoch` has been seen.
 */
export interface Position {
  epoch: Epoch
  offset: Offset
}

/**
 * Publishes an event of the application to a channel, in the name of a user or of nobody. The channel must carry the event; the policy on who may publish does not apply to the server.
 */
export interface PostChannelEvent {
  params: {
    channel_id: ChannelId
  }
  headers?: {
    /**
     * Makes a retry safe: the same key, for the same target, is taken once.
     */
    'idempotency-key'?: ClientMessageId
  }
  body: {
    /**
     * Which event; one that the channel carries.
     */
    event: EventName
    /**
     * What it carries, as the schema of the event says.
     */
    payload: EventPayload
    /**
     * In whose name; nobody’s when left out.
     */
    user_id?: UserId
    /**
     * As the header `Idempotency-Key`, which wins when both are given.
     */
    client_message_id?: ClientMessageId
  }
}

/**
 * Sends a message to a channel, in the name of a user or of nobody. The policy on who may send does not apply to the server.
 */
export interface PostChannelMessage {
  params: {
    channel_id: ChannelId
  }
  headers?: {
    /**
     * Makes a retry safe: the same key, for the same target, is taken once.
     */
    'idempotency-key'?: ClientMessageId
  }
  body: {
    content: Content
    /**
     * In whose name; nobody’s when left out.
     */
    user_id?: UserId
    /**
     * As the header `Idempotency-Key`, which wins when both are given.
     */
    client_message_id?: ClientMessageId
  }
}

/**
 * Closes every connection of a user with 4403.
 */
export interface PostUserDisconnect {
  params: {
    user_id: UserId
  }
  body?: {
    /**
     * Why, for the person who reads the close frame.
     */
    reason?: string
  }
}

/**
 * Sends a direct message to a user, in the name of another or of nobody.
 */
export interface PostUserMessage {
  params: {
    user_id: UserId
  }
  headers?: {
    /**
     * Makes a retry safe: the same key, for the same target, is taken once.
     */
    'idempotency-key'?: ClientMessageId
  }
  body: {
    content: Content
    /**
     * In whose name; nobody’s when left out.
     */
    from?: UserId
    /**
     * As the header `Idempotency-Key`, which wins when both are given.
     */
    client_message_id?: ClientMessageId
  }
}

/**
 * Asks who is in a channel now.
 */
export interface Presence {
  /**
   * The name of the event.
   */
  type: 'presence'
  id?: RequestId
  data: {
    channel_id: ChannelId
  }
}

/**
 * Who is in the channel.
 */
export interface PresenceAck {
  /**
   * The name of the event.
   */
  type: 'presence_ack'
  id?: RequestId
  data: {
    channel_id: ChannelId
    /**
     * How many users are in the channel.
     */
    count: number
    /**
     * The users, in the order in which they came; only the first of them when they are very many.
     */
    users: PresenceUser[]
  }
}

/**
 * A user who is in a channel now.
 */
export interface PresenceUser {
  user_id: UserId
  /**
   * How many of the user’s connections are in the channel.
   */
  connections: number
}

/**
 * Why a request of the HTTP API failed, as `application/problem+json` (RFC 9457).
 */
export interface Problem {
  /**
   * `urn:pactwire:error:` and the code.
   */
  type: string
  /**
   * What the code means.
   */
  title: string
  /**
   * The HTTP status.
   */
  status: number
  /**
   * What is wrong in this case and what to do.
   */
  detail: string
  code: ErrorCode
  /**
   * Whether the same request can succeed later without being changed.
   */
  retryable: boolean
  /**
   * How long to wait before trying again.
   */
  retry_after_ms?: number
  /**
   * The places that are wrong.
   */
  errors?: ErrorDetail[]
}

/**
 * Publishes an event of the application to a channel that this connection has joined. The payload must be as the schema of the event says; the answer means that it is stored as the channel’s policy demands.
 */
export interface Publish {
  /**
   * The name of the event.
   */
  type: 'publish'
  id?: RequestId
  data: {
    /**
     * Where to.
     */
    channel_id: ChannelId
    /**
     * Which event; one that the channel carries.
     */
    event: EventName
    /**
     * What it carries, as the schema of the event says.
     */
    payload: EventPayload
    client_message_id?: ClientMessageId
  }
}

/**
 * The event is taken, and every member gets it.
 */
export interface PublishAck {
  /**
   * The name of the event.
   */
  type: 'publish_ack'
  id?: RequestId
  data: {
    /**
     * The channel that it was published to.
     */
    channel_id: StreamId
    message_id: MessageId
    epoch: Epoch
    /**
     * The place of the message in its stream, from 1.
     */
    offset: Offset
    /**
     * When the server took the message.
     */
    timestamp: Timestamp
    /**
     * True: this `client_message_id` had been taken before, and these are its first id and offset.
     */
    duplicate: boolean
  }
}

/**
 * Makes a user a durable member. Connections that the user has now are joined at once.
 */
export interface PutChannelMember {
  params: {
    channel_id: ChannelId
    user_id: UserId
  }
}

/**
 * Replaces the token before or shortly after it expires. The new one must be for the same user; its rights take effect at once.
 */
export interface Refresh {
  /**
   * The name of the event.
   */
  type: 'refresh'
  id?: RequestId
  data: {
    /**
     * The new token.
     */
    token: string
  }
}

/**
 * The new token is in force.
 */
export interface RefreshAck {
  /**
   * The name of the event.
   */
  type: 'refresh_ack'
  id?: RequestId
  data: {
    /**
     * When the token expires; missing when it does not.
     */
    expires_at?: Timestamp
  }
}

/**
 * A name that the client gives to a request. The answer repeats it, and nothing else does.
 */
export type RequestId = string

/**
 * Sends a message to one user, on all their connections, and into their inbox when they are away.
 */
export interface SendDirect {
  /**
   * The name of the event.
   */
  type: 'send_direct'
  id?: RequestId
  data: {
    /**
     * Whom it is for. They need not be connected.
     */
    to: UserId
    content: Content
    client_message_id?: ClientMessageId
  }
}

/**
 * The message is in the inbox of the recipient.
 */
export interface SendDirectAck {
  /**
   * The name of the event.
   */
  type: 'send_direct_ack'
  id?: RequestId
  data: {
    /**
     * The inbox of the recipient: `@` and their user id.
     */
    channel_id: StreamId
    message_id: MessageId
    epoch: Epoch
    /**
     * The place of the message in its stream, from 1.
     */
    offset: Offset
    /**
     * When the server took the message.
     */
    timestamp: Timestamp
    /**
     * True: this `client_message_id` had been taken before, and these are its first id and offset.
     */
    duplicate: boolean
  }
}

/**
 * Sends a message to a channel that this connection has joined. The answer means that it is stored as the channel’s policy demands.
 */
export interface SendMessage {
  /**
   * The name of the event.
   */
  type: 'send_message'
  id?: RequestId
  data: {
    content: Content
    /**
     * Where to; the channel that was joined last when left out.
     */
    channel_id?: ChannelId
    client_message_id?: ClientMessageId
  }
}

/**
 * The message is taken, and every member gets it.
 */
export interface SendMessageAck {
  /**
   * The name of the event.
   */
  type: 'send_message_ack'
  id?: RequestId
  data: {
    /**
     * The channel that it was sent to.
     */
    channel_id: StreamId
    message_id: MessageId
    epoch: Epoch
    /**
     * The place of the message in its stream, from 1.
     */
    offset: Offset
    /**
     * When the server took the message.
     */
    timestamp: Timestamp
    /**
     * True: this `client_message_id` had been taken before, and these are its first id and offset.
     */
    duplicate: boolean
  }
}

/**
 * A message or an event that was taken.
 */
export interface SentMessage {
  /**
   * The channel, or the inbox of the recipient.
   */
  channel_id: StreamId
  message_id: MessageId
  epoch: Epoch
  offset: Offset
  timestamp: Timestamp
  /**
   * True: this idempotency key had been taken before, and this is its first answer.
   */
  duplicate: boolean
}

/**
 * How the server is doing.
 */
export interface Stats {
  /**
   * The version of the server.
   */
  version: string
  /**
   * How long it has been running.
   */
  uptime_seconds: number
  /**
   * Open connections.
   */
  connections: number
  /**
   * Users with at least one connection.
   */
  users: number
  /**
   * Channels that somebody is in.
   */
  channels: number
  /**
   * Messages taken since the start.
   */
  messages: number
  /**
   * Messages handed out since the start, counted per receiving connection.
   */
  deliveries: number
  /**
   * Resident memory of the process.
   */
  memory_bytes: number
  /**
   * Whether the server is shutting down.
   */
  draining: boolean
}

/**
 * What a stream holds: messages and events in a channel, direct messages in an inbox. An event has `event`, a direct message has `to`.
 */
export type StoredMessage = ChannelMessage | DirectMessageRecord | ChannelEvent

/**
 * A channel, or the inbox of a user, which is `@` and the user id.
 */
export type StreamId = string

/**
 * A time of the server: RFC 3339, UTC, with milliseconds.
 */
export type Timestamp = string

/**
 * A user: 1 to 128 characters of letters, digits and `_.:@+-`.
 */
export type UserId = string

/**
 * A user came into the channel with the first of their connections. A user who only reconnects is not announced, and above a number of members nobody is.
 */
export interface UserJoined {
  /**
   * The name of the event.
   */
  type: 'user_joined'
  data: {
    channel_id: ChannelId
    user_id: UserId
    timestamp: Timestamp
  }
}

/**
 * A user left the channel with the last of their connections and did not come back at once.
 */
export interface UserLeft {
  /**
   * The name of the event.
   */
  type: 'user_left'
  data: {
    channel_id: ChannelId
    user_id: UserId
    timestamp: Timestamp
  }
}

/**
 * Everything that a client may send.
 */
export type ClientFrame =
  | Connect
  | Heartbeat
  | History
  | JoinChannel
  | LeaveChannel
  | Presence
  | Publish
  | Refresh
  | SendDirect
  | SendMessage

/**
 * The answers to requests when all is well.
 */
export type ReplyFrame =
  | ConnectAck
  | HeartbeatAck
  | HistoryAck
  | JoinChannelAck
  | LeaveChannelAck
  | PresenceAck
  | PublishAck
  | RefreshAck
  | SendDirectAck
  | SendMessageAck

/**
 * What the server says unasked.
 */
export type PushFrame =
  | DirectMessage
  | GoingAway
  | NewEvent
  | NewMessage
  | UserJoined
  | UserLeft

/**
 * What is said when something went wrong.
 */
export type ErrorFrame =
  | Error

/**
 * Everything that the server may send.
 */
export type ServerFrame =
  | ConnectAck
  | HeartbeatAck
  | HistoryAck
  | JoinChannelAck
  | LeaveChannelAck
  | PresenceAck
  | PublishAck
  | RefreshAck
  | SendDirectAck
  | SendMessageAck
  | DirectMessage
  | GoingAway
  | NewEvent
  | NewMessage
  | UserJoined
  | UserLeft
  | Error
