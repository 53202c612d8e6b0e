import type { Txn } from '../../../cluster/model'
import { again, timesAgain } from '../again'
import type { BareClient, Prepared } from '../bare-client'

/** Orders that are kept to be made again; each serves ten times. */
const keptOrders = 100

/** What a bare client has to send, the transactions of one order after another, made from its terminal's. */
export class Stock {
  #made: { order: Txn[]; time: number }[] = []
  #ready: Prepared[][] = []

  constructor(private readonly bare: BareClient) {}

  /** An order that the terminal sold. */
  add(order: Txn[]): void {
    this.#made.push({ order, time: 0 })
    if (this.#made.length > keptOrders) this.#made.shift()
  }

  /** Makes `count` orders ready, where so many can be made. */
  fill(count: number): void {
    while (this.#ready.length < count) {
      const next = this.#made.shift()
      if (!next) return
      const { order, time } = next
      const txns = time === 0 ? order : again(order, time)
      this.#ready.push(txns.map(this.bare.prepare))
      if (time < timesAgain) this.#made.push({ order, time: time + 1 })
    }
  }

  /** @returns undefined when none is left. */
  take(): Prepared[] | undefined {
    return this.#ready.shift()
  }
}
