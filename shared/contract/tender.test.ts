import { expect, it } from 'vitest'
import { deviceTender, tender } from './tender'

it('takes no gift card where a sale waits for a device', () => {
  const gift = { method: 'gift', amountMinor: 10_00, code: 'G1' }
  expect(tender.safeParse(gift).success).toBe(true)
  expect(deviceTender.safeParse(gift).success).toBe(false)
})
