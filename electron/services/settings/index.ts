import type { SessionUser } from '#shared/contract/session'
import type { HouseSettings, SellingSettings } from '#shared/contract/settings'
import type { CardDeviceKind } from '#shared/domain/card-device'
import type { Venue } from '#shared/domain/venue'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { type Replica, type ReplicaState, venueOf } from '../../replica'
import type { Book } from '../book'
import { withChangedFields } from '../changed-fields'
import { setCardDevice } from './card-device'

type Actor = Pick<SessionUser, 'username'>

/** The settings of the house. Every till follows them, so a change holds at all of them at once. */
export interface Settings {
  read(): Promise<{ house?: HouseSettings; selling: SellingSettings }>
  /** @throws Refusal `EDITED_MEANWHILE` */
  setHouse(
    by: Actor,
    step: { seen?: HouseSettings | undefined; wanted: HouseSettings },
  ): Promise<HouseSettings>
  /** What this terminal's card payments ask. @throws Refusal `EDITED_MEANWHILE` */
  setCardDevice(by: Actor, step: { operationId: string; kind: CardDeviceKind }): Promise<void>
  /** @throws Refusal `EDITED_MEANWHILE` */
  setSelling(by: Actor, step: { seen: SellingSettings; wanted: SellingSettings }): Promise<SellingSettings>
}

/** What stands for what nobody has set: as the parts of selling read it, which each know their own. */
export type SellingDefaults = Pick<
  SellingSettings,
  'holdTtlMs' | 'maxExtensions' | 'asideTtlMs' | 'voidWithinMs' | 'correctWithinMs'
>

const editTries = 5
/** The id of a house that is set up here, and not by the demonstration or an import. */
const firstVenueId = 'house'
const { config, venue: venueKind } = keyspace

type StoredSelling = ReturnType<typeof config.selling.read>
type StoredChoice = ReturnType<typeof config.venue.read>

export function createSettings(options: {
  connection: Connection
  replica: Replica
  book: Book
  terminalId: string
  /** As they are in force at this till. */
  inForce(): SellingDefaults
}): Settings {
  const { connection, replica, book, inForce } = options

  const houseNow = async () => {
    const choiceKv = await connection.get(config.venue.key())
    const choice = choiceKv && config.venue.edit(choiceKv)
    const venueId = choice?.venueId ?? venueOf(replica.state)?.venueId ?? firstVenueId
    const kv = await connection.get(venueKind.key(venueId))
    return { venueId, choice, choiceKv, kv, venue: kv && venueKind.edit(kv) }
  }

  const sellingNow = async (): Promise<{ kv: KeyValue | undefined; stored: Partial<StoredSelling> }> => {
    const kv = await connection.get(config.selling.key())
    return { kv, stored: kv ? config.selling.edit(kv) : {} }
  }

  const settings: Settings = {
    setCardDevice: (by, step) => setCardDevice(options, by, step),
    async read() {
      const { venue, choice } = await houseNow()
      const { stored } = await sellingNow()
      const selling = sellingOf(stored, inForce())
      return venue ? { house: houseOf(venue, choice, replica.state), selling } : { selling }
    },

    async setHouse(by, { seen, wanted }) {
      for (let tries = 0; tries < editTries; tries++) {
        const { venueId, venue, kv, choice, choiceKv } = await houseNow()
        const now = venue && houseOf(venue, choice, replica.state)
        // Somebody set it up meanwhile, or took it away.
        if ((now === undefined) !== (seen === undefined))
          throw new Refusal('EDITED_MEANWHILE', { what: wanted.name })
        const next = now && seen ? withChangedFields(now.name, { now, seen, wanted }) : wanted
        if (!next) return wanted
        const { paperNote, accent, currency, address, ...named } = next
        const { succeeded } = await book.administer({
          compare: [
            unchanged(venueKind.key(venueId), kv?.modRevision ?? 0),
            unchanged(config.venue.key(), choiceKv?.modRevision ?? 0),
          ],
          success: [
            put(
              venueKind.key(venueId),
              venueKind.encode({ venueId, capacity: 0, ...venue, ...named, address: address || undefined }),
            ),
            put(
              config.venue.key(),
              config.venue.encode({
                ...{ ...choice, venueId, currency },
                ...{ paperNote: paperNote || undefined, accent: accent || undefined },
              }),
            ),
          ],
          entry: {
            ...{ actor: by.username, action: 'house-set', subject: venueKind.key(venueId) },
            detail: { from: now ?? null, to: next },
          },
        })
        if (succeeded) return next
      }
      throw new Refusal('EDITED_MEANWHILE', { what: wanted.name })
    },

    async setSelling(by, { seen, wanted }) {
      for (let tries = 0; tries < editTries; tries++) {
        const { kv, stored } = await sellingNow()
        const now = sellingOf(stored, inForce())
        const next = withChangedFields('the rules of selling', { now, seen, wanted })
        if (!next) return now
        const { fee, tax, ...times } = next
        const { fee: _fee, tax: _tax, ...others } = stored
        const { succeeded } = await book.administer({
          compare: [unchanged(config.selling.key(), kv?.modRevision ?? 0)],
          success: [
            put(
              config.selling.key(),
              config.selling.encode({ ...others, ...times, ...(fee && { fee }), ...(tax && { tax }) }),
            ),
          ],
          entry: {
            ...{ actor: by.username, action: 'selling-set', subject: config.selling.key() },
            detail: { from: now, to: next },
          },
        })
        if (succeeded) return next
      }
      throw new Refusal('EDITED_MEANWHILE', { what: 'the rules of selling' })
    },
  }
  return settings
}

function houseOf(venue: Venue, choice: StoredChoice | undefined, state: ReplicaState): HouseSettings {
  const { name, city, address = '', timeZone } = venue
  const { paperNote = '', accent = '', currency = currencyOf(state) } = choice ?? {}
  return { name, city, address, paperNote, accent, currency, timeZone }
}

/** Where nobody said it: what the events of the house are priced in. */
function currencyOf({ houses }: ReplicaState): string {
  for (const { event } of houses.values()) if (event) return event.value.currency
  return 'EUR'
}

function sellingOf(stored: Partial<StoredSelling>, defaults: SellingDefaults): SellingSettings {
  const { fee, tax } = stored
  const said = (name: keyof SellingDefaults) => stored[name] ?? defaults[name]
  return {
    holdTtlMs: said('holdTtlMs'),
    maxExtensions: said('maxExtensions'),
    asideTtlMs: said('asideTtlMs'),
    fee: fee ? { name: fee.name, perTicketMinor: fee.perTicketMinor, currency: fee.currency } : null,
    tax: tax ? { name: tax.name, basisPoints: tax.basisPoints } : null,
    voidWithinMs: said('voidWithinMs'),
    correctWithinMs: said('correctWithinMs'),
  }
}
