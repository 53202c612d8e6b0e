import { expect, type Locator, type Page } from '@playwright/test'

/** Where a day of the coming weeks stands in a field of date and time. */
export const inDays = (days: number, time: string) => {
  const day = new Date(Date.now() + days * 86_400_000)
  return `${day.toISOString().slice(0, 10)}T${time}`
}

/** The managers' screen, as a manager works with it. */
export class ManagePage {
  readonly changes: Locator

  constructor(readonly page: Page) {
    this.changes = page.getByRole('region', { name: 'Changes' })
  }

  async open(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Manage' }).click()
    await this.page.getByRole('navigation', { name: 'Management' }).getByRole('link', { name }).click()
  }

  async openEvent(name: string): Promise<void> {
    await this.open('Events')
    await this.page.getByRole('link', { name, exact: true }).first().click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(this.changes).toBeVisible()
  }

  /** Fills the form of a new event with one standing area and two prices, all but sending it. */
  async fillNewEvent(event: { name: string; start: string; adult: string; child: string }): Promise<void> {
    await this.open('Events')
    await this.page.getByRole('button', { name: 'New event' }).click()
    await this.page.getByLabel('Name', { exact: true }).fill(event.name)
    await this.page.getByLabel('Type', { exact: true }).fill('Club')
    await this.page.getByLabel('Where', { exact: true }).fill('Loft')
    await this.page.getByLabel('Starts', { exact: true }).fill(event.start)
    await this.page.getByLabel('Places of area 1').fill('120')
    await this.price('Adult').fill(event.adult)
    await this.price('Child').fill(event.child)
  }

  /** The field of a price of the first ticket. */
  price(name: string): Locator {
    return this.page.getByRole('group', { name: 'Ticket 1', exact: true }).getByLabel(name, { exact: true })
  }

  async putOnSale(): Promise<void> {
    await this.page.getByRole('button', { name: 'Make and put on sale' }).click()
  }

  async save(): Promise<void> {
    await this.changes.getByRole('button', { name: 'Save changes' }).click()
  }
}
