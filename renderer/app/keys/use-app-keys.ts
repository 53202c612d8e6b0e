import { useEffect } from 'react'
import { carryOut } from '../../features/counter/commands'
import { commandOf, focusPlace, isKeptFromBrowser, rowOf } from '../../features/counter/rules/keys'
import { closeOverlay, useOverlay } from '../../ui/overlay'

/** The keys of every screen, and what the browser would do with the counter's, which it is kept from. */
export function useAppKeys(): void {
  useEffect(() => {
    // At the very end: the screens go by whether somebody prevented a key.
    const last = (event: KeyboardEvent) => {
      if (isKeptFromBrowser(event)) event.preventDefault()
    }
    const first = (event: KeyboardEvent) => {
      // Behind the listeners of screens that were opened since.
      window.removeEventListener('keydown', last)
      window.addEventListener('keydown', last)
      const takes = () => {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      if (event.key === 'Escape' && useOverlay.getState().open === 'keys') {
        takes()
        closeOverlay()
        return
      }
      const command = commandOf(event, focusPlace(document.activeElement))
      if (!command || rowOf(command.does).group !== 'everywhere') return
      takes()
      carryOut(command)
    }
    window.addEventListener('keydown', first, { capture: true })
    return () => {
      window.removeEventListener('keydown', first, { capture: true })
      window.removeEventListener('keydown', last)
    }
  }, [])
}
