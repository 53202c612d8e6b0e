import { keyspace } from '../../../keyspace'
import { type ReplicaState, venueOf } from '../../../replica'

/** What stands on every paper of this house. */
export interface PaperHouse {
  name: string
  /** Street and town, where the house says them. */
  address?: string | undefined
  /** An IANA zone: the one times are told in. */
  timeZone: string
  /** The colour of the house, such as `#1f4fd6`. */
  accent: string
  /** A sentence at the foot of every paper. */
  note?: string | undefined
}

const defaultAccent = '#1f4fd6'

/** The house of an event, or the one this cluster sells for, as its papers show it. */
export function paperHouse(state: ReplicaState, venueId?: string): PaperHouse {
  const chosen = state.settings.get(keyspace.config.venue.key()) as
    | { accent?: string; paperNote?: string }
    | undefined
  const venue = (venueId ? state.venues.get(venueId)?.value : undefined) ?? venueOf(state)
  const address = venue && [venue.address, venue.city].filter(Boolean).join(', ')
  return {
    name: venue?.name ?? 'Box office',
    ...(address && { address }),
    timeZone: venue?.timeZone ?? 'UTC',
    accent: chosen?.accent ?? defaultAccent,
    ...(chosen?.paperNote && { note: chosen.paperNote }),
  }
}
