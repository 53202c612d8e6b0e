import { useEffect } from 'react'
import { back, confirm, erase, moveOffer, pressPrice, typeKey } from './acts'
import { searchFieldId } from './events/search-field'
import { type Command, commandOf, focusPlace } from './rules/keys'
import { seatMapId } from './seat-map/seat-map'

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
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function carryOut(command: Command) {
  switch (command.does) {
    case 'price':
      return pressPrice(command.index, command.away)
    case 'type':
      return typeKey(command.text)
    case 'erase':
      return erase()
    case 'confirm':
      return confirm()
    case 'back':
      return back()
    case 'search':
      return document.getElementById(searchFieldId)?.focus()
    case 'move':
      return move(command.key)
  }
}

/** Arrow keys that belong to nothing else: to another ticket type, or into the seat map. */
function move(key: (Command & { does: 'move' })['key']) {
  const map = document.getElementById(seatMapId)
  if (map) map.focus()
  else if (key === 'ArrowDown') moveOffer(1)
  else if (key === 'ArrowUp') moveOffer(-1)
}
