// Generated from schema/ by `npm run generate`. Do not edit: change the schema and generate again.
import type * as types from './types.js'

/** One thing that is wrong: where (`data.channel_id`) and what (`must be at most 128 characters`). */
export interface Violation {
  readonly path: string
  readonly message: string
}

/** Why a frame was refused, found in this order. */
export type Refusal =
  | { readonly reason: 'not_an_object' }
  | { readonly reason: 'no_type' }
  | { readonly reason: 'unknown_event'; readonly event: string }
  | { readonly reason: 'invalid'; readonly event: string; readonly violation: Violation }

/** Every schema by its name. */
export interface Documents {
  "audience": types.Audience
  "channel_event": types.ChannelEvent
  "channel_id": types.ChannelId
  "channel_message": types.ChannelMessage
  "channel_page": types.ChannelPage
  "channel_pattern": types.ChannelPattern
  "channel_policy": types.ChannelPolicy
  "channel_presence": types.ChannelPresence
  "channel_summary": types.ChannelSummary
  "client_message_id": types.ClientMessageId
  "close_code": types.CloseCode
  "config": types.Config
  "connect": types.Connect
  "connect_ack": types.ConnectAck
  "content": types.Content
  "delete_channel_member": types.DeleteChannelMember
  "direct_message": types.DirectMessage
  "direct_message_record": types.DirectMessageRecord
  "disconnected": types.Disconnected
  "durability": types.Durability
  "envelope": types.Envelope
  "epoch": types.Epoch
  "error": types.Error
  "error_code": types.ErrorCode
  "error_detail": types.ErrorDetail
  "event_name": types.EventName
  "event_payload": types.EventPayload
  "get_asyncapi": types.GetAsyncapi
  "get_channel_member": types.GetChannelMember
  "get_channel_members": types.GetChannelMembers
  "get_channel_messages": types.GetChannelMessages
  "get_channel_presence": types.GetChannelPresence
  "get_channels": types.GetChannels
  "get_livez": types.GetLivez
  "get_metrics": types.GetMetrics
  "get_openapi": types.GetOpenapi
  "get_page": types.GetPage
  "get_page_file": types.GetPageFile
  "get_readyz": types.GetReadyz
  "get_schema": types.GetSchema
  "get_stats": types.GetStats
  "going_away": types.GoingAway
  "health": types.Health
  "heartbeat": types.Heartbeat
  "heartbeat_ack": types.HeartbeatAck
  "history": types.History
  "history_ack": types.HistoryAck
  "inbox": types.Inbox
  "join_channel": types.JoinChannel
  "join_channel_ack": types.JoinChannelAck
  "joined_channel": types.JoinedChannel
  "jwks_source": types.JwksSource
  "jwt_key": types.JwtKey
  "leave_channel": types.LeaveChannel
  "leave_channel_ack": types.LeaveChannelAck
  "limits": types.Limits
  "member": types.Member
  "member_page": types.MemberPage
  "message_id": types.MessageId
  "message_page": types.MessagePage
  "new_event": types.NewEvent
  "new_message": types.NewMessage
  "offset": types.Offset
  "position": types.Position
  "post_channel_event": types.PostChannelEvent
  "post_channel_message": types.PostChannelMessage
  "post_user_disconnect": types.PostUserDisconnect
  "post_user_message": types.PostUserMessage
  "presence": types.Presence
  "presence_ack": types.PresenceAck
  "presence_user": types.PresenceUser
  "problem": types.Problem
  "publish": types.Publish
  "publish_ack": types.PublishAck
  "put_channel_member": types.PutChannelMember
  "refresh": types.Refresh
  "refresh_ack": types.RefreshAck
  "request_id": types.RequestId
  "send_direct": types.SendDirect
  "send_direct_ack": types.SendDirectAck
  "send_message": types.SendMessage
  "send_message_ack": types.SendMessageAck
  "sent_message": types.SentMessage
  "stats": types.Stats
  "stored_message": types.StoredMessage
  "stream_id": types.StreamId
  "timestamp": types.Timestamp
  "user_id": types.UserId
  "user_joined": types.UserJoined
  "user_left": types.UserLeft
}

/** Undefined when the value is as the schema of this name says. */
export declare function violation(name: keyof Documents, value: unknown): Violation | undefined

/** Undefined when the frame is a request as its schema says. */
export declare function refuseRequest(frame: unknown): Refusal | undefined

/** Undefined when the frame is one that the server may send, as its schema says. */
export declare function refuseServerFrame(frame: unknown): Refusal | undefined
