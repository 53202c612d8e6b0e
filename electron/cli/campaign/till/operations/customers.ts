import { newId } from '#shared/domain/ids'
import { ticketsMinor } from '#shared/domain/order'
import { type Customers, createCustomers } from '../../../../services/customers'
import { quietLog as log } from '../../../../testing/log'
import { cash, type TestTerminal } from '../../../../testing/terminal'
import { aBasket, hasBasket, manager, type Window } from '../window'
import type { Operation } from './operation'
import { order } from './sales'

/** So few that two tills give the same address at once. */
const addresses = Array.from({ length: 40 }, (_, n) => `Customer.${n}@example.org`)

const directories = new WeakMap<TestTerminal, Customers>()

function customersOf(terminal: TestTerminal): Customers {
  const known = directories.get(terminal)
  if (known) return known
  const { connection, book } = terminal
  const opened = createCustomers({ connection, book, log })
  directories.set(terminal, opened)
  return opened
}

/** The people who buy. */
export const customerOperations: readonly Operation[] = [
  {
    name: 'make a customer',
    weight: 1.5,
    run: window => make(window, { username: newId(), email: window.random.pick(addresses) }),
  },
  {
    name: 'commit for a customer',
    weight: 2,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder } = window
      const found = await recorder.attempt('find a customer', { does: 'nothing-checked' }, () =>
        customersOf(terminal).find('customer', 10),
      )
      if (found.outcome !== 'ok' || found.value.length === 0) return
      const { username: buyer } = window.random.pick(found.value)
      const basket = aBasket(window)
      const payments = cash(ticketsMinor(basket.lines))
      await order(window, basket, 'commit for a customer', (seller, from) =>
        terminal.selling.commit(seller, { ...from, buyer, payments }),
      )
    },
  },
]

/** One that was not told about is asked for again, as the same. */
async function make(window: Window, customer: { username: string; email: string }): Promise<void> {
  const { terminal, recorder, unsettled } = window
  const { username } = customer
  const told = await recorder.attempt('make a customer', { does: 'make-customer', username }, () =>
    customersOf(terminal).create(manager, { ...customer, name: `Customer ${username.slice(-4)}` }),
  )
  const again = () => make(window, customer)
  if (told.outcome === 'unknown') unsettled.push({ again, settle: again })
}
