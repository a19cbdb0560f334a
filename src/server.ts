/** The composition root: the one place where the ports meet their implementations. */

import { randomBytes } from 'node:crypto'
import type { Config } from '../generated/types.ts'
import { violation } from '../generated/validators.js'
import { createAuthenticator, machine } from './auth/build.ts'
import { withDevelopmentTokens } from './auth/development.ts'
import { mintToken } from './auth/mint.ts'
import { defaultPolicy, policyFor } from './auth/policy.ts'
import type { Clock } from './clock/clock.ts'
import { systemClock } from './clock/system.ts'
import { matchAddress } from './config/addresses.ts'
import { drain } from './drain.ts'
import { noEvents } from './events/catalogue.ts'
import type { EventsChanged, LiveEvents } from './events/live.ts'
import { noRecord, recordIn } from './events/record.ts'
import type { Ticket } from './gateway/gateway.ts'
import { Gateway } from './gateway/gateway.ts'
import { originRule } from './gateway/origins.ts'
import { UserLimits } from './gateway/user-limits.ts'
import { createHttpSide } from './http/http.ts'
import type { Page } from './http/page.ts'
import { restPerListenerMs } from './hub/batch.ts'
import type { Hooks } from './hub/hooks.ts'
import { Hub, type HubLimits } from './hub/hub.ts'
import { faultText } from './log/fault.ts'
import type { Logger } from './log/log.ts'
import { Meter } from './metrics/meter.ts'
import { boundedCodec, jsonCodec } from './protocol/codec.ts'
import type { SessionPolicy } from './protocol/session.ts'
import { RecentMap } from './sets/recent-map.ts'
import { defaultLimits, openLmdbStore } from './store/lmdb.ts'
import { MemoryStore } from './store/memory.ts'
import type { Store } from './store/store.ts'
import type { HttpHandler, Listening, PeerHandlers, Transport, TransportLimits } from './transport/transport.ts'
import { createUwsTransport } from './transport/uws.ts'

export interface TransportParts {
  readonly config: Config
  readonly limits: TransportLimits
  readonly handlers: PeerHandlers<Ticket>
  readonly http: HttpHandler
  readonly clock: Clock
  readonly log: Logger
}

export interface ServerParts {
  readonly config: Config
  readonly log: Logger
  readonly hooks?: Hooks
  /** What stands in for the real thing: time in tests, another store, sockets that are none. */
  readonly clock?: Clock
  readonly store?: Store
  readonly openTransport?: (parts: TransportParts) => Promise<Transport>
  readonly newId?: () => string
}

export interface RunningServer {
  readonly config: Config
  /** Makes a token that this process takes; there only in development mode. */
  readonly developmentToken: ((userId: string) => Promise<string>) | undefined
  readonly listening: Listening
  readonly metricsListening: Listening | undefined
  /** Whether the page is served at `/`, and if not, why. */
  readonly page: Page['state']
  readonly hub: Hub
  /** Reads the events of the application again: all of it holds from then on, or nothing has changed. */
  reloadEvents(): Promise<EventsChanged | undefined>
  /** Tells everyone, answers what was asked, closes. Resolves to how many connections had to be cut off. */
  stop(reason: string): Promise<number>
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const opened = new Opened()
  try {
    return await assemble(parts, opened)
  } catch (error) {
    // Why it could not start is the news, whatever fails on the way down.
    await opened.close().catch(() => undefined)
    throw error
  }
}

/** What runs and has to be closed, in the reverse order: at the end, or at once when something on the way up fails. */
class Opened {
  readonly #closers: (() => unknown)[] = []

  add(close: () => unknown): void {
    this.#closers.push(close)
  }

  /** All of it, also when one fails; rejects as the first that failed. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}

async function assemble(parts: ServerParts, opened: Opened): Promise<RunningServer> {
  const { config, log, hooks = {}, clock = systemClock, newId = randomId, openTransport = openUws } = parts
  // What is wrong in the folder is told before anything is opened.
  const liveEvents = await openEvents(config, log)
  const { authenticator, developmentToken } = await openAuthentication(config, clock, log)
  opened.add(() => authenticator.close())
  const store = parts.store ?? (await openStore(config, clock, log, newId))
  opened.add(() => store.close())
  await liveEvents?.guard(config.store === 'memory' ? noRecord : recordIn(config.data_dir))
  // The folder is this server’s until the store has let go of it: before that, nobody may be writing there.
  opened.add(() => liveEvents?.end())
  const meter = new Meter()
  // Patterns are not matched again for every message that is stored.
  const policies = new RecentMap(rememberedPolicies, (channelId) => policyFor(channelId, config.channels))
  const policyOf = (channelId: string) => policies.get(channelId)
  store.setRetention((stream) => {
    const { history_size: entries, history_age_ms: ageMs } = policyOf(stream)
    return { entries, ageMs }
  })

  const isDevelopment = authenticator.mode === 'none'
  const pageIsOn = config.page === 'on' || (config.page === 'auto' && isDevelopment)

  // The transport calls the gateway, and the hub publishes by the transport: one of them has to come first.
  let transport: Transport | undefined
  const hub = new Hub({
    store,
    clock,
    log,
    meter,
    hooks,
    events: liveEvents ?? noEvents,
    policyOf,
    codec: jsonCodec,
    limits: hubLimits(config),
    publish: (topic, frame) => transport?.publish(topic, frame),
  })
  opened.add(() => hub.channels.close())
  const gateway = new Gateway({
    surroundings: {
      hub,
      authenticator,
      clock,
      log,
      meter,
      codec: boundedCodec({ maxDepth: config.limits.max_frame_depth, maxMembers: config.limits.max_frame_members }),
      policy: sessionPolicy(config),
      bytes: { perSecond: config.limits.bytes_per_second, burst: config.limits.byte_burst },
      userLimits: new UserLimits(
        { perSecond: config.limits.user_requests_per_second, burst: config.limits.user_request_burst },
        clock,
      ),
      terms: terms(config),
    },
    limits: {
      maxConnections: config.limits.max_connections,
      maxConnectionsPerAddress: config.limits.max_connections_per_address,
      maxOpeningConnections: config.limits.max_opening_connections,
      maxOpeningConnectionsPerAddress: config.limits.max_opening_connections_per_address,
    },
    originAllowed: originRule(config.allowed_origins, isDevelopment, pageIsOn),
    newId,
  })
  const http = await createHttpSide({
    config,
    pageIsOn,
    hub,
    store,
    clock,
    log,
    meter,
    gateway,
    ...(liveEvents === undefined ? {} : { files: () => liveEvents.files }),
  })
  opened.add(() => http.close())
  // Who is in the middle of a call to the HTTP API waits for an answer as well as any client.
  let calls = 0
  const counted: HttpHandler = async (request) => {
    calls++
    try {
      return await http.main(request)
    } finally {
      calls--
    }
  }
  const limits = transportLimits(config)
  transport = await openTransport({ config, limits, handlers: gateway, http: counted, clock, log })
  opened.add(() => transport?.destroy())
  const listening = await transport.listen()
  const metricsListening = await http.listen()

  let stopping: Promise<number> | undefined
  const stop = async (reason: string): Promise<number> => {
    const cutOff = await drain({
      clock,
      refuse: () => gateway.drain(),
      delayMs: config.drain_delay_ms,
      farewell: () => {
        transport?.stopListening()
        gateway.farewell(reason, config.drain_jitter_ms, Math.random)
      },
      pending: () => gateway.pending + calls,
      endAll: () => {
        hub.channels.flushAll()
        gateway.endAll()
      },
      left: () => gateway.size,
      timeoutMs: config.drain_timeout_ms,
    })
    await opened.close()
    return cutOff
  }
  return {
    config,
    developmentToken,
    listening,
    metricsListening,
    page: http.page,
    hub,
    reloadEvents: async () => liveEvents?.reload(),
    stop: (reason) => {
      stopping ??= stop(reason)
      return stopping
    },
  }
}

const developmentTokenMs = 30 * 86_400_000

async function openAuthentication(config: Config, clock: Clock, log: Logger) {
  const isUserId = (text: string) => violation('user_id', text) === undefined
  const authenticator = await createAuthenticator(config, {
    ...machine,
    clock,
    isUserId,
    report: (line) => log.warn({}, line),
  })
  if (authenticator.mode !== 'none') return { authenticator, developmentToken: undefined }
  const secret = randomBytes(32).toString('base64url')
  return {
    authenticator: await withDevelopmentTokens({ open: authenticator, secret, isUserId, now: () => clock.now() }),
    developmentToken: (userId: string) =>
      mintToken({
        secret,
        userId,
        rights: undefined,
        issuedAt: clock.now(),
        lifetimeMs: developmentTokenMs,
        issuer: undefined,
        audience: undefined,
      }),
  }
}

/** The generator is loaded only where there are schemas to be read. */
async function openEvents(config: Config, log: Logger): Promise<LiveEvents | undefined> {
  if (config.events === undefined) return undefined
  const { LiveEvents } = await import('./events/live.ts')
  return LiveEvents.open({
    dir: config.events,
    maxEvents: config.limits.max_events,
    policies: [...config.channels, defaultPolicy],
    warn: (line) => log.warn({}, line),
  })
}

function openUws({ config, limits, handlers, http, clock, log }: TransportParts): Promise<Transport> {
  const { tls_key_file: keyFile, tls_cert_file: certFile } = config
  return createUwsTransport({
    host: config.host,
    port: config.port,
    ...(keyFile === undefined || certFile === undefined ? {} : { tls: { keyFile, certFile } }),
    limits,
    handlers,
    http,
    path: '/ws',
    trustedProxies: matchAddress(config.trusted_proxies),
    clock,
    onFault: (error: unknown) => log.error({ error: faultText(error) }, 'a handler failed'),
  })
}

/**
 * For how many channels, at least, their policy is known without looking for it: busy ones, because every inbox comes by here
 * once. To look for it takes a twentieth of what a message takes.
 */
const rememberedPolicies = 2000

/** How many messages of one sender in one stream are remembered by their client message id, however old they are. */
const rememberedSends = 1000

async function openStore(config: Config, clock: Clock, log: Logger, newEpoch: () => string): Promise<Store> {
  const window = { ageMs: config.idempotency_window_ms, entries: rememberedSends, senders: 10_000 }
  if (config.store === 'memory')
    return new MemoryStore({ clock, newEpoch, window, maxStreams: config.limits.max_channels })
  return openLmdbStore({
    dir: config.data_dir,
    clock,
    newEpoch,
    window,
    log: (line) => log.warn({}, line),
    // A channel that is not stored and in use must not be forgotten: it would begin a new epoch under its members.
    limits: { maxFleetingStreams: Math.max(defaultLimits.maxFleetingStreams, config.limits.max_channels) },
  })
}

function hubLimits({ limits, presence_debounce_ms: presenceDebounceMs }: Config): HubLimits {
  return {
    maxChannels: limits.max_channels,
    maxChannelsPerConnection: limits.max_channels_per_connection,
    maxConnectionsPerUser: limits.max_connections_per_user,
    maxMembershipsPerUser: limits.max_memberships_per_user,
    maxPresenceUsers: limits.max_presence_users,
    maxRecovery: limits.max_recovery,
    // Half of what may wait for a peer, so that an answer alone never makes it too slow.
    maxAnswerBytes: Math.floor(limits.max_backlog_bytes / 2),
    presenceDebounceMs,
    restPerListenerMs,
    // About a millisecond of work.
    recoveredPerTurn: 200,
  }
}

function sessionPolicy({ limits, token_grace_ms: tokenGraceMs }: Config): SessionPolicy {
  return {
    connectTimeoutMs: limits.connect_timeout_ms,
    tokenGraceMs,
    requests: { perSecond: limits.requests_per_second, burst: limits.request_burst },
    // One mistake a minute is forgiven for ever.
    badFrames: { perSecond: 1 / 60, burst: limits.max_bad_frames },
    maxRefusals: limits.max_refusals,
    maxPending: limits.max_pending_requests,
  }
}

function terms({ limits, heartbeat_interval_ms }: Config) {
  return {
    heartbeat_interval_ms,
    limits: {
      max_frame_bytes: limits.max_frame_bytes,
      max_content_bytes: limits.max_frame_bytes,
      max_channels: limits.max_channels_per_connection,
      max_pending_requests: limits.max_pending_requests,
      requests_per_second: limits.requests_per_second,
      request_burst: limits.request_burst,
      bytes_per_second: limits.bytes_per_second,
      byte_burst: limits.byte_burst,
      max_frame_depth: limits.max_frame_depth,
      max_frame_members: limits.max_frame_members,
    },
  }
}

function transportLimits({ limits, heartbeat_interval_ms: heartbeatIntervalMs }: Config): TransportLimits {
  return {
    maxFrameBytes: limits.max_frame_bytes,
    maxBacklogBytes: limits.max_backlog_bytes,
    maxHttpBodyBytes: limits.max_http_body_bytes,
    heartbeatIntervalMs,
  }
}

const idBytes = 9
/** For many ids at a time: asking the system costs more than the bytes. */
let random = Buffer.alloc(0)

function randomId(): string {
  if (random.length < idBytes) random = randomBytes(idBytes * 100)
  const id = random.toString('base64url', 0, idBytes)
  random = random.subarray(idBytes)
  return id
}
