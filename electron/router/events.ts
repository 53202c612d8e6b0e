import { Refusal } from '#shared/errors/refusals'
import { eventChoices, listEvents } from '../services/events/listing'
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
    list: base.events.list.handler(({ input }) =>
      listEvents(running(options).replica.state, input, Date.now()),
    ),
    choices: base.events.choices.handler(() => eventChoices(running(options).replica.state)),
    create: base.events.create.handler(({ input, context }) =>
      running(options).events.create(signedIn(context), input),
    ),
    edit: base.events.edit.handler(({ input, context }) =>
      running(options).events.editDetails(signedIn(context), input),
    ),
    remove: base.events.remove.handler(async ({ input, context }) => {
      await running(options).events.remove(signedIn(context), input.eventId)
      return {}
    }),
    addArea: base.events.addArea.handler(({ input, context }) =>
      running(options).events.parts.addArea(signedIn(context), input),
    ),
    renameArea: base.events.renameArea.handler(({ input, context }) =>
      running(options).events.parts.renameArea(signedIn(context), input),
    ),
    removeArea: base.events.removeArea.handler(async ({ input, context }) => {
      await running(options).events.parts.removeArea(signedIn(context), input)
      return {}
    }),
    addTicketType: base.events.addTicketType.handler(({ input, context }) =>
      running(options).events.parts.addTicketType(signedIn(context), input),
    ),
    editTicketType: base.events.editTicketType.handler(({ input, context }) =>
      running(options).events.parts.editTicketType(signedIn(context), input),
    ),
    orderTicketTypes: base.events.orderTicketTypes.handler(({ input, context }) =>
      running(options).events.parts.orderTicketTypes(signedIn(context), input),
    ),
    removeTicketType: base.events.removeTicketType.handler(async ({ input, context }) => {
      await running(options).events.parts.removeTicketType(signedIn(context), input)
      return {}
    }),
    addPrice: base.events.addPrice.handler(({ input, context }) =>
      running(options).events.parts.addPrice(signedIn(context), input),
    ),
    removePrice: base.events.removePrice.handler(({ input, context }) =>
      running(options).events.parts.removePrice(signedIn(context), input),
    ),
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
