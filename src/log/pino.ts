/** The log as the server writes it, by pino: one JSON object a line, or lines for people on a terminal. */
import { isatty } from 'node:tty'
import { pino } from 'pino'
import type { Config } from '../../generated/types.ts'
import { unblocked } from './descriptor.ts'
import { type LogFields, type Logger, type LogLevel, type WrittenFields, writtenFields, writtenMessage } from './log.ts'
import { createLineOutput, type LineOutput } from './output.ts'
import { prettyLine } from './pretty.ts'

export interface LoggerOptions {
  readonly level: Config['log_level']
  readonly format: 'json' | 'pretty'
  readonly colour: boolean
  /** Takes a line with its newline. */
  readonly write: (line: string) => void
  readonly now?: () => number
}

export function createLogger({ level, format, colour, write, now = Date.now }: LoggerOptions): Logger {
  const root = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {},
    },
    { write: format === 'pretty' ? (line: string) => write(prettyLine(line, colour)) : write },
  )
  return loggerOf(root, {})
}

/** Fields of a child are joined here and not by pino, which would write a field twice that an entry gives anew. */
function loggerOf(root: pino.Logger, bound: WrittenFields): Logger {
  const at =
    (level: LogLevel) =>
    (fields: LogFields, message: string): void => {
      if (!root.isLevelEnabled(level)) return
      try {
        root[level]({ ...bound, ...writtenFields(fields) }, writtenMessage(message))
      } catch {
        // Whatever it is: an entry is not worth the work that wanted to tell of itself.
      }
    }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => loggerOf(root, { ...bound, ...writtenFields(fields) }),
  }
}

export interface ProcessLogger {
  readonly logger: Logger
  /** When everything so far is written or given up: to be awaited before the process ends. */
  flush(): Promise<void>
}

/** The log of this process, on standard output. What still waits when the process exits is written then. */
export function createProcessLogger(
  { log_level, log_format }: Pick<Config, 'log_level' | 'log_format'>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ProcessLogger {
  const terminal = isatty(standardOutput)
  const format = log_format === 'auto' ? (terminal ? 'pretty' : 'json') : log_format
  const colour = terminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  const form = (write: (line: string) => void): Logger => createLogger({ level: log_level, format, colour, write })
  const output = processOutput((count) => {
    let line = ''
    form((text) => {
      line = text
    }).warn({ lost: count }, 'log lines were lost, because they could not be written')
    return line
  })
  return { logger: form((line) => output.write(line)), flush: () => output.flush() }
}

const standardOutput = 1
let shared: LineOutput | undefined

/** One for the process, however many servers there are in it: lines of two outputs would run into one another. */
function processOutput(lostLine: (count: number) => string): LineOutput {
  if (shared !== undefined) return shared
  const output = createLineOutput({ ...unblocked(standardOutput), lostLine })
  process.once('exit', () => output.flushNow())
  shared = output
  return output
}
