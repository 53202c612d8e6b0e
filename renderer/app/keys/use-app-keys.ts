import { useEffect } from 'react'
import { carryOut } from '../../features/counter/commands'
import { commandOf, focusPlace, isKeptFromBrowser, rowOf } from '../../features/counter/rules/keys'
import { closeOverlay, isPaletteOpen, useOverlay } from '../../ui/overlay'

const paletteFocus = '[data-own-keys]'

/** Whoever opens the palette types on at once: until the focus is in it, what is typed is kept for it. */
function typeAhead({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) {
  if (key === 'Escape') closeOverlay()
  else if (key === 'Backspace') useOverlay.setState(({ text }) => ({ text: text.slice(0, -1) }))
  else if (key.length === 1 && !ctrlKey && !altKey && !metaKey)
    useOverlay.setState(({ text }) => ({ text: text + key }))
}

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
      if (isPaletteOpen() && !document.activeElement?.closest(paletteFocus)) {
        takes()
        typeAhead(event)
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
