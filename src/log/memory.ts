/** A log that keeps its entries, as they would be written, for tests to look at. */
import { type LogFields, type Logger, type LogLevel, type WrittenFields, writtenFields, writtenMessage } from './log.ts'

export interface LogEntry {
  readonly level: LogLevel
  readonly message: string
  readonly fields: WrittenFields
}

export interface MemoryLogger extends Logger {
  /** Oldest first; the oldest are forgotten when there are too many. */
  readonly entries: readonly LogEntry[]
}

export function createMemoryLogger(mostEntries = 10_000): MemoryLogger {
  const entries: LogEntry[] = []
  const add = (entry: LogEntry): void => {
    entries.push(entry)
    if (entries.length > mostEntries) entries.shift()
  }
  return { entries, ...loggerTo(add, {}) }
}

function loggerTo(add: (entry: LogEntry) => void, bound: WrittenFields): Logger {
  const at =
    (level: LogLevel) =>
    (fields: LogFields, message: string): void =>
      add({ level, message: writtenMessage(message), fields: { ...bound, ...writtenFields(fields) } })
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => loggerTo(add, { ...bound, ...writtenFields(fields) }),
  }
}
