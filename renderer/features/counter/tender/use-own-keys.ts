import { type RefObject, useEffect, useRef } from 'react'
import { isPaletteOpen } from '../../../ui/overlay'
import { focusPlace, latinKey } from '../rules/keys'

/** What keys do while a part is on the screen, by the key's name; letters in capitals. */
export type OwnKeys = Partial<Record<string, (() => void) | undefined>>

interface Part {
  keys: OwnKeys
  root: RefObject<HTMLElement | null>
}

/** The parts on the screen that have keys; the one that was opened last hears first. */
const parts: Part[] = []

/**
 * Gives a part of the screen its keys for as long as it is there, before anything else hears them. Dialogs and menus
 * keep theirs, and a text field outside the part every key that may be text or end it; Enter belongs to a button that
 * has the focus. A key that is kept down does nothing twice.
 * @returns the ref of the part: its own text fields leave it Enter, Esc and what is no text
 */
export function useOwnKeys<Root extends HTMLElement = HTMLElement>(keys: OwnKeys): RefObject<Root | null> {
  const root = useRef<Root>(null)
  const own = useRef<Part>({ keys, root })
  own.current.keys = keys
  useEffect(() => {
    const part = own.current
    if (parts.length === 0) window.addEventListener('keydown', onKeyDown, true)
    parts.push(part)
    return () => {
      parts.splice(parts.indexOf(part), 1)
      if (parts.length === 0) window.removeEventListener('keydown', onKeyDown, true)
    }
  }, [])
  return root
}

function onKeyDown(event: KeyboardEvent) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isPaletteOpen()) return
  const key = latinKey(event)
  const name = key.length === 1 ? key.toUpperCase() : key
  const focused = document.activeElement
  const act = parts.findLast(part => part.keys[name] && isHeardBy(part, name, focused))?.keys[name]
  if (!act) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (!event.repeat) act()
}

const functionKey = /^F\d+$/
/** What Enter presses or chooses by itself. The seats of the map are marked, and have no such Enter. */
const takesEnter = 'button, a, select, [role="option"], [role="listbox"]:not([aria-multiselectable])'

function isHeardBy({ root }: Part, name: string, focused: Element | null): boolean {
  const place = focusPlace(focused)
  if (place === 'apart' || (name === 'Enter' && focused?.matches(takesEnter))) return false
  if (place !== 'text' || functionKey.test(name)) return true
  return root.current?.contains(focused) === true && name.length > 1 && name !== 'Backspace'
}
