import { expect, type Locator, type Page } from '@playwright/test'

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

  /** Clicks the seat where it is drawn. */
  async clickSeat(label: string): Promise<void> {
    const box = await this.seat(label).boundingBox()
    if (!box) throw new Error(`seat ${label} is not on the screen`)
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
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
