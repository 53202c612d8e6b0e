import type { ListRow } from './days'

/**
 * The event Enter takes while something is searched for: the soonest of those on the list that have the name of the
 * best match. A play that runs for a week matches seven times alike.
 * @param bestFirst ids of what was found
 */
export function bestMatch(
  rows: readonly ListRow[],
  bestFirst: readonly string[],
  nameOf: (eventId: string) => string | undefined,
): string | undefined {
  const shown = rows.flatMap(row => (row.kind === 'event' ? [row.eventId] : []))
  const best = bestFirst.find(eventId => shown.includes(eventId))
  return best && shown.find(eventId => nameOf(eventId) === nameOf(best))
}
