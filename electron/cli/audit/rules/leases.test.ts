import { expect, it } from 'vitest'
import { noFacts } from '../reading/facts'
import { violationsOf } from '../rule'
import { leaseRules } from './leases'

// A cluster takes a lease away together with its keys, so no corruption of one can show this.
it('finds baskets and holds on a lease that is over', () => {
  const facts = noFacts()
  const line = { eventId: 'e', areaId: 'a', slot: 7, ticketType: 't', priceType: 'adult' }
  for (const [basketId, leaseId] of [
    ['dead', '100'],
    ['alive', '200'],
  ]) {
    const key = `basket:T01:${basketId}`
    facts.baskets.set(key, { key, claimState: 'hold', keeps: [], byHand: [], currency: 'EUR', leaseId })
  }
  facts.claims.set('claim:e:a:000007', { ...line, state: 'hold', owner: 'basket:T01:dead', leaseId: '100' })
  facts.leasesOver.add('100')

  expect([...violationsOf(leaseRules, facts)]).toEqual([
    {
      rule: 'lease-over',
      keys: ['basket:T01:dead', 'claim:e:a:000007'],
      detail: 'lease 100 is over, and they are still there',
    },
  ])
})
