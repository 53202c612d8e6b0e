import { useEvents } from '../../stores/events'
import { useTerminal } from '../../stores/terminal'
import { terminal } from '../../transport'
import { dayAndTime } from '../../ui/dates'
import type { Finder } from '../../ui/finder'
import { counterPath, orderPath, ordersFoundPath } from '../../ui/paths'
import { commonText } from '../../ui/text/common'
import { paletteText } from './text'

/** So many of a kind are enough to choose from; whoever looks for more types more. */
const mostOfAKind = 6

const timeZone = () => useTerminal.getState().welcome?.timeZone ?? 'UTC'
const when = (instant: string) => dayAndTime(instant, Date.now(), timeZone())

const events: Finder = {
  heading: paletteText.events,
  screen: '/counter',
  async find(text, signal) {
    const { eventIds } = await terminal.events.search({ text, limit: mostOfAKind }, { signal })
    const { byId } = useEvents.getState()
    return eventIds.flatMap(eventId => {
      const event = byId.get(eventId)
      if (!event) return []
      const detail = `${when(event.start)} · ${commonText.placesLeft(event.left)}`
      return [{ id: eventId, title: event.name, detail, path: counterPath(eventId) }]
    })
  },
}

const orders: Finder = {
  heading: paletteText.orders,
  screen: '/orders',
  async find(text, signal) {
    const { rows } = await terminal.orders.find({ of: { by: 'text', text } }, { signal })
    return rows.slice(0, mostOfAKind).map(({ orderId, number, buyer, events }) => ({
      id: orderId,
      title: number,
      detail: [buyer?.name, events[0]?.eventName].filter(Boolean).join(' · '),
      path: orderPath(orderId),
    }))
  },
}

const customers: Finder = {
  heading: paletteText.customers,
  screen: '/orders',
  async find(text, signal) {
    const found = await terminal.customers.find({ text, limit: mostOfAKind }, { signal })
    return found.customers.map(({ username, name, email }) => ({
      ...{ id: username, title: name, ...(email !== undefined && { detail: email }) },
      path: ordersFoundPath(name),
    }))
  },
}

/** Whoever can be asked for what was typed, in the order of the palette. */
export const finders: readonly Finder[] = [events, orders, customers]
