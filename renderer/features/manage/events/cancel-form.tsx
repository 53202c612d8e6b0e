import { useCallback, useEffect, useRef } from 'react'
import type { Event } from '#shared/domain/event'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { FailureNotice } from '../../../ui/failure-notice'
import { useAction } from '../../../ui/use-action'
import { eventsText } from '../text/events'
import type { Totals } from './totals'

const text = eventsText.cancel

/** What follows from cancelling, and the question. Focus goes to the answer that changes nothing. */
export function CancelForm({
  event: { eventId, name },
  held,
  sold,
  onKeep,
}: { event: Event; onKeep(): void } & Pick<Totals, 'held' | 'sold'>) {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  const cancel = useAction(
    useCallback(async () => void (await terminal.events.cancel({ eventId })), [eventId]),
  )
  return (
    <fieldset className="grid gap-2.5 rounded-control border border-danger-line bg-danger-soft p-3">
      <legend className="sr-only">{text.title(name)}</legend>
      <p aria-hidden className="text-danger text-label">
        {text.title(name)}
      </p>
      <ul className="grid list-disc gap-1 pl-4 text-ink-soft">
        <li>{text.sale}</li>
        <li>{text.baskets(held)}</li>
        <li>{text.orders(sold)}</li>
      </ul>
      <FailureNotice state={cancel.state} />
      <Button ref={keep} onClick={onKeep}>
        {text.keep}
      </Button>
      <Button kind="danger" busy={cancel.busy} onClick={() => void cancel.run()}>
        {text.confirm}
      </Button>
    </fieldset>
  )
}
