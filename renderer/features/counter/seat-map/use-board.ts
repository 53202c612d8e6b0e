import { useSyncExternalStore } from 'react'
import type { Board } from './board'

/**
 * Something that `look` finds on a board, as a hook. Whoever uses it is drawn anew when the value is another one, and
 * not at every change of the house.
 */
export function useBoard<T extends string | number | undefined>(board: Board, look: () => T): T {
  return useSyncExternalStore(board.onChange, look)
}
