/** The HTTP API of server to server: every route and what it does. */
import { createChannelRoutes } from './api/channels.ts'
import { createMemberRoutes } from './api/members.ts'
import { createMessageRoutes } from './api/messages.ts'
import type { ApiPorts } from './api/ports.ts'
import { createStatsRoutes } from './api/stats.ts'
import { createUserRoutes } from './api/users.ts'
import type { ApiHandlers } from './routes.ts'

export type { ApiPorts } from './api/ports.ts'

export function createApi(ports: ApiPorts): ApiHandlers {
  return {
    ...createMessageRoutes(ports),
    ...createChannelRoutes(ports),
    ...createMemberRoutes(ports),
    ...createUserRoutes(ports),
    ...createStatsRoutes(ports),
  }
}
