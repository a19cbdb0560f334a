/** `pactwire serve`: the configuration, the server, and the signals that end it. */

import { isatty } from 'node:tty'
import type { Config } from '../../generated/types.ts'
import { ConfigError } from '../config/error.ts'
import { helpText } from '../config/help.ts'
import { loadConfig } from '../config/load.ts'
import type { EventsChanged } from '../events/live.ts'
import { faultText } from '../log/fault.ts'
import { createProcessLogger, type ProcessLogger } from '../log/pino.ts'
import { type RunningServer, startServer } from '../server.ts'
import { packageVersion } from '../version.ts'
import type { Command, Terminal } from './command.ts'
import { greeting } from './greeting.ts'
import { Hangups } from './hangups.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'start the server',
  get help() {
    return helpText()
  },
  run,
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const hangups = new Hangups()
  const loaded = await load(args, terminal)
  // Where there are no events, nothing can be read again.
  if (loaded?.kind !== 'run' || loaded.config.events === undefined) hangups.letGo()
  if (loaded === undefined) return 2
  if (loaded.kind !== 'run') {
    terminal.out(loaded.text)
    return 0
  }
  const { config, warnings } = loaded
  const log = createProcessLogger(config)
  const faults = logFaults(log)
  let server: RunningServer
  try {
    server = await startServer({ config, log: log.logger })
  } catch (error) {
    terminal.err(`pactwire serve: ${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env['PACTWIRE_DEBUG'] === '1') terminal.err(`${faultText(error)}\n`)
    faults()
    return 1
  }
  // From here on, and not only when it has been said that the server listens: whoever reads that may stop it at once.
  const stopped = untilStopped(server, log, terminal)
  await greet(server, config, terminal)
  for (const warning of warnings) log.logger.warn({}, warning)
  log.logger.info(
    { address: server.listening.address, port: server.listening.port, version: packageVersion },
    'listening',
  )
  if (config.events !== undefined) hangups.obey(() => reloadEvents(server, config, log))
  const status = await stopped
  // One that comes on the way out changes nothing any more, neither what is recorded nor how this ends.
  hangups.obey(() => undefined)
  faults()
  await log.flush()
  return status
}

async function load(args: readonly string[], terminal: Terminal) {
  try {
    return await loadConfig({ args, env: process.env, cwd: process.cwd() })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const line of error.message.split('\n')) terminal.err(`pactwire serve: ${line}\n`)
    return undefined
  }
}

/** Machines read the log; the greeting is for whoever started this by hand. */
async function greet(server: RunningServer, config: RunningServer['config'], terminal: Terminal): Promise<void> {
  if (config.log_level === 'silent' || !(isatty(1) || server.developmentToken !== undefined)) return
  const { address, port } = server.listening
  const secure = config.tls_key_file !== undefined
  const host = `${hostOf(address)}:${port}`
  const metrics = server.metricsListening
  const token = await server.developmentToken?.('alice')
  // Whatever is written to something else than a terminal may be kept for ever.
  const shown = isatty(2) ? token : undefined
  terminal.err(
    greeting({
      version: packageVersion,
      url: `${secure ? 'wss' : 'ws'}://${host}/ws`,
      http: `${secure ? 'https' : 'http'}://${host}`,
      page: server.page,
      metrics: metrics === undefined ? undefined : `http://${hostOf(metrics.address)}:${metrics.port}`,
      development: token === undefined ? undefined : { token: shown, user: 'alice' },
      apiOpen: config.api_keys.length > 0,
    }),
  )
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

/** The first signal asks for a planned end, the second for an end at once. */
function untilStopped(server: RunningServer, { logger }: ProcessLogger, terminal: Terminal): Promise<number> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) {
        logger.warn({ signal }, 'stopping at once')
        process.exit(130)
      }
      asked = true
      logger.info({ signal }, 'shutting down; a second signal ends it at once')
      server.stop('The server is shutting down.').then(
        (cutOff) => {
          logger.info({ cut_off: cutOff }, 'stopped')
          resolve(0)
        },
        (error: unknown) => {
          terminal.err(
            `pactwire serve: the shutdown failed: ${error instanceof Error ? error.message : String(error)}\n`,
          )
          resolve(1)
        },
      )
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

function reloadEvents(server: RunningServer, { events: dir }: Config, { logger }: ProcessLogger): void {
  server.reloadEvents().then(
    (changed) => logger.info({ dir, ...listed(changed) }, 'the events were read again'),
    (error: unknown) =>
      logger.error(
        { dir },
        `the events could not be read again, and those that were read before stay: ${error instanceof Error ? error.message : String(error)}`,
      ),
  )
}

function listed({ added = [], changed = [], removed = [] }: Partial<EventsChanged> = {}) {
  return { added: added.join(', '), changed: changed.join(', '), removed: removed.join(', ') }
}

/** What nobody caught is a bug; one connection or request may suffer for it, the others must not. */
function logFaults({ logger }: ProcessLogger): () => void {
  const onFault = (error: unknown): void => {
    logger.error({ error: faultText(error) }, 'nobody caught an error; this is a bug')
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  return () => {
    process.off('uncaughtException', onFault)
    process.off('unhandledRejection', onFault)
  }
}
