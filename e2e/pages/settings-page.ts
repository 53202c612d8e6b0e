import { expect, type Locator, type Page } from '@playwright/test'

/** Manage, Settings: a card for each group of settings, each saved by itself. */
export class SettingsPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Manage' }).click()
    await this.page
      .getByRole('navigation', { name: 'Management' })
      .getByRole('link', { name: 'Settings' })
      .click()
    await expect(this.card('The printer of this till')).toBeVisible()
  }

  card(name: string): Locator {
    return this.page.getByRole('region', { name })
  }

  async save(card: Locator): Promise<void> {
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(card.getByText(/^Saved/)).toBeVisible()
  }

  /** A printer on this computer's network, with tickets after each sale. */
  async printOn(port: number): Promise<void> {
    const printer = this.card('The printer of this till')
    await printer.getByLabel('Where it is').selectOption('On the network')
    await printer.getByLabel('Address').fill('127.0.0.1')
    await printer.getByLabel('Port').fill(String(port))
    await this.save(printer)
  }

  /** Whom this till's card payments ask. */
  async askCards(kind: 'The card terminal on the counter' | 'A training device'): Promise<void> {
    const cards = this.card('Cards at this till')
    await cards.getByLabel('Card payments ask').selectOption(kind)
    await this.save(cards)
  }
}
