import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import { startApp, type TestApp } from '../../testing/app'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { workerCluster } from '../../testing/worker-cluster'

const admin = { username: 'ines', name: 'Ines Calder', password: 'lighthouse-7' }
const house = {
  ...{ name: 'The Mill', city: 'Cork', address: '', paperNote: 'Music by the water', accent: '' },
  ...{ currency: 'EUR', timeZone: 'Europe/Dublin' },
}

let cluster: TestCluster
let namespace: string

beforeAll(async () => {
  cluster = await workerCluster()
})
beforeEach(() => {
  namespace = cluster.freshNamespace()
})

const start = () => startApp(cluster, { namespace })

const signedIn = async (app: TestApp): Promise<TerminalClient> => {
  const page = app.page()
  const { username, password } = admin
  await page.session.signIn({ username, password })
  return page
}

const code = (error: unknown) => (error as { code?: string }).code

describe('the settings of the house', () => {
  it('give an empty house a name and a zone, once', async () => {
    await using app = await start()
    const page = app.page()
    await page.session.setUp(admin)
    expect(await page.settings.read()).toMatchObject({
      selling: { holdTtlMs: 600_000, fee: null, tax: null },
    })
    expect((await page.events.choices()).venueId).toBeUndefined()
    await page.settings.setHouse({ wanted: house })
    expect((await page.settings.read()).house).toEqual(house)
    await expect.poll(() => page.events.choices()).toMatchObject({ venueId: 'house', currency: 'EUR' })
    await expect.poll(() => page.system.welcome()).toMatchObject({ venueName: 'The Mill' })
    expect(await page.settings.setHouse({ wanted: house }).catch(code)).toBe('EDITED_MEANWHILE')
    const nowhere = { seen: house, wanted: { ...house, timeZone: 'Europe/Atlantis' } }
    expect(await page.settings.setHouse(nowhere).catch(code)).toBe('BAD_REQUEST')
  })

  it('change at another till in the moment they are set, and what was seen before is refused', async () => {
    await using north = await start()
    await north.page().session.setUp(admin)
    await using south = await start()
    await openSmallHouse(cluster.connection(namespace))
    const page = await signedIn(north)
    const till = await signedIn(south)
    const { selling: seen } = await page.settings.read()
    const fee = { name: 'Service', perTicketMinor: 1_50, currency: 'EUR' }
    await page.settings.setSelling({ seen, wanted: { ...seen, fee, holdTtlMs: 120_000 } })
    await expect.poll(async () => (await till.system.welcome()).charges.fee).toMatchObject(fee)

    const { eventId, floor } = smallHouse
    const { ticketType } = floor
    const basket = await till.selling.hold({
      ...{ basketId: newId(), orderId: newId() },
      wanted: [{ pick: 'any', eventId, count: 2, ticketType, priceType: 'adult' }],
    })
    expect(basket).toMatchObject({ totalMinor: 2 * (floor.adultMinor + 1_50) })
    expect(basket.deadlineInMs).toBeLessThanOrEqual(120_000)

    const later = { seen, wanted: { ...seen, holdTtlMs: 300_000 } }
    expect(await till.settings.setSelling(later).catch(code)).toBe('EDITED_MEANWHILE')
    const tax = { name: 'VAT', basisPoints: 900 }
    expect(await till.settings.setSelling({ seen, wanted: { ...seen, tax } })).toMatchObject({
      ...{ tax, fee, holdTtlMs: 120_000 },
    })
    const { rows } = await page.admin.query({ prefix: 'audit:' })
    const actions = rows.map(row => (row.value as { action: string }).action)
    expect(actions.filter(action => action === 'selling-set')).toHaveLength(2)
  })
})
