import { type CommandName, keyTable } from '../../renderer/features/counter/rules/key-table'
import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'

const seated = 'The Salt Road'
const standing = 'Night Freight' // its eight prices, F1 to F8
const prices = ['€16.00', '€8.00', '€13.00', '€12.00', '€13.00', '€14.00', '€0.00', '€0.00']

interface Desk {
  counter: CounterPage
  press(...keys: string[]): Promise<void>
}

const held = ({ counter }: Desk, count: number) => expect.poll(() => counter.seatsHeld()).toHaveLength(count)
const form = ({ counter }: Desk, label: string) => expect(counter.page.getByLabel(label)).toBeVisible()

/** Shown beside a printer that is off (printing.spec). */
const elsewhere = 'printAgain'

/** What each command of the table of keys is seen to do, on a basket of two seats unless it needs another. */
const seen: Record<Exclude<CommandName, typeof elsewhere>, (desk: Desk) => Promise<void>> = {
  async price({ counter, press }) {
    await counter.openEvent(standing)
    for (const [at, price] of prices.entries()) {
      await press(`F${at + 1}`)
      await counter.expectTotal(price)
      await press(`Shift+F${at + 1}`)
    }
  },
  async takeAway({ counter, press }) {
    for (const at of prices.keys()) {
      await press('2', `F${at + 1}`)
      await expect(counter.basket.getByRole('heading', { level: 2 })).toHaveText('2 tickets')
      await press(`Shift+F${at + 1}`, `Shift+F${at + 1}`)
      await expect(counter.basket).toContainText('Nothing chosen yet')
    }
    await counter.openEvent(seated)
    await press('F1', 'F1')
  },
  async type({ counter, press }) {
    await press('1', '0', '0', '.', '5')
    await expect(counter.page.getByLabel('Cash received')).toHaveValue('100.5')
  },
  async erase({ counter, press }) {
    await press('Backspace', 'Backspace', 'Backspace')
    await expect(counter.page.getByLabel('Cash received')).toHaveValue('10')
  },
  async back(desk) {
    await desk.press('Escape')
    await expect(desk.counter.page.getByLabel('Cash received')).toHaveValue('')
    await held(desk, 2)
  },
  async search({ counter, press }) {
    await press('/')
    await expect(counter.page.getByRole('combobox', { name: 'Search events' })).toBeFocused()
    await press('Escape')
  },
  async move({ counter, press }) {
    await press('ArrowLeft')
    await expect(counter.page.getByRole('listbox', { name: /, row / })).toBeFocused()
    await press('Escape')
  },
  async offer({ counter, press }) {
    const chosen = counter.page.getByRole('group', { name: 'Price zones' }).locator('[aria-pressed=true]')
    await expect(chosen).toContainText('Zone A')
    await press('PageDown')
    await expect(chosen).toContainText('Zone B')
  },
  async best({ counter, press }) {
    await press('b')
    await expect(counter.basket.getByText(/· Zone B$/)).toHaveCount(2)
  },
  async zoom({ counter, press }) {
    const home = counter.page.getByRole('button', { name: 'Whole house' })
    await expect(home).toBeDisabled()
    await press('+')
    await expect(home).toBeEnabled()
    await press('-')
    await press('z')
    await expect(home).toBeEnabled()
    await home.click()
    await counter.page.evaluate('document.activeElement?.blur()')
  },
  async line({ counter, press }) {
    await press('Shift+ArrowDown')
    await expect(counter.basket.locator('[aria-current]')).toHaveCount(1)
  },
  async dropLine(desk) {
    await desk.press('Delete')
    await held(desk, 1)
  },
  async accessible(desk) {
    await desk.press('w')
    await held(desk, 2)
    await desk.counter.page.getByRole('button', { name: /^Best 2: / }).focus()
    await expect(desk.counter.page.getByText('Companion beside')).toBeVisible()
    await desk.press('Escape', 'Escape')
  },
  async extend({ counter, press }) {
    await expect(counter.basket.getByRole('timer')).toHaveText(/^9:([0-4]\d|5[0-8])$/)
    await press('e')
    await expect(counter.basket.getByRole('timer')).toHaveText(/^(10:00|9:59)$/)
  },
  async voucher(desk) {
    await desk.press('v')
    await form(desk, 'Voucher or discount code')
    await desk.press('Escape')
  },
  async reprice(desk) {
    await desk.press('p')
    await expect(desk.counter.page.getByRole('form', { name: 'Another price' })).toBeVisible()
    await desk.press('Escape')
  },
  async putAside(desk) {
    await desk.press('Control+ArrowDown')
    await desk.counter.page.keyboard.type('Oona')
    await desk.press('Enter')
    await expect(desk.counter.basket).toContainText('Nothing chosen yet')
  },
  async recall(desk) {
    await desk.press('Control+ArrowUp', 'Enter')
    await held(desk, 2)
  },
  async split(desk) {
    await desk.press('F10')
    await form(desk, 'Amount of this part')
    await desk.press('Escape')
  },
  async gift(desk) {
    await desk.press('g')
    await form(desk, 'Gift card code')
    await desk.press('Escape')
  },
  async reserve(desk) {
    await desk.press('Control+Enter')
    await form(desk, 'Who fetches it')
    await desk.press('Escape')
  },
  async invoice(desk) {
    await desk.press('i')
    await form(desk, 'Name or company')
    await desk.press('Escape')
  },
  async keys({ counter, press }) {
    await press('?')
    await expect(counter.page.getByRole('region', { name: 'Keys' })).toBeVisible()
    await press('?')
    await expect(counter.page.getByRole('region', { name: 'Keys' })).toBeHidden()
  },
  async palette({ counter, press }) {
    await press('Control+k')
    await expect(counter.page.getByRole('dialog', { name: 'Find or do' })).toBeVisible()
    await press('Escape')
  },
  async card({ counter, press }) {
    await press('F9')
    await expect(counter.page.getByRole('status', { name: /^Key .* into the card terminal/ })).toBeVisible()
    await press('d', 'l')
    await expect(counter.notice).toContainText('was let go')
    await press('Escape')
  },
  async confirm(desk) {
    await desk.press('F1')
    await held(desk, 1)
    await desk.press('Enter')
    await desk.counter.orderNumber()
  },
  async document({ counter, press }) {
    const [tickets] = await Promise.all([counter.page.waitForEvent('popup'), press('d')])
    await tickets.close()
  },
  async receipt({ counter, press }) {
    const [receipt] = await Promise.all([counter.page.waitForEvent('popup'), press('Shift+D')])
    await receipt.close()
  },
  async undo({ counter, press }) {
    await press('Control+z', 'Enter')
    await expect(counter.page.getByText('was taken back')).toBeVisible()
  },
}

test('every key of the sheet does what the sheet says, in one window, one after the other', async ({
  counter,
}) => {
  test.slow()
  const desk: Desk = {
    counter,
    async press(...keys) {
      for (const key of keys) await counter.page.keyboard.press(key)
    },
  }
  for (const [does, look] of Object.entries(seen)) await test.step(does, () => look(desk))
  expect([...Object.keys(seen), elsewhere].sort()).toEqual(keyTable.map(row => row.does).sort())
})
