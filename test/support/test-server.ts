/** A real server in this process, on a free port, with a configuration of the test’s own. */
import type { GivenConfig } from '../../src/config/resolve.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import type { Hooks } from '../../src/hub/hooks.ts'
import { createMemoryLogger, type MemoryLogger } from '../../src/log/memory.ts'
import { type RunningServer, type ServerParts, startServer } from '../../src/server.ts'

export interface TestServer extends RunningServer {
  readonly url: string
  readonly http: string
  readonly log: MemoryLogger
}

const running = new Set<RunningServer>()

export async function startTestServer(
  config: GivenConfig = {},
  hooks: Hooks = {},
  parts: Partial<ServerParts> = {},
): Promise<TestServer> {
  const log = createMemoryLogger()
  const resolved = resolveConfig({
    port: 0,
    store: 'memory',
    drain_timeout_ms: 2000,
    drain_jitter_ms: 100,
    log_level: 'silent',
    ...config,
  })
  const server = await startServer({ config: resolved, hooks, log, ...parts })
  running.add(server)
  const { port } = server.listening
  const secure = resolved.tls_key_file !== undefined
  return {
    ...server,
    log,
    url: `${secure ? 'wss' : 'ws'}://127.0.0.1:${port}/ws`,
    http: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
  }
}

/** For `afterEach`: whatever a test left running. */
export async function stopTestServers(): Promise<void> {
  for (const server of running) await server.stop('The test is over.')
  running.clear()
}
