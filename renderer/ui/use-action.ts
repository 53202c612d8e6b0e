import { useCallback, useRef, useState } from 'react'
import { isCallFailure } from '../transport/failures'

/** Where something stands that was asked of the terminal. `failure` is for `failureSentence`. */
export type ActionState = { status: 'idle' } | { status: 'busy' } | { status: 'failed'; failure: unknown }

/**
 * Runs what a button or a form asks of the terminal, once at a time: while it is busy, another press is ignored.
 *
 * @returns the state, and `run`, which answers whether it was carried out and stays the same while `action` does.
 */
export function useAction<Args extends unknown[]>(action: (...args: Args) => Promise<void>) {
  const [state, setState] = useState<ActionState>({ status: 'idle' })
  // Beside the state, because two presses may come before React has rendered the first.
  const running = useRef(false)
  const run = useCallback(
    async (...args: Args): Promise<boolean> => {
      if (running.current) return false
      running.current = true
      setState({ status: 'busy' })
      try {
        await action(...args)
        setState({ status: 'idle' })
        return true
      } catch (failure) {
        if (!isCallFailure(failure)) reportError(failure)
        setState({ status: 'failed', failure })
        return false
      } finally {
        running.current = false
      }
    },
    [action],
  )
  return { state, busy: state.status === 'busy', run }
}
