import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

const tailBytes = 64 * 1024

/** When a log is put aside, and how many of those are kept. */
export const logLimits = { megabytes: 8, filesKept: 3 }

export const nodeLogPath = (folder: string): string => join(folder, 'etcd.log')
export const nodeStderrPath = (folder: string): string => join(folder, 'stderr.log')

/** For an etcd that does not rotate its log itself: begins a new one once the old is full, keeping that one. */
export async function putAsideFullLog(folder: string): Promise<void> {
  const path = nodeLogPath(folder)
  const log = await stat(path).catch(() => undefined)
  if (log && log.size > logLimits.megabytes * 1024 * 1024) await rename(path, `${path}.old`)
}

/** @returns what a node last complained of, in its own words; undefined when it said nothing. */
export async function lastComplaint(folder: string): Promise<string | undefined> {
  const logged = (await readTail(nodeLogPath(folder)))
    .split('\n')
    .map(readLine)
    .findLast(line => line !== undefined)
  const said = (await readFile(nodeStderrPath(folder), 'utf8').catch(() => '')).trim()
  return logged ?? (said.split('\n')[0] || undefined)
}

/** @returns the message of a line of etcd's log, if it tells of a failure. */
function readLine(text: string): string | undefined {
  try {
    const line: { level?: string; msg?: string; error?: string } = JSON.parse(text)
    if (!line.level || !['error', 'fatal', 'panic', 'dpanic'].includes(line.level)) return undefined
    return [line.msg, line.error].filter(Boolean).join(': ')
  } catch {
    // The tail may begin in the middle of a line.
    return undefined
  }
}

async function readTail(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return ''
  try {
    const { size } = await file.stat()
    const start = Math.max(0, size - tailBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
