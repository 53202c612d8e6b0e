import { Refusal } from '#shared/errors/refusals'
import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const eventsRoutes = (base: Base, options: RouterOptions): Routes<'events'> =>
  base.events.router({
    feed: base.events.feed.handler(({ input, signal }) =>
      running(options).replica.events.follow(input.resume, signal),
    ),
    house: base.events.house.handler(({ input, signal }) => {
      const feed = running(options).replica.house(input.eventId)
      if (!feed) throw new Refusal('NOT_FOUND', { what: 'event', id: input.eventId })
      return feed.follow(input.resume, signal)
    }),
    search: base.events.search.handler(({ input }) => ({ eventIds: running(options).replica.search(input) })),
    setTicketTypeState: base.events.setTicketTypeState.handler(({ input, context }) =>
      running(options).events.setTicketTypeState(signedIn(context), input.eventId, input.type, input.state),
    ),
    setPrice: base.events.setPrice.handler(({ input, context }) =>
      running(options).events.setPrice(signedIn(context), input),
    ),
    setLimit: base.events.setLimit.handler(({ input, context }) =>
      running(options).events.setLimit(signedIn(context), input),
    ),
    setTicketTypeWindow: base.events.setTicketTypeWindow.handler(({ input, context }) =>
      running(options).events.setTicketTypeWindow(signedIn(context), input),
    ),
    setSalesWindow: base.events.setSalesWindow.handler(({ input, context }) =>
      running(options).events.setSalesWindow(signedIn(context), input),
    ),
    setEventState: base.events.setEventState.handler(({ input, context }) =>
      running(options).events.setEventState(signedIn(context), input),
    ),
    setCapacity: base.events.setCapacity.handler(({ input, context }) =>
      running(options).events.setCapacity(signedIn(context), input),
    ),
    cancel: base.events.cancel.handler(({ input, context }) =>
      running(options).events.cancel(signedIn(context), input.eventId),
    ),
  })
