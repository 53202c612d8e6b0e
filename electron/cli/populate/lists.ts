import type { z } from 'zod'
import { sendUntilAnswered } from '../../cluster/bulk'
import type { Connection } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Setting } from '../../keyspace/config'
import { priceTypes } from './events'
import type { House } from './houses'
import type { Settings } from './settings'

const { config } = keyspace

/** Rewrites one setting until nobody else changed it in between; without a difference nothing is written. */
async function edit<S extends z.ZodType>(
  connection: Connection,
  setting: Setting<S>,
  change: (known: z.output<S> | undefined) => z.input<S>,
): Promise<void> {
  for (;;) {
    const kv = await connection.get(setting.key())
    const value = setting.encode(change(kv && setting.edit(kv)))
    if (value === kv?.value) return
    await sendUntilAnswered(connection, {
      compare: [unchanged(setting.key(), kv?.modRevision ?? 0)],
      success: [put(setting.key(), value)],
    })
  }
}

/**
 * Adds what a population uses to the cluster's lists (event types, locations, ticket types, price types) and gives the
 * cluster a house if it has none. What is there already stays, and nothing is listed twice.
 */
export async function extendLists(
  connection: Connection,
  settings: Settings,
  houses: readonly House[],
): Promise<void> {
  const union = <T>(known: readonly T[], more: readonly T[], idOf: (item: T) => string) => {
    const ids = new Set(known.map(idOf))
    return [...known, ...more.filter(item => !ids.has(idOf(item)))]
  }
  const self = (name: string) => name
  const locations = houses.map(({ location }) => location)
  const ticketTypes = settings.ticketTypes.map(type => ({ type, name: type }))

  await edit(connection, config.eventTypes, known => ({
    names: union(known?.names ?? [], settings.types, self),
  }))
  await edit(connection, config.locations, known => ({ names: union(known?.names ?? [], locations, self) }))
  await edit(connection, config.ticketTypes, known => ({
    types: union(known?.types ?? [], ticketTypes, ({ type }) => type),
  }))
  await edit(connection, config.priceTypes, known => ({
    types: union(
      known?.types ?? [],
      priceTypes.map(({ priceType, name }) => ({ priceType, name })),
      ({ priceType }) => priceType,
    ),
  }))
  const [first] = houses
  if (first) await edit(connection, config.venue, known => known ?? { venueId: first.venue.venueId })
}
