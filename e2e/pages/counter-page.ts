import { expect, type Locator, type Page } from '@playwright/test'
import type { Till, WindowOptions } from '../drivers/till'
import { type DemoRole, SignInPage } from './sign-in-page'

/** A further window of `till`, with somebody of the demonstration house signed in. */
export async function openCounter(
  till: Till,
  role: DemoRole = 'cashier',
  options?: WindowOptions,
): Promise<CounterPage> {
  const page = await till.openWindow(options)
  await new SignInPage(page).signInAs(role)
  return new CounterPage(page)
}

/** The counter, as a cashier works with it. */
export class CounterPage {
  readonly basket: Locator
  readonly tender: Locator
  readonly pay: Locator
  readonly lastSale: Locator
  readonly notice: Locator

  constructor(readonly page: Page) {
    this.basket = page.getByRole('complementary', { name: 'Basket' })
    this.tender = page.getByRole('region', { name: 'Tender' })
    this.pay = this.tender.locator('[aria-keyshortcuts="Enter"]')
    this.lastSale = page.getByRole('status', { name: 'Last sale' })
    this.notice = page.getByRole('alert')
  }

  eventRow(name: string): Locator {
    return this.page.getByRole('option', { name: new RegExp(`, ${name},`) }).first()
  }

  async openEvent(name: string): Promise<void> {
    await this.eventRow(name).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  /** This till's id, from the top bar. */
  async terminalId(): Promise<string> {
    return (
      (await this.page
        .getByRole('banner')
        .getByText(/^T\d\d$/)
        .textContent()) ?? ''
    )
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Search events' }).fill(text)
  }

  /** The number of places left that the head of the open event shows. */
  async placesLeft(): Promise<number> {
    const text = await this.page
      .getByText(/^[\d,]+ left$/)
      .last()
      .textContent()
    return Number(text?.replace(/\D/g, ''))
  }

  /** Brings a row's seats under the keyboard, `Balcony, row T`; they are options then, each where it is drawn. */
  async goToRow(row: string): Promise<void> {
    const [section = '', label = ''] = row.split(', row ')
    await this.page.getByLabel('Go to section').selectOption({ label: section })
    await this.page.getByLabel('Go to row').selectOption({ label })
  }

  /** A seat of the row the keyboard is on. Its name says what a pointer over it would: `… seat 4, Sold`. */
  seat(label: string): Locator {
    return this.page.getByRole('option', { name: new RegExp(`seat ${label}\\b`) })
  }

  /** The numbers of the free seats of that row, from one side to the other. */
  async freeSeats(): Promise<number[]> {
    const names = await this.page
      .getByRole('option', { name: /seat \d+, Zone/ })
      .evaluateAll(seats => seats.map(seat => seat.getAttribute('aria-label') ?? ''))
    return names.map(name => Number(/seat (\d+)/.exec(name)?.[1]))
  }

  /** The middle of a seat where it is drawn. */
  async middleOf(label: string): Promise<{ x: number; y: number }> {
    const box = await this.seat(label).boundingBox()
    if (!box) throw new Error(`seat ${label} is not on the screen`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** Clicks the seat where it is drawn. */
  async clickSeat(label: string): Promise<void> {
    const { x, y } = await this.middleOf(label)
    await this.page.mouse.click(x, y)
  }

  /** The places of the numbered seats in the basket, as its lines name them. */
  seatsHeld(): Promise<string[]> {
    return this.basket.getByText(/^Row [A-Z]+, seat \d+$/).allTextContents()
  }

  /** Lets the basket go, however many steps back that takes. */
  async empty(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('Escape')
      await expect(this.basket).toContainText('Nothing chosen yet', { timeout: 500 })
    }).toPass()
  }

  async expectTotal(total: string): Promise<void> {
    await expect(this.tender.getByRole('status', { name: 'Total' })).toHaveText(total)
  }

  /** The number of the last sale, once there is another one than `before`. */
  async orderNumber(before?: string): Promise<string> {
    await expect(this.lastSale).toContainText(/T\d\d-\d{6}/)
    if (before) await expect(this.lastSale).not.toContainText(before)
    return /T\d\d-\d{6}/.exec((await this.lastSale.textContent()) ?? '')?.[0] ?? ''
  }
}
