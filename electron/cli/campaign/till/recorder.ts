import { openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isRefusal } from '#shared/errors/refusals'
import { ClusterFailure } from '../../../cluster/model'
import { refusalOf } from '../../../services/refusing'
import { sharedNow } from '../../bench/clock'
import type { Attempt, Outcome, Subject } from '../history'

/*
 * A terminal's own record of what it attempted: one line when an attempt begins, one when it ends, in the system's
 * memory at once, so that a kill loses nothing of it.
 */

type Line =
  | { t: 'begin'; id: string; operation: string; subject: Subject; at: number }
  | { t: 'end'; id: string; at: number; outcome: Outcome; code?: string; stepId?: string }

/** What became of an attempt, for whoever made it. */
export type Told<T> =
  | { outcome: 'ok'; value: T }
  | { outcome: 'refused' | 'unknown' | 'broken'; code: string }

export interface Recorder {
  /** Does it, and writes down when, and what was said. `stepOf` tells the mark it left in its basket. */
  attempt<T>(
    operation: string,
    subject: Subject,
    work: () => Promise<T>,
    stepOf?: (value: T) => string | undefined,
  ): Promise<Told<T>>
}

export function openRecorder(path: string): Recorder {
  const file = openSync(path, 'a')
  const write = (line: Line) => writeSync(file, `${JSON.stringify(line)}\n`)
  let attempts = 0
  return {
    async attempt(operation, subject, work, stepOf) {
      const id = `${process.pid}.${++attempts}`
      write({ t: 'begin', id, operation, subject, at: sharedNow() })
      try {
        const value = await work()
        const stepId = stepOf?.(value)
        write({ t: 'end', id, at: sharedNow(), outcome: 'ok', ...(stepId !== undefined && { stepId }) })
        return { outcome: 'ok', value }
      } catch (error) {
        const told = wordFor(error)
        write({ t: 'end', id, at: sharedNow(), ...told })
        return told
      }
    },
  }
}

/** As the router puts it into words. */
function wordFor(error: unknown): { outcome: 'refused' | 'unknown' | 'broken'; code: string } {
  const said = error instanceof ClusterFailure ? refusalOf(error) : error
  if (!isRefusal(said))
    return { outcome: 'broken', code: said instanceof Error ? (said.stack ?? said.message) : String(said) }
  return { outcome: said.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'refused', code: said.code }
}

/** Reads what a terminal wrote down over all its lives. */
export async function readAttempts(path: string, terminalId: string): Promise<Attempt[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const attempts = new Map<string, Attempt>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const entry: Line = JSON.parse(line)
    if (entry.t === 'begin') {
      const { id, operation, subject, at } = entry
      attempts.set(id, {
        ...{ id: `${terminalId}.${id}`, terminalId, operation, subject, startedAt: at },
        ...{ endedAt: undefined, outcome: 'unknown', code: undefined, stepId: undefined },
      })
      continue
    }
    const attempt = attempts.get(entry.id)
    if (!attempt) continue
    attempt.endedAt = entry.at
    attempt.outcome = entry.outcome
    attempt.code = entry.code
    attempt.stepId = entry.stepId
  }
  return [...attempts.values()]
}
