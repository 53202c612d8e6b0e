import { describe, expect, it } from 'vitest'
import type { TicketLine } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import type { Notice } from '../rules/notices'
import { memoryStorage } from '../testing/memory'
import { basketWith, scriptedSelling, settled } from '../testing/scripted-selling'
import { heldPlace, heldSeat, picked } from '../testing/tickets'
import { createPlaces } from './places'
import { createTill } from './till-store'

function start(held: TicketLine[] = []) {
  const till = createTill(memoryStorage())
  if (held.length > 0) till.setState({ basketId: 'basket', orderId: 'order' })
  const terminal = scriptedSelling()
  const notices: (Notice | undefined)[] = []
  let lines = held
  const basketNow = () => basketWith('basket', lines)
  const places = createPlaces({
    till,
    selling: terminal.selling,
    basket: () => (lines.length > 0 ? basketNow() : undefined),
    notify: notice => notices.push(notice),
    nearest: gone => [{ ...gone, slot: gone.slot + 1, label: `F ${gone.slot + 1}` }],
  })
  const shows = (now: TicketLine[]) => {
    lines = now
    return basketNow()
  }
  return { till, terminal, places, shows, notice: () => notices.at(-1) }
}

const seat = { eventId: 'suites', areaId: 'stalls', slot: 9, ticketType: 'zone-a', priceType: 'adult' }
const seatNine = { pick: 'slot', ...seat }

describe('toggleSeat', () => {
  it('opens a basket with the first seat and adds the next one to it, in the order of the clicks', async () => {
    const { till, terminal, places, shows } = start()
    void places.toggleSeat(seat)
    void places.toggleSeat({ ...seat, slot: 10 })
    const first = await terminal.next('hold')
    const { basketId, orderId } = till.getState()
    expect(first.input).toEqual({ basketId, orderId, wanted: [seatNine] })
    expect(till.getState().asked.map(own => own.slot)).toEqual([9, 10])
    expect(terminal.calls).toHaveLength(1)
    await first.answer(shows([heldSeat(9)]))
    const second = await terminal.next('hold')
    expect(second.input).toEqual({ basketId, orderId, wanted: [{ ...seatNine, slot: 10 }] })
    await second.answer(shows([heldSeat(9), heldSeat(10)]))
    expect(till.getState()).toMatchObject({ asked: [], underWay: 0, basketId })
  })

  it('drops a seat that is held; the last one closes the basket', async () => {
    const { till, terminal, places, shows } = start([heldSeat(9)])
    void places.toggleSeat(seat)
    const call = await terminal.next('drop')
    expect(call.input).toEqual({
      basketId: 'basket',
      places: [{ eventId: 'suites', areaId: 'stalls', slot: 9 }],
    })
    shows([])
    await call.answer({ basket: undefined })
    expect(till.getState()).toMatchObject({ basketId: undefined, asked: [] })
  })

  it('takes a double click for one', async () => {
    const { terminal, places } = start()
    void places.toggleSeat(seat)
    void places.toggleSeat(seat)
    await settled()
    expect(terminal.calls).toHaveLength(1)
  })

  it('says who has the seat, and draws a new basket id for the next try', async () => {
    const { till, terminal, places, notice } = start()
    void places.toggleSeat(seat)
    const call = await terminal.next('hold')
    const taken = {
      eventId: 'suites',
      areaId: 'stalls',
      slot: 9,
      placeLabel: 'Row F, seat 9',
      state: 'hold' as const,
    }
    await call.refuse(new Refusal('SEAT_TAKEN', { taken: [{ ...taken, terminalId: 'T02' }] }))
    expect(notice()).toMatchObject({
      what: 'Row F, seat 9 is held by T02.',
      remedy: { does: 'hold-seat', label: 'Take F 10', seat: { slot: 10, ticketType: seat.ticketType } },
    })
    expect(till.getState()).toMatchObject({ basketId: undefined, asked: [], underWay: 0 })
  })

  it('keeps the basket id while the basket may still open', async () => {
    const { till, terminal, places } = start()
    void places.toggleSeat(seat)
    const call = await terminal.next('hold')
    await call.refuse(new Disconnected(true))
    expect(till.getState().basketId).toBeDefined()
  })

  it('changes nothing while a sale is being paid', async () => {
    const { till, terminal, places } = start([heldSeat(9)])
    till.setState({
      sale: {
        step: 'paying',
        attempt: {
          ...{ orderId: 'order', totalMinor: 0, tenderedMinor: 0, currency: 'EUR', ticketCount: 1 },
          ...{ way: 'cash', label: '', places: [], sentAt: 0 },
        },
      },
    })
    void places.toggleSeat(seat)
    void places.add(picked(1))
    void places.takeAway(picked(1))
    void places.releaseAll()
    await settled()
    expect(terminal.calls).toEqual([])
    expect(till.getState().picks).toEqual([])
  })
})

describe('general admission', () => {
  it('is only picked, until a seat is held: then everything is', async () => {
    const { till, terminal, places, shows } = start()
    void places.add(picked(2))
    expect(till.getState().picks).toEqual([picked(2)])
    void places.toggleSeat(seat)
    const call = await terminal.next('hold')
    const any = { pick: 'any', eventId: 'suites', ticketType: 'floor', priceType: 'adult', count: 2 }
    expect(call.input).toMatchObject({ wanted: [any, seatNine] })
    await call.answer(shows([heldPlace(1), heldPlace(2), heldSeat(9)]))
    expect(till.getState().picks).toEqual([])
    void places.add(picked(1))
    expect((await terminal.next('hold')).input).toMatchObject({ wanted: [{ ...any, count: 1 }] })
  })

  it('takes away what was picked, or the last place that is held', async () => {
    const { till, terminal, places } = start([heldPlace(1), heldPlace(2)])
    till.setState({ picks: [picked(2, { priceType: 'child' })] })
    void places.takeAway(picked(1, { priceType: 'child' }))
    expect(till.getState().picks).toEqual([picked(1, { priceType: 'child' })])
    void places.takeAway(picked(1))
    expect((await terminal.next('drop')).input).toMatchObject({ places: [{ areaId: 'floor', slot: 2 }] })
  })
})

describe('releaseAll', () => {
  it('forgets what was picked and frees what is held', async () => {
    const { till, terminal, places, shows } = start([heldSeat(9)])
    void places.releaseAll()
    const call = await terminal.next('release')
    expect(call.input).toEqual({ basketId: 'basket' })
    shows([])
    await call.answer({})
    expect(till.getState()).toMatchObject({ basketId: undefined, orderId: undefined, asked: [], underWay: 0 })
  })

  it('keeps the basket when the terminal cannot say that it is free', async () => {
    const { till, terminal, places, notice } = start([heldSeat(9)])
    void places.releaseAll()
    await (await terminal.next('release')).refuse(new Refusal('NO_QUORUM', {}))
    expect(till.getState()).toMatchObject({ basketId: 'basket', asked: [], underWay: 0 })
    expect(notice()).toMatchObject({ tone: 'danger' })
  })
})

describe('holdAgain', () => {
  it('asks for the same seats and as many places of general admission', async () => {
    const { terminal, places } = start()
    void places.holdAgain([heldSeat(9), heldPlace(1), heldPlace(2)])
    expect((await terminal.next('hold')).input).toMatchObject({
      wanted: [seatNine, { pick: 'any', ticketType: 'floor', count: 2 }],
    })
  })
})
