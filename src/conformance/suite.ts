/** All groups, in the order in which they are best read. */
import type { Group } from './case.ts'
import { authentication } from './groups/authentication.ts'
import { channels } from './groups/channels.ts'
import { direct } from './groups/direct.ts'
import { envelope } from './groups/envelope.ts'
import { events } from './groups/events.ts'
import { framing } from './groups/framing.ts'
import { http } from './groups/http.ts'
import { limits } from './groups/limits.ts'
import { ownEventsGroup } from './groups/own-events.ts'
import { presence } from './groups/presence.ts'
import { recovery } from './groups/recovery.ts'
import { session } from './groups/session.ts'
import { shutdown } from './groups/shutdown.ts'
import { streams } from './groups/streams.ts'

export const suite: readonly Group[] = [
  framing,
  envelope,
  session,
  authentication,
  channels,
  direct,
  presence,
  streams,
  events,
  ownEventsGroup,
  recovery,
  limits,
  http,
  shutdown,
]
