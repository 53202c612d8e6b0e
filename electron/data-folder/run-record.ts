import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isRunning } from '../cluster/local/processes'
import { readJsonFile, writeJsonFile } from './files'

const runRecord = z.looseObject({
  v: z.literal(1),
  pid: z.number().int(),
  /** The start of the process, as this machine tells it: a pid alone may be another program by now. */
  startedAt: z.string(),
  host: z.enum(['browser', 'desktop']),
  /** Where a browser finds the application, with its token. The desktop host has none. */
  address: z.string().optional(),
  /** The cluster's client endpoints; missing until they are known. */
  endpoints: z.array(z.string()).optional(),
})

/** `run.json`: the process that has the data folder, and where to find it. */
export type RunRecord = z.infer<typeof runRecord>

const pathIn = (dataDir: string) => join(dataDir, 'run.json')

/** Readable by the owner only: the address holds the token. */
export function writeRunRecord(dataDir: string, record: RunRecord): Promise<void> {
  return writeJsonFile(pathIn(dataDir), record)
}

/** For the owner of the folder only. */
export function removeRunRecord(dataDir: string): Promise<void> {
  return rm(pathIn(dataDir), { force: true })
}

/** @returns what `run.json` says when the process it names is running, else undefined. */
export async function readRunning(dataDir: string): Promise<RunRecord | undefined> {
  const record = await readJsonFile(pathIn(dataDir), runRecord)
  return record && (await isRunning(record)) ? record : undefined
}
