import type { Locator } from '@playwright/test'
import type { CounterPage } from './counter-page'

/** The counter while tickets of an order are exchanged at it. */
export class ExchangePage {
  readonly strip: Locator
  /** The tickets that come back. */
  readonly old: Locator

  constructor(readonly counter: CounterPage) {
    this.strip = counter.page.getByRole('region', { name: 'Exchange', exact: true })
    this.old = counter.basket.getByRole('region', { name: 'Comes back' })
  }

  /** What is told once so many tickets are exchanged. */
  done(count: number): Locator {
    const name = count === 1 ? '1 ticket exchanged' : `${count} tickets exchanged`
    return this.counter.basket.getByRole('status', { name })
  }

  /** The keyboard goes from the seats back to the counter. */
  async leaveTheMap(): Promise<void> {
    await this.counter.page.evaluate('document.activeElement?.blur()')
  }
}
