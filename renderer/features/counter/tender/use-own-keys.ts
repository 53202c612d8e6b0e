import { useEffect, useRef } from 'react'

/** What keys do while a part is on the screen, by the key's name; letters in capitals. */
export type OwnKeys = Partial<Record<string, (() => void) | undefined>>

/**
 * Gives a part of the screen its keys for as long as it is there, before anything else hears them. A letter is text in
 * a field; Enter and Space belong to a button that has the focus; a key that is kept down does nothing twice.
 */
export function useOwnKeys(keys: OwnKeys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      const name = event.key.length === 1 ? event.key.toUpperCase() : event.key
      const act = current.current[name]
      const focused = document.activeElement
      if (!act || (name.length === 1 && focused?.matches('input, textarea, select'))) return
      if (name === 'Enter' && focused?.matches('button, a, select, [role="option"]')) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!event.repeat) act()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
