import { useEffect, useState } from 'react'
import { pause, terminal } from '../../../transport'
import { notify } from '../desk'
import { noticeOf } from '../rules/notices'

const debounceMs = 120

export interface EventSearch {
  /** The ids of the events that match, best first; undefined while nothing is searched for. */
  found: readonly string[] | undefined
  /** Whether `found` belongs to the text as it is now, and not to the one before. */
  isSettled: boolean
}

/**
 * Looks for events as `text` is typed. The answer to the newest text wins; until it is there the one before stays, so
 * that the list does not flicker.
 */
export function useEventSearch(text: string): EventSearch {
  const [answer, setAnswer] = useState<{ text: string; found: readonly string[] }>()
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return
    const newer = new AbortController()
    search(wanted, newer.signal).then(
      found => newer.signal.aborted || setAnswer({ text: wanted, found }),
      failure => newer.signal.aborted || notify(noticeOf({ failure, lines: [] })),
    )
    return () => newer.abort()
  }, [wanted])
  if (wanted === '') return { found: undefined, isSettled: true }
  return { found: answer?.found, isSettled: answer?.text === wanted }
}

async function search(text: string, signal: AbortSignal): Promise<readonly string[]> {
  await pause(debounceMs, signal)
  if (signal.aborted) return []
  const { eventIds } = await terminal.events.search({ text, limit: 500 }, { signal })
  return eventIds
}
