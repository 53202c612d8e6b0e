import type { Role } from '#shared/domain/roles'

/**
 * The catalogue of English strings. What several screens say stands here; what one screen says stands in the
 * `text.ts` beside it. Sentences with figures are functions, so that a language decides the order of its words.
 */
export const commonText = {
  product: 'TickETCD',
  productTail: 'Box Office',
  roles: { customer: 'Customer', cashier: 'Cashier', manager: 'Manager', admin: 'Admin' } satisfies Record<
    Role,
    string
  >,
  placesLeft: (left: number) => (left === 0 ? 'Sold out' : `${count(left)} left`),
  loading: 'Loading',
  close: 'Close',
}

/** `1310` as `1,310`. */
export function count(value: number): string {
  return counts.format(value)
}

const counts = new Intl.NumberFormat('en-GB')
