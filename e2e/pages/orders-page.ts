import { expect, type Locator, type Page } from '@playwright/test'

/** The orders' screen: the search with its list, and the page of one order. */
export class OrdersPage {
  readonly search: Locator
  readonly list: Locator
  readonly acts: Locator
  readonly timeline: Locator

  constructor(readonly page: Page) {
    this.search = page.getByRole('textbox', { name: 'Find an order' })
    this.list = page.getByRole('table', { name: 'Orders' })
    this.acts = page.getByRole('complementary', { name: 'What can be done' })
    this.timeline = page.getByRole('region', { name: 'What happened' })
  }

  /** Opens the screen from wherever the till is. */
  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Orders', exact: true }).first().click()
    await expect(this.search).toBeVisible()
  }

  /** As a customer says it: types and presses Enter. */
  async find(text: string): Promise<void> {
    await this.search.fill(text)
    await this.search.press('Enter')
  }

  /** Opens an order by its number and waits for its page. */
  async openOrder(number: string): Promise<void> {
    await this.find(number)
    await expect(this.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  }

  act(name: string | RegExp): Locator {
    return this.acts.getByRole('button', { name })
  }

  /** The button of the form that is open. */
  get confirm(): Locator {
    return this.acts.getByRole('form').locator('button[type=submit]')
  }
}
