import { put } from '../../electron/cluster/txn/index'
import { keyspace } from '../../electron/keyspace/index'
import { connectTo } from '../drivers/cluster'
import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'

const event = 'Night Freight' // an adult is €16, a child €8

const atTerminal = (counter: CounterPage, sum: string) =>
  counter.page.getByRole('status', { name: `Key ${sum} into the card terminal` })

test('Enter in a field or a list beside the card terminal does not say that the card was charged', async ({
  counter,
}) => {
  await counter.openEvent(event)
  const { page } = counter
  await page.keyboard.press('F1')
  await page.keyboard.press('F9')
  await expect(atTerminal(counter, '€16.00')).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('salt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'The Salt Road' })).toBeVisible()
  await expect(atTerminal(counter, '€16.00')).toBeVisible()

  // Typed on at once, before the palette is there: its N is not the card's.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('night fr')
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('night fr')
  await expect(page.getByRole('option', { name: /^Night Freight .* 22:30/ }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: event })).toBeVisible()
  await expect(atTerminal(counter, '€16.00')).toBeVisible()

  await counter.tender.getByRole('button', { name: /^Charged/ }).click()
  await expect(counter.lastSale).toContainText('Last sale, paid')
})

test('Enter beside an open form is the form’s, and sells nothing for cash', async ({ counter }) => {
  await counter.openEvent(event)
  const { page, tender } = counter
  const leaveTheField = () => page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('F1')
  for (const [key, says] of [
    ['Control+Enter', 'Say who comes for it.'],
    ['i', 'Fill in'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(tender.getByRole('textbox').first()).toBeFocused()
    await leaveTheField()
    await page.keyboard.press('Enter')
    await expect(tender).toContainText(says)
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('g')
  await leaveTheField()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+ArrowDown')
  await leaveTheField()
  await page.keyboard.press('Enter')
  await expect(counter.basket).toContainText('Say who comes back for it.')
  await page.keyboard.press('Escape')
  await expect(counter.pay).toContainText('€16.00')
  await page.keyboard.press('Escape')
  await expect(counter.basket).toContainText('Nothing chosen yet')
})

test('one form at a time: a discount closes the split beside it', async ({ counter }) => {
  await counter.openEvent(event)
  const { page, tender } = counter
  await page.keyboard.press('F1')
  await expect(page.getByText('sells for exact cash')).toBeVisible()
  await page.keyboard.press('F10')
  await expect(page.getByLabel('Amount of this part')).toBeFocused()
  await expect(page.getByText('sells for exact cash')).toBeHidden()
  await page.keyboard.press('Control+ArrowDown')
  await expect(page.getByLabel('For whom')).toBeFocused()
  await expect(tender.getByRole('button', { name: /^Split/ })).toBeVisible()
  await page.keyboard.press('F10')
  await expect(page.getByLabel('For whom')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('For whom')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(counter.basket).toContainText('Nothing chosen yet')
})

test('whoever goes on selling after Ctrl+Z takes nothing back', async ({ counter }) => {
  await counter.openEvent(event)
  const { page } = counter
  await page.keyboard.press('F1')
  await page.keyboard.press('Enter')
  const first = await counter.orderNumber()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(counter.basket).toContainText(`Take ${first} back?`)
  await page.keyboard.press('F2')
  await page.keyboard.press('Enter')
  const second = await counter.orderNumber(first)
  expect(second).not.toBe(first)
  await expect(counter.basket).not.toContainText('was taken back')
})

test('a key that is kept down is one key, and Enter twice is one sale', async ({ counter }) => {
  await counter.openEvent(event)
  const { page } = counter
  const before = await counter.placesLeft()
  for (let n = 0; n < 5; n++) await page.keyboard.down('F1')
  await page.keyboard.up('F1')
  await counter.expectTotal('€16.00')
  for (let n = 0; n < 5; n++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.press('Enter')
  await counter.orderNumber()
  await expect.poll(() => counter.placesLeft()).toBe(before - 1)
})

test('Esc in the form of a new customer goes back one step, and keeps the basket', async ({ counter }) => {
  await counter.openEvent(event)
  const { page } = counter
  await page.keyboard.press('F1')
  await page.getByRole('button', { name: 'Add a buyer' }).click()
  await page.keyboard.type('Nobody Yet')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('E-mail (optional)')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Name, e-mail or telephone' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add a buyer' })).toBeVisible()
  await counter.expectTotal('€16.00')
})

test('a picked ticket whose price is edited says so before it is sold, and is sold at what the customer agrees to', async ({
  counter,
  till,
}) => {
  await counter.openEvent(event)
  const { page } = counter
  await page.keyboard.press('F1')
  await counter.expectTotal('€16.00')

  const keys = connectTo(till.endpoints)
  const eventId = decodeURIComponent(new URL(page.url()).hash.split('/').at(-1) ?? '')
  const prefix = keyspace.ticketType.prefix(eventId)
  const { kvs } = await keys.range(prefix, `${prefix.slice(0, -1)};`)
  const priced = (adultMinor: number) =>
    keys.txn({
      compare: [],
      success: kvs.map(kv => {
        const type = keyspace.ticketType.read(kv)
        const prices = type.prices.map(price =>
          price.priceType === 'adult' ? { ...price, priceMinor: adultMinor } : price,
        )
        return put(kv.key, keyspace.ticketType.encode({ ...type, prices }))
      }),
    })
  await priced(17_00)
  await expect(counter.basket).toContainText('Now €17.00, was €16.00')
  await page.keyboard.press('Enter')
  await expect(counter.notice).toContainText('Not sold yet')
  await page.keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('€17')
  await priced(16_00)
  keys.close()
})

test('what is typed at once behind a key that opens a field stands in the field', async ({ counter }) => {
  await counter.openEvent(event)
  const { page } = counter
  const search = page.getByRole('combobox', { name: 'Search events' })
  // Three keys as a rolling hand hits them: faster than a scanner is told from a person.
  for (const key of ['/', 's', 'a']) await page.keyboard.down(key)
  await expect(search).toHaveValue('sa')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
})
