import type { Logger } from 'pino'

/**
 * What modules log to. It is handed to them, never imported, so that a test can read it. The object's fields have
 * the names of the Elastic Common Schema (`event.action`, `error.message`, `host.ip`…).
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(fields: Record<string, unknown>): Log
}
