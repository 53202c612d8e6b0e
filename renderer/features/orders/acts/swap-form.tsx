import { type KeyboardEvent, useState } from 'react'
import type { Order, TicketLine } from '#shared/domain/order'
import { keptLines } from '#shared/domain/order-rules'
import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import { placesOf } from '../rules/refund'
import { ticketKey } from '../rules/ticket-key'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form } from './form'
import { leaveWhenDone, steps } from './steps'

/** Two customers change seats: a ticket of this order, and one of the same kind that another order has. */
export function SwapForm({ view: { order }, chosen, busy, onLeave }: ActFormProps) {
  const { orderId } = order
  const [mineKey, setMineKey] = useState<string>()
  const [other, setOther] = useState<Order>()
  const [theirsKey, setTheirsKey] = useState<string>()
  const mine = chosen.find(line => ticketKey(line) === mineKey) ?? chosen[0]
  const fitting = other && mine ? fittingTo(mine, other) : []
  const theirs = fitting.find(line => ticketKey(line) === theirsKey) ?? fitting[0]

  function confirm() {
    if (!mine || !theirs || !other) return
    const [place] = placesOf([mine])
    const [otherPlace] = placesOf([theirs])
    if (!place || !otherPlace) return
    const did = ordersText.did.swap(mine.placeLabel, `${theirs.placeLabel}, ${other.number}`)
    void steps
      .run({ orderId, act: `swap ${ticketKey(mine)} ${other.orderId} ${ticketKey(theirs)}`, did }, ids =>
        terminal.orders.swap({ ...ids, place, with: { orderId: other.orderId, place: otherPlace } }),
      )
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={ordersText.acts.swap}
      confirm={ordersText.confirm.swap}
      disabled={!mine || !theirs}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      {!mine && <Notice tone="warn" title={ordersText.chooseOne} />}
      {mine && chosen.length > 1 ? (
        <Choices
          label={ordersText.swapOf}
          columns={1}
          value={ticketKey(mine)}
          options={chosen.map(ticketChoice)}
          onValue={setMineKey}
        />
      ) : (
        mine && (
          <p className="rounded-control bg-sunken px-3 py-2">
            {mine.placeLabel} · {mine.priceName}
          </p>
        )
      )}
      <FindOther mineId={orderId} onFound={setOther} />
      {other && mine && fitting.length === 0 && (
        <Notice tone="warn" title={ordersText.swapNotTheSame(other.number, mine.ticketName)} />
      )}
      {other && theirs && (
        <Choices
          label={ordersText.swapTickets(other.number)}
          columns={1}
          value={ticketKey(theirs)}
          options={fitting.map(ticketChoice)}
          onValue={setTheirsKey}
        />
      )}
      {theirs && <p className="text-ink-soft">{ordersText.swapWhy}</p>}
    </Form>
  )
}

const ticketChoice = (line: TicketLine) => ({
  value: ticketKey(line),
  label: line.placeLabel,
  hint: `${line.areaName} · ${line.priceName}`,
})

/** What of another order a ticket can be swapped with. */
const fittingTo = (mine: TicketLine, other: Order) =>
  other.status === 'sold'
    ? keptLines(other).filter(line => line.eventId === mine.eventId && line.ticketType === mine.ticketType)
    : []

/** Looks for the one order that is meant; Enter finds it, and once more confirms the form. */
function FindOther({ mineId, onFound }: { mineId: string; onFound(order: Order | undefined): void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [foundFor, setFoundFor] = useState<string>()
  const { state, busy, run } = useAction(async () => {
    const wanted = text.trim()
    if (wanted === '') return
    onFound(undefined)
    const { rows } = await terminal.orders.find({ of: { by: 'text', text: wanted } })
    const others = rows.filter(({ orderId }) => orderId !== mineId)
    const [row] = others
    if (!row || others.length > 1) {
      setProblem(row ? ordersText.swapSeveral(others.length) : ordersText.swapNone(wanted.slice(0, 40)))
      return
    }
    onFound(await terminal.orders.get({ orderId: row.orderId }))
    setFoundFor(wanted)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    // Once it is found, Enter is the form's again.
    if (event.key !== 'Enter' || text.trim() === foundFor) return
    event.preventDefault()
    void run()
  }
  const failed = state.status === 'failed' ? failureSentence(state.failure).what : undefined
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5">
      <TextField
        label={ordersText.swapWith}
        data-takes-scans
        size="touch"
        maxLength={400}
        value={text}
        onValue={value => {
          setText(value)
          setProblem(undefined)
        }}
        onKeyDown={onKeyDown}
        error={problem ?? failed}
        hint={ordersText.swapHint}
      />
      <Button size="touch" className="mt-[22px]" busy={busy} onClick={() => void run()}>
        {ordersText.swapFind}
      </Button>
    </div>
  )
}
