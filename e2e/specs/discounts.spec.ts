import { put } from '../../electron/cluster/txn/index'
import { keyspace } from '../../electron/keyspace/index'
import { connectTo } from '../drivers/cluster'
import { expect, test } from '../fixtures'

const event = 'Night Freight' // an adult is €16, a child €8
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString()
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

test('a voucher takes a share, a sum, or all above a set price off; one that may not be used says why', async ({
  counter,
  till,
}) => {
  const keys = connectTo(till.endpoints)
  const tenth = { kind: 'percentage' as const, basisPoints: 1_000 }
  const vouchers = {
    FRIENDS: { discount: tenth },
    'FIVE-OFF': { discount: { kind: 'amount' as const, amountMinor: 5_00 } },
    'TENNER-EACH': { discount: { kind: 'set-price' as const, priceMinor: 10_00 } },
    'USED-UP': { discount: tenth, uses: 1, maxUses: 1 },
    'TOO-EARLY': { discount: tenth, from: tomorrow() },
    'TOO-LATE': { discount: tenth, until: yesterday() },
    'SALT-ONLY': { discount: tenth, eventIds: ['salt-road-1'] },
  }
  await keys.txn({
    compare: [],
    success: Object.entries(vouchers).map(([code, own]) =>
      put(keyspace.voucher.key(code), keyspace.voucher.encode({ name: 'Friends', uses: 0, ...own })),
    ),
  })
  await counter.openEvent(event)
  const { keyboard } = counter.page
  const field = counter.page.getByLabel('Voucher or discount code')
  for (const key of ['F1', 'F1', 'F2', 'v']) await keyboard.press(key)

  const refused = {
    'USED-UP': 'has been used as often as it may be',
    'TOO-EARLY': 'is not valid yet',
    'TOO-LATE': 'is no longer valid',
    'SALT-ONLY': 'is for other events',
    'NO-SUCH-CODE': 'NO-SUCH-CODE',
    ['X'.repeat(10_000)]: 'There is no voucher',
    'חֲבֵרִים 🎟️': 'There is no voucher',
  }
  for (const [code, why] of Object.entries(refused)) {
    await field.fill(code)
    await keyboard.press('Enter')
    await expect(counter.basket.getByRole('alert')).toContainText(why)
    await counter.expectTotal('€40.00')
  }

  const takes = { FRIENDS: '€36.00', 'FIVE-OFF': '€35.00', 'TENNER-EACH': '€28.00' }
  for (const [code, total] of Object.entries(takes)) {
    await field.fill(code)
    await keyboard.press('Enter')
    await counter.expectTotal(total)
    await expect(counter.tender).toContainText(`Friends · ${code}`)
    if (code === 'TENNER-EACH') continue
    await counter.page.getByRole('button', { name: `Take off ${code}` }).click()
    await counter.expectTotal('€40.00')
    await keyboard.press('v')
  }
  await counter.page.evaluate('document.activeElement?.blur()')
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('paid €28')
  const kv = await keys.get(keyspace.voucher.key('TENNER-EACH'))
  expect(kv && keyspace.voucher.read(kv).uses).toBe(1)
  keys.close()
})
