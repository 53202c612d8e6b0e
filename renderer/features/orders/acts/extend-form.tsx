import { useState } from 'react'
import { useTimeZone } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { dayAndTime } from '../../../ui/dates'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form } from './form'
import { leaveWhenDone, steps } from './steps'

const hourMs = 3_600_000

/** Another end for a reservation: one of the three that people ask for. */
export function ExtendForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, reservedUntil, lines } = order
  const timeZone = useTimeZone()
  const [openedAt] = useState(() => Date.now())
  const endMs = Math.max(Date.parse(reservedUntil ?? ''), openedAt)
  const startMs = Math.min(...lines.map(({ eventStart }) => Date.parse(eventStart)))
  const { untilQuick } = ordersText
  const ends = [
    { value: 'hour', atMs: endMs + hourMs, label: untilQuick.hour },
    { value: 'day', atMs: endMs + 24 * hourMs, label: untilQuick.day },
    { value: 'start', atMs: startMs - hourMs, label: untilQuick.tonight },
  ].filter(({ atMs }) => atMs > openedAt)
  const [chosen, setChosen] = useState(ends[0]?.value)
  const end = ends.find(({ value }) => value === chosen)

  function confirm() {
    if (!end) return
    const until = new Date(end.atMs).toISOString()
    void steps
      .run({ orderId, act: 'extend', did: ordersText.did.extend }, ids =>
        terminal.orders.extendReservation({ ...ids, until }),
      )
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={ordersText.acts.extend}
      confirm={ordersText.confirm.extend}
      disabled={!end}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      <Choices
        label={ordersText.until}
        columns={1}
        value={chosen}
        options={ends.map(({ value, label, atMs }) => ({
          ...{ value, label },
          hint: dayAndTime(atMs, openedAt, timeZone),
        }))}
        onValue={setChosen}
      />
    </Form>
  )
}
