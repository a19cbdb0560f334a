/** A hub over a store that answers when the test lets it, and connections that only write down what they are told. */
import type { ChannelPolicy, ServerFrame, StoredMessage } from '../../generated/types.ts'
import type { Principal } from '../../src/auth/auth.ts'
import { policyFor } from '../../src/auth/policy.ts'
import { ManualClock } from '../../src/clock/manual.ts'
import { type Events, noEvents } from '../../src/events/catalogue.ts'
import type { Attachment } from '../../src/hub/attachment.ts'
import type { Connection } from '../../src/hub/connection.ts'
import type { Hooks } from '../../src/hub/hooks.ts'
import { Hub, type HubLimits, type Welcome } from '../../src/hub/hub.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { Meter } from '../../src/metrics/meter.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import type { CloseName } from '../../src/protocol/session.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'

export class RecordingConnection implements Connection {
  readonly id: string
  readonly address = '127.0.0.1'
  readonly topics = new Set<string>()
  readonly frames: ServerFrame[] = []
  ended: CloseName | undefined
  attachment: Attachment | undefined
  welcome: Welcome | undefined
  readonly #onEnd: (connection: RecordingConnection) => void

  constructor(id: string, onEnd: (connection: RecordingConnection) => void) {
    this.id = id
    this.#onEnd = onEnd
  }

  subscribe(topic: string): void {
    this.topics.add(topic)
  }

  unsubscribe(topic: string): void {
    this.topics.delete(topic)
  }

  push(frame: ServerFrame): void {
    if (this.ended === undefined) this.frames.push(frame)
  }

  end(close: CloseName): void {
    if (this.ended !== undefined) return
    this.ended = close
    this.topics.clear()
    this.#onEnd(this)
  }
}

export interface WorldOptions {
  readonly store?: (store: MemoryStore) => Store
  readonly hooks?: Hooks
  readonly limits?: Partial<HubLimits>
  readonly policies?: readonly ChannelPolicy[]
  readonly events?: Events
}

export class HubWorld {
  readonly clock = new ManualClock()
  readonly connections: RecordingConnection[] = []
  readonly meter = new Meter()
  readonly log = createMemoryLogger()
  readonly memory: MemoryStore
  readonly hub: Hub
  #ids = 0

  constructor({
    store = (memory) => memory,
    hooks = {},
    limits = {},
    policies = [],
    events = noEvents,
  }: WorldOptions = {}) {
    this.memory = new MemoryStore({
      clock: this.clock,
      newEpoch: () => `epoch${++this.#ids}`,
      window: { ageMs: 300_000, entries: 1000, senders: 1000 },
      maxStreams: 10_000,
    })
    this.memory.setRetention((stream) => {
      const { history_size: entries, history_age_ms: ageMs } = policyFor(stream, policies)
      return { entries, ageMs }
    })
    this.hub = new Hub({
      store: store(this.memory),
      clock: this.clock,
      log: this.log,
      meter: this.meter,
      codec: jsonCodec,
      hooks,
      events,
      policyOf: (id) => policyFor(id, policies),
      limits: {
        maxChannels: 1000,
        maxChannelsPerConnection: 10,
        maxConnectionsPerUser: 10,
        maxMembershipsPerUser: 10,
        maxPresenceUsers: 100,
        maxRecovery: 1000,
        maxAnswerBytes: 500_000,
        presenceDebounceMs: 2000,
        restPerListenerMs: 0,
        recoveredPerTurn: Number.POSITIVE_INFINITY,
        ...limits,
      },
      publish: (topic, text) => {
        const frame = JSON.parse(text) as ServerFrame
        for (const connection of this.connections) if (connection.topics.has(topic)) connection.push(frame)
      },
    })
  }

  newConnection(): RecordingConnection {
    const connection = new RecordingConnection(`c${this.connections.length}`, (ended) => this.drop(ended))
    this.connections.push(connection)
    return connection
  }

  async attach(
    connection: RecordingConnection,
    userId: string,
    rights: Principal['rights'] = undefined,
  ): Promise<RecordingConnection> {
    await this.hub.attach(
      connection,
      { userId, expiresAt: undefined, rights },
      () => connection.ended === undefined,
      (attachment, welcome) => {
        connection.attachment = attachment
        connection.welcome = welcome
      },
    )
    return connection
  }

  connect(userId: string, rights?: Principal['rights']): Promise<RecordingConnection> {
    return this.attach(this.newConnection(), userId, rights)
  }

  /** The socket is gone. */
  drop(connection: RecordingConnection): void {
    connection.ended ??= 'internal'
    connection.topics.clear()
    if (connection.attachment !== undefined)
      this.hub.detach(connection.attachment, connection.ended === 'kicked' ? 'left' : 'lost')
  }

  /** The positions that a connection was given when it was let in, by stream. */
  welcomes(attachment: Attachment): Record<string, number[]> {
    const welcome = this.connections.find((connection) => connection.attachment === attachment)?.welcome
    if (welcome === undefined) return {}
    return Object.fromEntries(
      [welcome.inbox, ...welcome.channels].map(({ channel_id, offset }) => [channel_id, [offset]]),
    )
  }

  framesOf<T extends ServerFrame['type']>(
    connection: RecordingConnection,
    type: T,
  ): Extract<ServerFrame, { type: T }>[] {
    return connection.frames.filter((frame): frame is Extract<ServerFrame, { type: T }> => frame.type === type)
  }
}

export function attachmentOf(connection: RecordingConnection): Attachment {
  if (connection.attachment === undefined) throw new Error(`${connection.id} is not attached`)
  return connection.attachment
}

/** The words of a message; of an event, its payload as JSON. */
export function contentOf(message: StoredMessage): string {
  return 'content' in message ? message.content : JSON.stringify(message.payload)
}
