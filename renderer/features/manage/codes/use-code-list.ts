import { useCallback, useEffect, useState } from 'react'
import { useLatest } from '../../../ui/use-latest'

interface Part<T> {
  found: T[]
  more: boolean
}

const partOf = 100

/** A list of codes, part by part: those that begin with what is typed. `ask` stays the same. */
export function useCodeList<T extends { code: string }>(
  ask: (part: { startsWith: string; after?: string; limit: number }) => Promise<Part<T>>,
) {
  const [startsWith, setStartsWith] = useState('')
  const {
    state,
    answer: list,
    run,
  } = useLatest(
    useCallback(
      async (begins: string, before: readonly T[]): Promise<Part<T>> => {
        const after = before.at(-1)?.code
        const part = await ask({ startsWith: begins, limit: partOf, ...(after !== undefined && { after }) })
        return { found: [...before, ...part.found], more: part.more }
      },
      [ask],
    ),
  )
  useEffect(() => void run('', []), [run])
  return {
    ...{ list, state, startsWith },
    /** Only what may be in a code is looked for. */
    find(typed: string) {
      const begins = typed.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 120)
      setStartsWith(begins)
      void run(begins, [])
    },
    showMore: () => void run(startsWith, list?.found ?? []),
    reload: () => run(startsWith, []),
  }
}
