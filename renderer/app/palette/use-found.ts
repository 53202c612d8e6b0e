import { useEffect, useState } from 'react'
import { pause } from '../../transport'
import type { Finder, Found } from '../../ui/finder'

const debounceMs = 100

/** What one finder found, under its heading. */
export interface FoundGroup {
  heading: string
  found: readonly Found[]
}

/**
 * What the finders know of `text`, each as soon as it answers; what was found before stays until then, so that the list
 * does not flicker. One that fails finds nothing: the others go on.
 */
export function useFound(
  finders: readonly Finder[],
  text: string,
): { groups: FoundGroup[]; isSettled: boolean } {
  const wanted = text.trim()
  const [answers, setAnswers] = useState<{ text: string; byHeading: ReadonlyMap<string, readonly Found[]> }>()
  useEffect(() => {
    if (wanted === '') return
    const newer = new AbortController()
    const ask = async (finder: Finder) => {
      const found = await finder.find(wanted, newer.signal).catch(() => [])
      if (newer.signal.aborted) return
      setAnswers(before => ({
        text: wanted,
        byHeading: new Map(before?.text === wanted ? before.byHeading : []).set(finder.heading, found),
      }))
    }
    void pause(debounceMs, newer.signal).then(() => {
      if (!newer.signal.aborted) for (const finder of finders) void ask(finder)
    })
    return () => newer.abort()
  }, [finders, wanted])
  if (wanted === '') return { groups: [], isSettled: true }
  const groups = finders.flatMap(({ heading }) => {
    const found = answers?.byHeading.get(heading) ?? []
    return found.length > 0 ? [{ heading, found }] : []
  })
  return { groups, isSettled: answers?.text === wanted && answers.byHeading.size === finders.length }
}
