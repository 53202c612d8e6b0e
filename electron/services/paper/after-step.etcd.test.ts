import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { smallHouse } from '../../testing/house'
import {
  doorOf,
  jobIs,
  seatMinor,
  seatOn,
  sellSeats,
  startPrintingTill,
  until,
} from '../../testing/printing-till'
import { cash, newSale, seats } from '../../testing/terminal'

const { eventId, hall } = smallHouse
const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })

describe('after a step on an order', () => {
  it('prints the new tickets of an exchange alone, once, however often it is sent', async () => {
    await using till = await startPrintingTill({ printsReceipt: true })
    const { page, printer } = till
    const { order } = await sellSeats(page, 3, 4)
    await printer.printed(3)
    const sale = newSale()
    await page.selling.hold({ ...sale, wanted: seats(15) })
    const step = {
      ...{ orderId: order.orderId, operationId: newId(), from: [place(4)], basketId: sale.basketId },
      ...{ payments: [], to: { method: 'cash' as const } },
    }
    await page.orders.exchange(step)
    await page.orders.exchange(step)
    await page.orders.settleStep({ orderId: step.orderId, operationId: step.operationId })
    await until(page, jobIs('printed'))
    // Nothing was paid or given back: no receipt, and the drawer stays shut.
    expect(printer.sheets.slice(3).map(seatOn)).toEqual(['B 6'])
    expect(printer.kicks).toBe(1)
    const door = await doorOf(till.namespace)
    expect(door(printer.sheets[3]?.code)).toMatchObject({ outcome: 'genuine', ticket: place(15) })
  })

  it('prints a seat that the order had before once more, on an issue above every paper that is out', async () => {
    await using till = await startPrintingTill()
    const { page, printer } = till
    const { order } = await sellSeats(page, 3)
    await printer.printed(1)
    for (const [n, [from, to]] of [[3, 10] as const, [10, 3] as const].entries()) {
      const sale = newSale()
      await page.selling.hold({ ...sale, wanted: seats(to) })
      const step = {
        orderId: order.orderId,
        operationId: newId(),
        from: [place(from)],
        basketId: sale.basketId,
      }
      await page.orders.exchange({ ...step, payments: [], to: { method: 'cash' } })
      await printer.printed(n + 2)
    }
    const door = await doorOf(till.namespace)
    expect(printer.sheets.slice(1).map(({ code }) => door(code))).toMatchObject([
      { outcome: 'genuine', ticket: { slot: 10, issue: 1 } },
      { outcome: 'genuine', ticket: { slot: 3, issue: 2 } },
    ])
  })

  it('prints both tickets of a swap, each with the place it has now', async () => {
    await using till = await startPrintingTill()
    const { page, printer } = till
    const one = await sellSeats(page, 0)
    const other = await sellSeats(page, 19)
    await printer.printed(2)
    await page.orders.swap({
      ...{ orderId: one.order.orderId, operationId: newId(), place: place(0) },
      with: { orderId: other.order.orderId, place: place(19) },
    })
    await printer.printed(4)
    const door = await doorOf(till.namespace)
    const printed = printer.sheets.slice(2).map(({ code }) => {
      const seen = door(code)
      return seen.outcome === 'genuine' && [seen.ticket.orderId, seen.ticket.slot]
    })
    expect(new Set(printed.map(String))).toEqual(
      new Set([`${one.order.orderId},19`, `${other.order.orderId},0`]),
    )
  })

  it('opens the drawer and prints a receipt for cash that is given back, and no ticket', async () => {
    await using till = await startPrintingTill({ printsReceipt: true })
    const { page, printer } = till
    const { order } = await sellSeats(page, 6)
    await printer.printed(2)
    await page.orders.void({ orderId: order.orderId, operationId: newId() })
    await printer.printed(3)
    expect(printer.kicks).toBe(2)
    expect(printer.sheets[2]?.lines.join('\n')).toMatch(/Void sale +T01-R[\s\S]*Refunded, cash.*-€40\.00/)
  })

  it('prints what was paid another way when the card device took nothing', async () => {
    await using till = await startPrintingTill()
    const { page, printer } = till
    const sale = newSale()
    await page.selling.hold({ ...sale, wanted: seats(8) })
    await page.selling.beginPayment({ ...sale, payments: [{ method: 'card', amountMinor: seatMinor }] })
    await page.orders.payInstead({
      ...{ orderId: sale.orderId, operationId: newId() },
      payments: cash(seatMinor),
    })
    await printer.printed(1)
    expect(printer.sheets.map(seatOn)).toEqual(['A 9'])
    expect(printer.kicks).toBe(1)
  })
})
