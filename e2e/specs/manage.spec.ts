import type { Page } from '@playwright/test'
import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'
import { inDays, ManagePage } from '../pages/manage-page'
import { SignInPage } from '../pages/sign-in-page'

async function manager(till: Till): Promise<ManagePage> {
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('manager')
  return new ManagePage(page)
}

const end = (page: Page) => page.context().close()

test('a manager makes an event with a standing area and two prices, and a cashier at another till sells it', async ({
  till,
  startTill,
}) => {
  test.slow()
  const other = await startTill({ endpoints: till.endpoints })
  const counter = await openCounter(other)
  const { page } = counter
  const manage = await manager(till)

  await manage.fillNewEvent({ name: 'Boat Songs', start: inDays(1, '10:00'), adult: '18', child: '9,50' })
  await manage.putOnSale()
  await expect(manage.page.getByRole('heading', { level: 1, name: 'Boat Songs' })).toBeVisible()

  await expect(counter.eventRow('Boat Songs')).toBeVisible({ timeout: 1_000 })
  await counter.openEvent('Boat Songs')
  await page.keyboard.press('F1')
  await page.keyboard.press('F2')
  await counter.expectTotal('€27.50')
  await page.keyboard.press('Enter')
  expect(await counter.orderNumber()).not.toMatch(/^T01-/)
  const sale = manage.page.getByRole('region', { name: 'Sale' })
  await expect(sale.getByText('118', { exact: true })).toBeVisible()

  await test.step('a price that is changed is the price of the next ticket', async () => {
    await manage.price('Adult').fill('20')
    await manage.save()
    await expect(manage.changes.getByText('Saved.')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('€20', { timeout: 1_000 })
    await page.keyboard.press('F1')
    await counter.expectTotal('€20.00')
    await page.keyboard.press('Escape')
  })

  await test.step('an area is not made smaller than what is taken of it', async () => {
    await manage.page.getByLabel('Places of area 1').fill('1')
    await manage.save()
    await expect(manage.page.getByText('2 are taken: it cannot be smaller.')).toBeVisible()
    await expect(manage.page.getByLabel('Places of area 1')).toBeFocused()
    await manage.changes.getByRole('button', { name: 'Discard' }).click()
    await expect(manage.page.getByLabel('Places of area 1')).toHaveValue('120')
  })

  await test.step('cancelling says before what follows from it', async () => {
    await sale.getByRole('button', { name: 'Cancel the event…' }).click()
    await expect(sale.getByText('2 tickets are refunded', { exact: false })).toBeVisible()
    await expect(sale.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await sale.getByRole('button', { name: 'Cancel the event', exact: true }).click()
    await expect(sale.getByText('Cancelled. All its orders are refunded.')).toBeVisible({ timeout: 20_000 })
  })
  await end(manage.page)
})

test('an event is closed while somebody has a basket: that is paid, and nothing more is held', async ({
  counter,
  till,
}) => {
  const manage = await manager(till)
  await counter.openEvent('The Salt Road')
  await counter.page.keyboard.press('F1')
  await expect(counter.basket.getByRole('timer')).toBeVisible()

  await manage.openEvent('The Salt Road')
  const sale = manage.page.getByRole('region', { name: 'Sale' })
  await sale.getByRole('button', { name: 'Close the sale' }).click()
  await expect(sale.getByText('closed', { exact: true })).toBeVisible()

  await counter.page.keyboard.press('Enter')
  await counter.orderNumber()
  await counter.page.keyboard.press('F1')
  await expect(counter.page.getByRole('main')).toContainText(/closed/)
  await expect(counter.basket.getByRole('timer')).toBeHidden()

  await sale.getByRole('button', { name: 'Open the sale' }).click()
  await expect(sale.getByText('on sale', { exact: true })).toBeVisible()
  await end(manage.page)
})

test('a voucher that a manager makes takes its share off at the till', async ({ counter, till }) => {
  const manage = await manager(till)
  await manage.open('Vouchers')
  const code = await manage.page.getByLabel('Code', { exact: true }).inputValue()
  expect(code).toMatch(/^[A-Z34679]{4}-[A-Z34679]{4}$/)
  await manage.page.getByRole('textbox', { name: 'Share off' }).fill('150')
  await manage.page.getByLabel('Name', { exact: true }).fill('Friends of the house')
  await manage.page.getByRole('button', { name: 'Make the voucher' }).click()
  await expect(manage.page.getByText('From 0.01 to 100.')).toBeVisible()
  await manage.page.getByRole('textbox', { name: 'Share off' }).fill('25')
  await manage.page.getByLabel('How often it may be used').fill('1')
  await manage.page.getByRole('button', { name: 'Make the voucher' }).click()
  await expect(manage.page.getByText(`${code} works at every till now.`)).toBeVisible()

  await counter.openEvent('Night Freight')
  await counter.page.keyboard.press('F1')
  await counter.expectTotal('€16.00')
  await counter.page.keyboard.press('v')
  await counter.page.getByLabel('Voucher or discount code').fill(code)
  await counter.page.keyboard.press('Enter')
  await counter.expectTotal('€12.00')
  await counter.page.keyboard.press('Enter')
  await counter.orderNumber()

  await manage.open('Gift cards')
  await manage.open('Vouchers')
  await expect(manage.page.getByRole('row', { name: new RegExp(code) })).toContainText('1 of 1')
  await end(manage.page)
})

test('a fee that a manager sets is on the next ticket', async ({ counter, till }) => {
  const manage = await manager(till)
  await manage.open('Settings')
  const card = manage.page.getByRole('region', { name: 'Fee and tax' })
  await card.getByLabel('A fee on every ticket').check()
  await card.getByLabel('What it is called').fill('Service')
  await card.getByLabel('Fee for each ticket').fill('-1')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('An amount above zero', { exact: false })).toBeVisible()
  await card.getByLabel('Fee for each ticket').fill('1.50')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Saved.')).toBeVisible()

  await counter.openEvent('Night Freight')
  await counter.page.keyboard.press('F1')
  await counter.expectTotal('€17.50')
  await counter.page.keyboard.press('Escape')

  await card.getByLabel('A fee on every ticket').uncheck()
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Saved.')).toBeVisible()
  await expect(manage.page.getByRole('region', { name: 'The house' })).toContainText(
    'An admin can change these.',
  )
  await end(manage.page)
})

test('a form that cannot be right says why at its field, and nothing is made', async ({ till }) => {
  const manage = await manager(till)
  const { page } = manage
  await manage.fillNewEvent({ name: 'Past Tense', start: inDays(-2, '20:00'), adult: '-5', child: '9' })
  await manage.putOnSale()
  await expect(page.getByText('This time has passed already.')).toBeVisible()
  await expect(page.getByText('Not below zero.')).toBeVisible()
  await expect(page.getByLabel('Starts', { exact: true })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).fill('n'.repeat(10_000))
  await expect(page.getByText('10,000 characters are too many: at most 160.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Past Tense')
  await page.getByLabel('Starts', { exact: true }).fill(inDays(3, '20:00'))
  await manage.price('Adult').fill('0')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Past Tense' })).toBeVisible()

  await manage.open('Events')
  await expect(page.getByRole('link', { name: 'Past Tense' })).toBeHidden()
  await page.getByRole('button', { name: 'Drafts' }).click()
  await page.getByRole('link', { name: 'Past Tense' }).click()
  await page.getByRole('button', { name: 'Remove the event' }).click()
  await page.getByRole('button', { name: 'Drafts' }).click()
  await expect(page.getByText('There are no drafts.')).toBeVisible()
  await end(page)
})

test('two people edit the same event: both changes stay, and the same field is told to the second', async ({
  till,
}) => {
  const first = await manager(till)
  const second = await manager(till)
  const name = 'Schubert After Dark'
  for (const { page, openEvent } of [first, second].map(one => ({
    page: one.page,
    openEvent: () => one.openEvent(name),
  }))) {
    await openEvent()
    await page.getByText('Presenter, description, sales window, currency').click()
  }
  await second.page.getByLabel('Description').fill('By candle light')
  await second.page.getByLabel('Presented by').fill('Second')
  await first.page.getByLabel('Presented by').fill('First')
  await first.save()
  await expect(first.changes.getByText('Saved.')).toBeVisible()

  await expect(second.changes.getByText('Somebody else changed this event meanwhile.')).toBeVisible()
  await second.save()
  await expect(second.changes.getByRole('alert')).toContainText('Somebody else edited')
  await second.changes.getByRole('button', { name: 'Discard' }).click()
  await expect(second.page.getByLabel('Presented by')).toHaveValue('First')
  await second.page.getByLabel('Description').fill('By candle light')
  await second.save()
  await expect(second.changes.getByText('Saved.')).toBeVisible()
  await expect(first.page.getByLabel('Description')).toHaveValue('By candle light')
  await end(first.page)
  await end(second.page)
})

test('a manager gives themselves a PIN, and an admin gives one to somebody else', async ({ till }) => {
  const manage = await manager(till)
  await manage.open('Your PIN')
  await manage.page.getByLabel('PIN', { exact: true }).fill('47')
  await manage.page.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(manage.page.getByText('Four to eight digits.', { exact: true })).toBeVisible()
  await manage.page.getByLabel('PIN', { exact: true }).fill('4711')
  await manage.page.getByLabel('The same once more').fill('4711')
  await manage.page.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(manage.page.getByText('The PIN is set, at every till.')).toBeVisible()
  await end(manage.page)

  const page = await till.openWindow()
  await new SignInPage(page).signInAs('admin')
  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByRole('button', { name: 'Set the PIN of Aoife Sexton' }).click()
  await page.getByLabel('PIN', { exact: true }).fill('123456')
  await page.getByLabel('The same once more').fill('123457')
  await page.getByRole('button', { name: 'Set the PIN', exact: true }).click()
  await expect(page.getByText('These are not the same digits.')).toBeVisible()
  await page.getByLabel('The same once more').fill('123456')
  await page.getByRole('button', { name: 'Set the PIN', exact: true }).click()
  await expect(page.getByText('The PIN is set, at every till.')).toBeVisible()
  await end(page)
})
