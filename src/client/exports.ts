/** What both entries give to the application, but for `connect`. */

export type { Operations, Pushes } from '../../generated/operations.ts'
export type {
  ChannelEvent,
  ChannelMessage,
  DirectMessageRecord,
  ErrorCode,
  ErrorDetail,
  Inbox,
  Limits,
  Position,
  PresenceUser,
  SentMessage,
} from '../../generated/types.ts'
export type { AnyEvents, ChannelEntry, EventEntry, EventOf, MessageEntry } from './entries.ts'
export {
  AbortedError,
  ClosedError,
  ConnectionLostError,
  InvalidFrameError,
  ListenerError,
  MessagesLostError,
  OutboxFullError,
  type Outcome,
  PactwireError,
  RequestError,
  TimeoutError,
  TokenError,
  UsageError,
} from './errors.ts'
export type { ClientOptions, RequestOptions, TokenAsk } from './options.ts'
export type { Socket, WebSocketConstructor } from './socket.ts'
export type { ConnectionState, WaitReason } from './state.ts'
export type * from './surface.ts'
export type { Surroundings } from './surroundings.ts'
export type { Validator } from './validator.ts'
