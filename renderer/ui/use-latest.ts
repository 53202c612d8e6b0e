import { useCallback, useRef, useState } from 'react'
import { isCallFailure } from '../transport/failures'
import type { ActionState } from './use-action'

/**
 * Reads what a list shows. A later question takes the place of an earlier one, whose answer is dropped; what was read
 * before stays until the new answer is there.
 *
 * @returns the last answer, the state of the last question, and `run`, which stays the same while `read` does
 */
export function useLatest<Args extends unknown[], Answer>(read: (...args: Args) => Promise<Answer>) {
  const [state, setState] = useState<ActionState>({ status: 'idle' })
  const [answer, setAnswer] = useState<Answer>()
  const asked = useRef(0)
  const run = useCallback(
    async (...args: Args) => {
      const own = ++asked.current
      setState({ status: 'busy' })
      try {
        const found = await read(...args)
        if (own !== asked.current) return
        setAnswer(found)
        setState({ status: 'idle' })
      } catch (failure) {
        if (!isCallFailure(failure)) reportError(failure)
        if (own === asked.current) setState({ status: 'failed', failure })
      }
    },
    [read],
  )
  return { state, answer, run }
}
