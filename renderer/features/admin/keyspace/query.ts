import { create } from 'zustand'
import type { TerminalClient } from '#shared/contract/index'
import { adminText } from '../text'

export type QueryKind = 'prefix' | 'get' | 'range'

/** A question to the keyspace while it is being typed; `revision` is empty for the newest state. */
export interface QueryDraft {
  kind: QueryKind
  key: string
  to: string
  revision: string
  limit: number
}

export type KeyspaceQuery = Parameters<TerminalClient['admin']['query']>[0]

export type Answer = Awaited<ReturnType<TerminalClient['admin']['query']>>
export type Row = Answer['rows'][number]

const emptyDraft: QueryDraft = { kind: 'prefix', key: '', to: '', revision: '', limit: 100 }

/** Lives past the page, so that one comes back to what one was looking at. */
export const useQueryDraft = create<QueryDraft>(() => emptyDraft)

/** Prepares a question; the page asks it when it opens. */
export function askFor(draft: Partial<QueryDraft>): void {
  useQueryDraft.setState({ ...emptyDraft, ...draft })
}

export type QueryProblems = Partial<Record<'key' | 'to' | 'revision', string>>

/** What is wrong with the question, by field. */
export function queryProblems({ kind, key, to, revision }: QueryDraft): QueryProblems {
  const text = adminText.keyspace
  const problems: QueryProblems = {}
  if (key === '') problems.key = text.keyMissing
  if (kind === 'range' && to === '') problems.to = text.toMissing
  if (revision.trim() !== '' && !/^[1-9]\d{0,14}$/.test(revision.trim()))
    problems.revision = text.revisionWrong
  return problems
}

/** The question as the contract, and `cli query`, take it. */
export function queryOf({ kind, key, to, revision, limit }: QueryDraft): KeyspaceQuery {
  const at = revision.trim() === '' ? {} : { revision: Number(revision) }
  if (kind === 'get') return { get: key, ...at }
  return kind === 'prefix' ? { prefix: key, limit, ...at } : { range: [key, to], limit, ...at }
}
