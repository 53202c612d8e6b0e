import { useEffect, useRef } from 'react'
import { useLocation, useRoute } from 'wouter'
import { useExchange } from '../../stores/exchange'
import { showHouse } from '../../stores/house'
import { classes } from '../../ui/classes'
import { counterPath } from '../../ui/paths'
import { BasketPanel } from './basket/basket-panel'
import { clearChoice } from './desk'
import { EventsPanel } from './events/events-panel'
import { ExchangeStrip } from './exchange/exchange-strip'
import { HousePanel } from './house/house-panel'
import { resumeTill } from './till'
import { useCounterKeys } from './use-counter-keys'
import { useEventInFront } from './use-event-in-front'

/** The screen a cashier lives in. The event on it stands in the address, so that a reload finds it again. */
export function CounterScreen() {
  const [, params] = useRoute<{ eventId: string }>('/counter/:eventId')
  const [, navigate] = useLocation()
  const eventId = params?.eventId

  const isExchanging = useExchange(state => state.exchange !== undefined)
  const rootRef = useRef<HTMLDivElement>(null)
  useCounterKeys()
  useEffect(() => {
    const root = rootRef.current
    root?.addEventListener('mousedown', leaveFocus)
    return () => root?.removeEventListener('mousedown', leaveFocus)
  }, [])
  const open = (chosen: string) => navigate(counterPath(chosen), { replace: true })
  useEventInFront(eventId, open)
  useEffect(() => {
    if (eventId === undefined) return
    clearChoice()
    showHouse(eventId)
  }, [eventId])
  useEffect(resumeTill, [])

  return (
    <div
      ref={rootRef}
      className={classes(
        'grid h-full grid-cols-[var(--list-width)_minmax(0,1fr)_var(--basket-width)] select-none',
        isExchanging ? 'grid-rows-[auto_minmax(0,1fr)]' : 'grid-rows-[minmax(0,1fr)]',
      )}
    >
      <ExchangeStrip />
      <EventsPanel chosenId={eventId} onChoose={open} />
      <HousePanel />
      <BasketPanel />
    </div>
  )
}

/**
 * A button that was clicked would keep the keyboard: the next Enter would press it again instead of selling. What is
 * reached with Tab keeps it, as everywhere.
 */
function leaveFocus(event: MouseEvent) {
  if (!(event.target instanceof Element) || !event.target.closest('button, [role="listbox"]')) return
  event.preventDefault()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
