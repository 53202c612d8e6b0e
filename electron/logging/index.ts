import { once } from 'node:events'
import { join } from 'node:path'
import pino from 'pino'
import roll from 'pino-roll'
import { ecsOptions } from './ecs'
import type { Log } from './log'
import { redactLine } from './redact'

/** For a process that has no data folder of its own to log to. */
export const noLog: Log = pino({ enabled: false })

export interface LogOptions {
  /** The folder that holds `logs/`. */
  dataDir: string
  service: { name: string; version: string }
  /** The least level that is written; `info` unless told. */
  level?: string
  /** How large one file may become, and how many full ones are kept beside it. 10 files of 5 MiB unless told. */
  rotation?: { size: string; keep: number }
  /** Told once when the log cannot be written, e.g. on a full disk; the application goes on without it. */
  onFailure(error: Error): void
}

export interface LogFile {
  log: Log
  /** Writes out what is still buffered. What is logged later is dropped. */
  close(): Promise<void>
}

/** How much may wait for a disk that does not take it, in bytes; what comes on top is dropped. */
const BUFFER_BYTES = 4 * 1024 * 1024

/**
 * Opens the application's log, `<dataDir>/logs/box-office.<n>.log`: JSON lines in ECS names, rotated, redacted.
 * It is written in this process: pino's worker thread would need files beside the bundle.
 *
 * @throws the file system's error when the first file cannot be opened.
 */
export async function openLog(options: LogOptions): Promise<LogFile> {
  const { size, keep } = options.rotation ?? { size: '5m', keep: 9 }
  const file = await roll({
    file: join(options.dataDir, 'logs', 'box-office'),
    extension: '.log',
    size,
    limit: { count: keep, removeOtherLogFiles: true },
    mkdir: true,
    mode: 0o600,
    maxLength: BUFFER_BYTES,
  })
  await once(file, 'ready')

  let failed = false
  file.on('error', (error: Error) => {
    if (!failed) options.onFailure(error)
    failed = true
  })

  let closed = false
  const destination = {
    write(line: string) {
      if (!closed) file.write(redactLine(line))
    },
  }
  return {
    log: pino(ecsOptions(options.service, options.level ?? 'info'), destination),
    async close() {
      if (closed) return
      closed = true
      const ended = once(file, 'close')
      file.end()
      // A disk that takes nothing more was reported above; it must not keep the application from ending.
      await ended.catch(() => file.destroy())
    },
  }
}
