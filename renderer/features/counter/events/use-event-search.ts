import { useEffect, useState } from 'react'
import { pause, terminal } from '../../../transport'
import { notify } from '../desk'
import { noticeOf } from '../rules/notices'

const debounceMs = 120

/**
 * The ids of the events that match `text`, once the terminal has answered; undefined while nothing is searched for.
 * The answer to the newest text wins; until it is there the one before stays, so that the list does not flicker.
 */
export function useEventSearch(text: string): ReadonlySet<string> | undefined {
  const [found, setFound] = useState<ReadonlySet<string>>()
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return setFound(undefined)
    const newer = new AbortController()
    search(wanted, newer.signal).then(
      eventIds => newer.signal.aborted || setFound(new Set(eventIds)),
      failure => newer.signal.aborted || notify(noticeOf({ failure, lines: [] })),
    )
    return () => newer.abort()
  }, [wanted])
  return wanted === '' ? undefined : found
}

async function search(text: string, signal: AbortSignal): Promise<readonly string[]> {
  await pause(debounceMs, signal)
  if (signal.aborted) return []
  const { eventIds } = await terminal.events.search({ text, limit: 500 }, { signal })
  return eventIds
}
