import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../../cluster/model'
import { absent, put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { type Clock, instantOf } from '../clock'
import { isUnanswered } from '../refusing'

/** This terminal cannot be what its folder says it is. The message is for the person at the machine. */
export class EnrolmentFailure extends Error {
  override readonly name = 'EnrolmentFailure'
}

/** Where a terminal keeps its own id. `folder` names the folder itself: host and path. */
export interface TerminalFolder {
  folder: string
  read(): Promise<string | undefined>
  write(terminalId: string): Promise<void>
}

/**
 * The id of this folder's terminal. A folder without one is enrolled under the next free number (`T01`, `T02`…);
 * two that enrol at once get two numbers, because the key is only made where it is absent.
 */
export async function enrol(connection: Connection, folder: TerminalFolder, clock: Clock): Promise<string> {
  const known = await folder.read()
  if (known) {
    await ensureEnrolled(connection, known, folder.folder, clock)
    return known
  }
  for (let number = (await lastNumber(connection)) + 1; ; number++) {
    const terminalId = `T${String(number).padStart(2, '0')}`
    if (!(await ensureEnrolled(connection, terminalId, folder.folder, clock))) continue
    await folder.write(terminalId)
    return terminalId
  }
}

async function lastNumber(connection: Connection): Promise<number> {
  let last = 0
  for await (const { kvs } of connection.pages(keyspace.terminal.prefix(), { keysOnly: true }))
    for (const { key } of kvs) last = Math.max(last, Number(/^terminal:T(\d+)$/.exec(key)?.[1] ?? 0))
  return last
}

/** Makes the terminal's key where it is absent. @returns whether the key is this folder's. */
async function ensureEnrolled(
  connection: Connection,
  terminalId: string,
  folder: string,
  clock: Clock,
): Promise<boolean> {
  const key = keyspace.terminal.key(terminalId)
  const value = keyspace.terminal.encode({
    terminalId,
    name: terminalId,
    enrolledAt: instantOf(clock),
    folder,
  })
  try {
    const { succeeded } = await connection.txn({ compare: [absent(key)], success: [put(key, value)] })
    if (succeeded) return true
  } catch (error) {
    // The key itself tells whether it was ours that was written.
    if (!isUnanswered(error)) throw error
  }
  const kv = await connection.get(key)
  return kv !== undefined && keyspace.terminal.read(kv).folder === folder
}

/** How long the sign of an earlier life of another folder under our id may still stand. */
const patienceMs = 20_000

/**
 * Puts up the sign that this terminal runs; only where there is none, or where it is this very folder's from before.
 * @returns the revision it stands at.
 * @throws EnrolmentFailure when a copy of this folder runs elsewhere.
 */
export async function claimPresence(
  connection: Connection,
  presence: { terminalId: string; folder: string; leaseId: string },
  clock: Clock,
): Promise<number> {
  const { terminalId, folder, leaseId } = presence
  const key = keyspace.presence.key(terminalId)
  const giveUpAt = clock.monotonic() + patienceMs
  for (;;) {
    const kv = await connection.get(key)
    const holder = kv && keyspace.presence.read(kv).folder
    if (holder === undefined || holder === folder) {
      const value = keyspace.presence.encode({ terminalId, folder, clock: instantOf(clock), beat: 0 })
      const compare = [unchanged(key, kv?.modRevision ?? 0)]
      const { succeeded, revision } = await connection.txn({
        compare,
        success: [put(key, value, { leaseId })],
      })
      if (succeeded) return revision
    } else if (clock.monotonic() >= giveUpAt) {
      throw new EnrolmentFailure(
        `Terminal ${terminalId} is already running from ${holder}. A data folder must not be copied: ` +
          'close the other one, or start this one with an empty data folder.',
      )
    }
    await pause(250)
  }
}
