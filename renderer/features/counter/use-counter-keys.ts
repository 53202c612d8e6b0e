import { useEffect } from 'react'
import { carryOut } from './commands'
import { commandOf, focusPlace } from './rules/keys'

/** Listens to the keyboard for the counter, as long as it is on the screen. */
export function useCounterKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A part that took the key for itself, such as the list of events, has the first word.
      if (event.defaultPrevented) return
      const command = commandOf(event, focusPlace(document.activeElement))
      if (!command) return
      event.preventDefault()
      carryOut(command)
    }
    // Before the window's, where the shell keeps the browser from keys.
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
