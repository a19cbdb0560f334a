// Generated from schema/ by `npm run generate`. Do not edit: change the schema and generate again.
import type {
  ChannelPage,
  ChannelPresence,
  Connect,
  ConnectAck,
  DeleteChannelMember,
  DirectMessage,
  Disconnected,
  Error,
  GetAsyncapi,
  GetChannelMember,
  GetChannelMembers,
  GetChannelMessages,
  GetChannelPresence,
  GetChannels,
  GetLivez,
  GetMetrics,
  GetOpenapi,
  GetPage,
  GetPageFile,
  GetReadyz,
  GetSchema,
  GetStats,
  GoingAway,
  Health,
  Heartbeat,
  HeartbeatAck,
  History,
  HistoryAck,
  JoinChannel,
  JoinChannelAck,
  LeaveChannel,
  LeaveChannelAck,
  Member,
  MemberPage,
  MessagePage,
  NewEvent,
  NewMessage,
  PostChannelEvent,
  PostChannelMessage,
  PostUserDisconnect,
  PostUserMessage,
  Presence,
  PresenceAck,
  Publish,
  PublishAck,
  PutChannelMember,
  Refresh,
  RefreshAck,
  SendDirect,
  SendDirectAck,
  SendMessage,
  SendMessageAck,
  SentMessage,
  Stats,
  UserJoined,
  UserLeft,
} from './types.ts'

/** Which protocol this is. */
export const protocol = {
  "name": "pactwire",
  "version": "1.0.0",
  "path": "/ws",
  "subprotocol": "pactwire.v1",
  "everyRequest": [
    "bad_frame",
    "invalid_data",
    "rate_limited",
    "unavailable",
    "internal"
  ]
} as const

/** Every request: its reply, its own errors, when it may be asked, and whether it can do without data. */
export const operations = {
  "connect": {
    "reply": "connect_ack",
    "errors": [
      "unauthorized",
      "token_expired",
      "already_connected",
      "forbidden",
      "limit_exceeded"
    ],
    "session": "opening",
    "data": "optional"
  },
  "heartbeat": {
    "reply": "heartbeat_ack",
    "errors": [
      "not_connected"
    ],
    "session": "open",
    "data": "optional"
  },
  "history": {
    "reply": "history_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "not_joined",
      "forbidden"
    ],
    "session": "open",
    "data": "required"
  },
  "join_channel": {
    "reply": "join_channel_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "forbidden",
      "limit_exceeded"
    ],
    "session": "open",
    "data": "required"
  },
  "leave_channel": {
    "reply": "leave_channel_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "not_joined"
    ],
    "session": "open",
    "data": "required"
  },
  "presence": {
    "reply": "presence_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "forbidden"
    ],
    "session": "open",
    "data": "required"
  },
  "publish": {
    "reply": "publish_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "not_joined",
      "forbidden",
      "limit_exceeded",
      "unknown_event"
    ],
    "session": "open",
    "data": "required"
  },
  "refresh": {
    "reply": "refresh_ack",
    "errors": [
      "not_connected",
      "unauthorized",
      "token_expired"
    ],
    "session": "open",
    "data": "required"
  },
  "send_direct": {
    "reply": "send_direct_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "forbidden",
      "limit_exceeded"
    ],
    "session": "open",
    "data": "required"
  },
  "send_message": {
    "reply": "send_message_ack",
    "errors": [
      "not_connected",
      "token_expired",
      "not_joined",
      "forbidden",
      "limit_exceeded"
    ],
    "session": "open",
    "data": "required"
  }
} as const

/** The same without everything else, for programs that are counted in bytes: the reply to each request. */
export const replies = {
  "connect": "connect_ack",
  "heartbeat": "heartbeat_ack",
  "history": "history_ack",
  "join_channel": "join_channel_ack",
  "leave_channel": "leave_channel_ack",
  "presence": "presence_ack",
  "publish": "publish_ack",
  "refresh": "refresh_ack",
  "send_direct": "send_direct_ack",
  "send_message": "send_message_ack"
} as const

/** The types that go with a request. */
export interface Operations {
  "connect": { request: Connect; reply: ConnectAck }
  "heartbeat": { request: Heartbeat; reply: HeartbeatAck }
  "history": { request: History; reply: HistoryAck }
  "join_channel": { request: JoinChannel; reply: JoinChannelAck }
  "leave_channel": { request: LeaveChannel; reply: LeaveChannelAck }
  "presence": { request: Presence; reply: PresenceAck }
  "publish": { request: Publish; reply: PublishAck }
  "refresh": { request: Refresh; reply: RefreshAck }
  "send_direct": { request: SendDirect; reply: SendDirectAck }
  "send_message": { request: SendMessage; reply: SendMessageAck }
}

/** Every event that can come unasked. */
export const pushes = [
  "direct_message",
  "going_away",
  "new_event",
  "new_message",
  "user_joined",
  "user_left",
  "error"
] as const

/** The types that go with a push. */
export interface Pushes {
  "direct_message": DirectMessage
  "going_away": GoingAway
  "new_event": NewEvent
  "new_message": NewMessage
  "user_joined": UserJoined
  "user_left": UserLeft
  "error": Error
}

/** Every error code: what it means, what to do, whether trying again helps. */
export const errorCodes = {
  "bad_frame": {
    "meaning": "The frame is not one JSON object with a `type`, or its `id` is not 1 to 64 characters of text, or it is nested more deeply or has more members than `limits` allows.",
    "action": "Correct the client. Too many bad frames close the connection (4400).",
    "retryable": false,
    "status": 400
  },
  "unsupported_frame": {
    "meaning": "The frame is binary. The protocol is one JSON object per text frame.",
    "action": "Send text frames.",
    "retryable": false,
    "status": 415
  },
  "unknown_event": {
    "meaning": "There is no request of this `type`, or the channel carries no event of this name.",
    "action": "Look for a misspelling; the server may be older than the client.",
    "retryable": false,
    "status": 400
  },
  "not_found": {
    "meaning": "Nothing stands at this path of the HTTP API, or what it names is not there.",
    "action": "Look for a misspelling; the server may be older than the program that asks.",
    "retryable": false,
    "status": 404
  },
  "invalid_data": {
    "meaning": "The request is known, but its fields are not as the schema says. `details` names each place.",
    "action": "Correct the field at `details[].path`.",
    "retryable": false,
    "status": 422
  },
  "not_connected": {
    "meaning": "The connection is not open yet: `connect` has not succeeded.",
    "action": "Send `connect` first and wait for `connect_ack`.",
    "retryable": false,
    "status": 409
  },
  "already_connected": {
    "meaning": "The connection is open already: `connect` succeeds once.",
    "action": "Open another connection for another user; use `refresh` for a new token.",
    "retryable": false,
    "status": 409
  },
  "unauthorized": {
    "meaning": "The token or the API key is missing, malformed, not signed by a known key, or for somebody else.",
    "action": "Get a new token. At `connect`, the connection closes (4401); at `refresh`, the old token stays in force.",
    "retryable": false,
    "status": 401
  },
  "token_expired": {
    "meaning": "The token was good once; its time is over.",
    "action": "Get a new token and send `refresh`, or connect again with it.",
    "retryable": false,
    "status": 401
  },
  "forbidden": {
    "meaning": "You are known, and this is not yours to do: the token or the policy of the channel does not allow it.",
    "action": "Ask for a token that allows it.",
    "retryable": false,
    "status": 403
  },
  "not_joined": {
    "meaning": "This connection has not joined the channel, or has joined none and named none.",
    "action": "Send `join_channel` first.",
    "retryable": false,
    "status": 409
  },
  "limit_exceeded": {
    "meaning": "The request would pass a limit of the server: channels per connection, connections per user, size of the content.",
    "action": "Do less at once; `connect_ack` tells the limits.",
    "retryable": false,
    "status": 413
  },
  "rate_limited": {
    "meaning": "Too many requests in too short a time, or too many that are not answered yet.",
    "action": "Wait `retry_after_ms`, then try again. Going on regardless closes the connection (4429).",
    "retryable": true,
    "status": 429
  },
  "unavailable": {
    "meaning": "The server cannot take this now: it is busy or shutting down. Nothing was stored.",
    "action": "Try again after `retry_after_ms` with the same `client_message_id`.",
    "retryable": true,
    "status": 503
  },
  "internal": {
    "meaning": "Something failed in the server. Whether a message was stored is not known.",
    "action": "Try again with the same `client_message_id`; tell the operator, whose log has the reason.",
    "retryable": true,
    "status": 500
  }
} as const

/** Every close code by its name: what it means, what to do, whether to come back. */
export const closeCodes = {
  "going_away": {
    "code": 1001,
    "meaning": "The server shuts down as planned; `going_away` came before.",
    "action": "Connect again after `reconnect_after_ms` and join with `since`.",
    "policy": "resume"
  },
  "frame_too_big": {
    "code": 1009,
    "meaning": "A frame was larger than `limits.max_frame_bytes`; one that is larger by more than 128 KiB ends the connection without a close frame.",
    "action": "Send smaller frames.",
    "policy": "stop"
  },
  "bad_frames": {
    "code": 4400,
    "meaning": "Too many frames could not be understood.",
    "action": "Correct the client.",
    "policy": "stop"
  },
  "unauthorized": {
    "code": 4401,
    "meaning": "The token was refused.",
    "action": "Get another token, then connect.",
    "policy": "stop"
  },
  "kicked": {
    "code": 4403,
    "meaning": "An operator or the application disconnected the user.",
    "action": "Do not come back by yourself.",
    "policy": "stop"
  },
  "connect_timeout": {
    "code": 4408,
    "meaning": "`connect` did not succeed in time.",
    "action": "Send `connect` as the first frame.",
    "policy": "stop"
  },
  "token_expired": {
    "code": 4419,
    "meaning": "The token expired and was not refreshed within the grace period.",
    "action": "Get a new token, then connect.",
    "policy": "stop"
  },
  "flooding": {
    "code": 4429,
    "meaning": "The client kept sending after it had been told `rate_limited` many times.",
    "action": "Correct the client: wait `retry_after_ms`.",
    "policy": "stop"
  },
  "internal": {
    "code": 4500,
    "meaning": "Something failed in the server.",
    "action": "Connect again and join with `since`.",
    "policy": "resume"
  },
  "too_slow": {
    "code": 4508,
    "meaning": "The peer read too slowly, so that frames had to be dropped. Nothing was sent after the first dropped frame.",
    "action": "Connect again and join with `since`: what was missed is recovered.",
    "policy": "resume"
  },
  "position_lost": {
    "code": 4509,
    "meaning": "The server can no longer say which messages this connection has seen.",
    "action": "Connect again and join with `since`.",
    "policy": "resume"
  }
} as const

/** The name of each close code, without prose, for programs that are counted in bytes. */
export const closeNames = {
  "1001": "going_away",
  "1009": "frame_too_big",
  "4400": "bad_frames",
  "4401": "unauthorized",
  "4403": "kicked",
  "4408": "connect_timeout",
  "4419": "token_expired",
  "4429": "flooding",
  "4500": "internal",
  "4508": "too_slow",
  "4509": "position_lost"
} as const

/** After which close codes a client does not come back as it is: the first and the last of each range. */
export const closeStops = [
  [
    1009,
    1009
  ],
  [
    4000,
    4499
  ]
] as const

/** What a connection can also end with: said by clients, or by a WebSocket library where no close frame came. */
export const peerCloses = {
  "normal": 1000,
  "leaving": 1001,
  "no_code": 1005,
  "lost": 1006
} as const

/** Every route of the HTTP API. `query` names the parameters that are numbers, `answer` the `Content-Type` and the schema of the body when all is well. */
export const routes = {
  "delete_channel_member": {
    "method": "DELETE",
    "path": "/api/v1/channels/{channel_id}/members/{user_id}",
    "access": "api_key",
    "status": 204,
    "query": [],
    "body": false,
    "answer": {
      "type": null,
      "schema": null
    }
  },
  "get_asyncapi": {
    "method": "GET",
    "path": "/asyncapi.json",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": null
    }
  },
  "get_channel_member": {
    "method": "GET",
    "path": "/api/v1/channels/{channel_id}/members/{user_id}",
    "access": "api_key",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "member"
    }
  },
  "get_channel_members": {
    "method": "GET",
    "path": "/api/v1/channels/{channel_id}/members",
    "access": "api_key",
    "status": 200,
    "query": [
      "limit"
    ],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "member_page"
    }
  },
  "get_channel_messages": {
    "method": "GET",
    "path": "/api/v1/channels/{channel_id}/messages",
    "access": "api_key",
    "status": 200,
    "query": [
      "after",
      "before",
      "limit"
    ],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "message_page"
    }
  },
  "get_channel_presence": {
    "method": "GET",
    "path": "/api/v1/channels/{channel_id}/presence",
    "access": "api_key",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "channel_presence"
    }
  },
  "get_channels": {
    "method": "GET",
    "path": "/api/v1/channels",
    "access": "api_key",
    "status": 200,
    "query": [
      "limit"
    ],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "channel_page"
    }
  },
  "get_livez": {
    "method": "GET",
    "path": "/livez",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "health"
    }
  },
  "get_metrics": {
    "method": "GET",
    "path": "/metrics",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "text/plain",
      "schema": null
    }
  },
  "get_openapi": {
    "method": "GET",
    "path": "/openapi.json",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": null
    }
  },
  "get_page": {
    "method": "GET",
    "path": "/",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "text/html",
      "schema": null
    }
  },
  "get_page_file": {
    "method": "GET",
    "path": "/assets/{file}",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "*/*",
      "schema": null
    }
  },
  "get_readyz": {
    "method": "GET",
    "path": "/readyz",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "health"
    }
  },
  "get_schema": {
    "method": "GET",
    "path": "/schema/{file}",
    "access": "open",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/schema+json",
      "schema": null
    }
  },
  "get_stats": {
    "method": "GET",
    "path": "/api/v1/stats",
    "access": "api_key",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "stats"
    }
  },
  "post_channel_event": {
    "method": "POST",
    "path": "/api/v1/channels/{channel_id}/events",
    "access": "api_key",
    "status": 201,
    "query": [],
    "body": true,
    "answer": {
      "type": "application/json",
      "schema": "sent_message"
    }
  },
  "post_channel_message": {
    "method": "POST",
    "path": "/api/v1/channels/{channel_id}/messages",
    "access": "api_key",
    "status": 201,
    "query": [],
    "body": true,
    "answer": {
      "type": "application/json",
      "schema": "sent_message"
    }
  },
  "post_user_disconnect": {
    "method": "POST",
    "path": "/api/v1/users/{user_id}/disconnect",
    "access": "api_key",
    "status": 200,
    "query": [],
    "body": true,
    "answer": {
      "type": "application/json",
      "schema": "disconnected"
    }
  },
  "post_user_message": {
    "method": "POST",
    "path": "/api/v1/users/{user_id}/messages",
    "access": "api_key",
    "status": 201,
    "query": [],
    "body": true,
    "answer": {
      "type": "application/json",
      "schema": "sent_message"
    }
  },
  "put_channel_member": {
    "method": "PUT",
    "path": "/api/v1/channels/{channel_id}/members/{user_id}",
    "access": "api_key",
    "status": 200,
    "query": [],
    "body": false,
    "answer": {
      "type": "application/json",
      "schema": "member"
    }
  }
} as const

/** What the caller of a route sends. */
export interface Routes {
  "delete_channel_member": DeleteChannelMember
  "get_asyncapi": GetAsyncapi
  "get_channel_member": GetChannelMember
  "get_channel_members": GetChannelMembers
  "get_channel_messages": GetChannelMessages
  "get_channel_presence": GetChannelPresence
  "get_channels": GetChannels
  "get_livez": GetLivez
  "get_metrics": GetMetrics
  "get_openapi": GetOpenapi
  "get_page": GetPage
  "get_page_file": GetPageFile
  "get_readyz": GetReadyz
  "get_schema": GetSchema
  "get_stats": GetStats
  "post_channel_event": PostChannelEvent
  "post_channel_message": PostChannelMessage
  "post_user_disconnect": PostUserDisconnect
  "post_user_message": PostUserMessage
  "put_channel_member": PutChannelMember
}

/** The body that a route answers with when all is well: undefined where there is none, unknown where no schema says. */
export interface RouteAnswers {
  "delete_channel_member": undefined
  "get_asyncapi": unknown
  "get_channel_member": Member
  "get_channel_members": MemberPage
  "get_channel_messages": MessagePage
  "get_channel_presence": ChannelPresence
  "get_channels": ChannelPage
  "get_livez": Health
  "get_metrics": string
  "get_openapi": unknown
  "get_page": string
  "get_page_file": unknown
  "get_readyz": Health
  "get_schema": unknown
  "get_stats": Stats
  "post_channel_event": SentMessage
  "post_channel_message": SentMessage
  "post_user_disconnect": Disconnected
  "post_user_message": SentMessage
  "put_channel_member": Member
}
