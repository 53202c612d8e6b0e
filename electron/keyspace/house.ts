import * as domain from '#shared/domain/event'
import * as place from '#shared/domain/venue'
import { aggregate } from './aggregate'

export const venue = aggregate('venue', ['venueId'], place.venue)
export const section = aggregate('section', ['venueId', 'sectionId'], place.section)
export const event = aggregate('event', ['eventId'], domain.event)
export const area = aggregate('area', ['eventId', 'areaId'], domain.area)
export const ticketType = aggregate('ticket', ['eventId', 'type'], domain.ticketType)
