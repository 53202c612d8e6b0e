import { hostname } from 'node:os'
import type { LoggerOptions } from 'pino'

/** The version of the Elastic Common Schema whose field names are used. */
const ECS_VERSION = '8.17.0'

/** `error` and what caused it, in the schema's names. */
function errorFields(error: Error): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined
  return {
    'error.type': error.name,
    'error.message': error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { 'error.code': String(code) } : {}),
    'error.stack_trace': stackWithCauses(error),
  }
}

function stackWithCauses(error: Error): string {
  const stack = error.stack ?? `${error.name}: ${error.message}`
  return error.cause instanceof Error ? `${stack}\ncaused by: ${stackWithCauses(error.cause)}` : stack
}

/** Spreads an Error that stands at `error`, or at pino's own `err`; every other field stays as it is. */
function spreadError({ error, err, ...fields }: Record<string, unknown>): Record<string, unknown> {
  return { ...fields, ...spreadOne('error', error), ...spreadOne('err', err) }
}

function spreadOne(name: string, value: unknown): Record<string, unknown> {
  if (value instanceof Error) return errorFields(value)
  return value === undefined ? {} : { [name]: value }
}

/** pino's options for one JSON line an event, with the names of ECS. */
export function ecsOptions(service: { name: string; version: string }, level: string): LoggerOptions {
  return {
    level,
    base: {
      'ecs.version': ECS_VERSION,
      'service.name': service.name,
      'service.version': service.version,
      'process.pid': process.pid,
      'host.hostname': hostname(),
    },
    messageKey: 'message',
    errorKey: 'error',
    timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ 'log.level': label }), log: spreadError },
  }
}
