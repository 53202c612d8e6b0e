import type { Order, Place } from '#shared/domain/order'

/** How money goes back unless somebody says otherwise: the way most of it came. */
export function wayBackOf({ payments }: Order): {
  method: 'cash' | 'card' | 'gift' | 'transfer'
  reference?: string | undefined
} {
  const [most] = payments
    .filter(({ status }) => status === 'captured')
    .sort((one, other) => other.amountMinor - one.amountMinor)
  switch (most?.method) {
    case 'gift':
      return { method: 'gift', reference: most.reference }
    case 'card':
    case 'transfer':
      return { method: most.method }
    default:
      return { method: 'cash' }
  }
}

export const placesOf = (lines: readonly Place[]) =>
  lines.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
