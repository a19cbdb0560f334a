/** How the server is doing, in one answer. */
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

export function createStatsRoutes({
  hub,
  clock,
  meter,
  version,
  connections,
  draining,
}: ApiPorts): ApiPart<'get_stats'> {
  const started = clock.elapsed()
  return {
    get_stats: async () => ({
      version,
      uptime_seconds: Math.round(clock.elapsed() - started) / 1000,
      connections: connections(),
      users: hub.users,
      channels: hub.channels.size,
      messages: meter.messages,
      deliveries: meter.deliveries,
      memory_bytes: process.memoryUsage.rss(),
      draining: draining(),
    }),
  }
}
