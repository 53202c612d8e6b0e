import pino from 'pino'
import type { Log } from '../logging/log'

/** Says nothing, unless TEST_LOG names a level. */
export const quietLog: Log = pino({ level: process.env.TEST_LOG ?? 'silent' })
