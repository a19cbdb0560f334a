/** Every code that the server can say, with what it means and what to do about it. */
import { closeCodes, errorCodes } from './declare.ts'

export const ErrorCode = errorCodes(
  'error_code',
  'Why a request was refused. Programs decide by this, never by the message.',
  {
    bad_frame: {
      meaning:
        'The frame is not one JSON object with a `type`, or its `id` is not 1 to 64 characters of text, or it is nested more deeply or has more members than `limits` allows.',
      action: 'Correct the client. Too many bad frames close the connection (4400).',
      retryable: false,
      status: 400,
    },
    unsupported_frame: {
      meaning: 'The frame is binary. The protocol is one JSON object per text frame.',
      action: 'Send text frames.',
      retryable: false,
      status: 415,
    },
    unknown_event: {
      meaning: 'There is no request of this `type`, or the channel carries no event of this name.',
      action: 'Look for a misspelling; the server may be older than the client.',
      retryable: false,
      status: 400,
    },
    not_found: {
      meaning: 'Nothing stands at this path of the HTTP API, or what it names is not there.',
      action: 'Look for a misspelling; the server may be older than the program that asks.',
      retryable: false,
      status: 404,
    },
    invalid_data: {
      meaning: 'The request is known, but its fields are not as the schema says. `details` names each place.',
      action: 'Correct the field at `details[].path`.',
      retryable: false,
      status: 422,
    },
    not_connected: {
      meaning: 'The connection is not open yet: `connect` has not succeeded.',
      action: 'Send `connect` first and wait for `connect_ack`.',
      retryable: false,
      status: 409,
    },
    already_connected: {
      meaning: 'The connection is open already: `connect` succeeds once.',
      action: 'Open another connection for another user; use `refresh` for a new token.',
      retryable: false,
      status: 409,
    },
    unauthorized: {
      meaning: 'The token or the API key is missing, malformed, not signed by a known key, or for somebody else.',
      action:
        'Get a new token. At `connect`, the connection closes (4401); at `refresh`, the old token stays in force.',
      retryable: false,
      status: 401,
    },
    token_expired: {
      meaning: 'The token was good once; its time is over.',
      action: 'Get a new token and send `refresh`, or connect again with it.',
      retryable: false,
      status: 401,
    },
    forbidden: {
      meaning: 'You are known, and this is not yours to do: the token or the policy of the channel does not allow it.',
      action: 'Ask for a token that allows it.',
      retryable: false,
      status: 403,
    },
    not_joined: {
      meaning: 'This connection has not joined the channel, or has joined none and named none.',
      action: 'Send `join_channel` first.',
      retryable: false,
      status: 409,
    },
    limit_exceeded: {
      meaning:
        'The request would pass a limit of the server: channels per connection, connections per user, size of the content.',
      action: 'Do less at once; `connect_ack` tells the limits.',
      retryable: false,
      status: 413,
    },
    rate_limited: {
      meaning: 'Too many requests in too short a time, or too many that are not answered yet.',
      action: 'Wait `retry_after_ms`, then try again. Going on regardless closes the connection (4429).',
      retryable: true,
      status: 429,
    },
    unavailable: {
      meaning: 'The server cannot take this now: it is busy or shutting down. Nothing was stored.',
      action: 'Try again after `retry_after_ms` with the same `client_message_id`.',
      retryable: true,
      status: 503,
    },
    internal: {
      meaning: 'Something failed in the server. Whether a message was stored is not known.',
      action: 'Try again with the same `client_message_id`; tell the operator, whose log has the reason.',
      retryable: true,
      status: 500,
    },
  },
)

export const CloseCode = closeCodes('close_code', 'Why the server closed a connection, and whether to come back.', {
  codes: {
    1001: {
      name: 'going_away',
      meaning: 'The server shuts down as planned; `going_away` came before.',
      action: 'Connect again after `reconnect_after_ms` and join with `since`.',
      policy: 'resume',
    },
    1009: {
      name: 'frame_too_big',
      meaning:
        'A frame was larger than `limits.max_frame_bytes`; one that is larger by more than 128 KiB ends the connection without a close frame.',
      action: 'Send smaller frames.',
      policy: 'stop',
    },
    4400: {
      name: 'bad_frames',
      meaning: 'Too many frames could not be understood.',
      action: 'Correct the client.',
      policy: 'stop',
    },
    4401: {
      name: 'unauthorized',
      meaning: 'The token was refused.',
      action: 'Get another token, then connect.',
      policy: 'stop',
    },
    4403: {
      name: 'kicked',
      meaning: 'An operator or the application disconnected the user.',
      action: 'Do not come back by yourself.',
      policy: 'stop',
    },
    4408: {
      name: 'connect_timeout',
      meaning: '`connect` did not succeed in time.',
      action: 'Send `connect` as the first frame.',
      policy: 'stop',
    },
    4419: {
      name: 'token_expired',
      meaning: 'The token expired and was not refreshed within the grace period.',
      action: 'Get a new token, then connect.',
      policy: 'stop',
    },
    4429: {
      name: 'flooding',
      meaning: 'The client kept sending after it had been told `rate_limited` many times.',
      action: 'Correct the client: wait `retry_after_ms`.',
      policy: 'stop',
    },
    4500: {
      name: 'internal',
      meaning: 'Something failed in the server.',
      action: 'Connect again and join with `since`.',
      policy: 'resume',
    },
    4508: {
      name: 'too_slow',
      meaning:
        'The peer read too slowly, so that frames had to be dropped. Nothing was sent after the first dropped frame.',
      action: 'Connect again and join with `since`: what was missed is recovered.',
      policy: 'resume',
    },
    4509: {
      name: 'position_lost',
      meaning: 'The server can no longer say which messages this connection has seen.',
      action: 'Connect again and join with `since`.',
      policy: 'resume',
    },
  },
  ranges: [
    {
      from: 1000,
      to: 3999,
      policy: 'resume',
      meaning: 'WebSocket itself, or something between server and client, ended the connection: the network broke.',
    },
    {
      from: 4000,
      to: 4499,
      policy: 'stop',
      meaning:
        'Nothing will be better the next time until something changes: another token, another client, another decision of a person.',
    },
    {
      from: 4500,
      to: 4999,
      policy: 'resume',
      meaning: 'The server could not go on with this connection; with the next it can.',
    },
  ],
  peers: {
    1000: { name: 'normal', meaning: 'The client is done.' },
    1001: {
      name: 'leaving',
      meaning: 'The page of the client was left. From the server, the code has the meaning above.',
    },
    1005: { name: 'no_code', meaning: 'Told by libraries: a close frame without a code.' },
    1006: { name: 'lost', meaning: 'Told by libraries: no close frame at all; the network broke.' },
  },
})
