import { Ban, Copy, Lock, LockOpen, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import type { House } from '#shared/contract/events'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Tag, type Tone } from '../../../ui/chip'
import { FailureNotice } from '../../../ui/failure-notice'
import { Meter } from '../../../ui/meter'
import { count } from '../../../ui/text/common'
import { useAction } from '../../../ui/use-action'
import { eventsText } from '../text/events'
import { CancelForm } from './cancel-form'
import { totalsOf } from './totals'

const text = eventsText.sale
export const statusTones: Record<House['event']['status'], Tone> = {
  ...{ draft: 'neutral', 'on-sale': 'ok', closed: 'warn', cancelled: 'danger', archived: 'neutral' },
}

/** How an event's sale stands, live, and what can be done with it as a whole. */
export function SaleCard({ house }: { house: House }) {
  const { event } = house
  const { eventId, status } = event
  const [, navigate] = useLocation()
  const [isCancelling, setCancelling] = useState(false)
  const totals = totalsOf(house)
  const setState = useAction(
    useCallback(
      async (state: 'on-sale' | 'closed') => void (await terminal.events.setEventState({ eventId, state })),
      [eventId],
    ),
  )
  const remove = useAction(
    useCallback(async () => {
      await terminal.events.remove({ eventId })
      navigate('/manage/events')
    }, [eventId, navigate]),
  )
  const isOpen = status === 'on-sale'
  const nobodyHasAny = totals.sold + totals.held + totals.blocked === 0
  const { cancellation } = event
  return (
    <Card
      title={text.title}
      aside={<Tag tone={statusTones[status]}>{eventsText.status[status]}</Tag>}
      className="sticky top-0"
    >
      <div className="grid gap-3 p-4">
        <div className="grid gap-1.5">
          <Meter share={totals.capacity === 0 ? 0 : totals.sold / totals.capacity} />
          <dl className="grid grid-cols-[1fr_auto] gap-y-1 pt-1">
            <Figure label={text.left} value={totals.left} strong />
            <Figure label={text.soldCount} value={totals.sold} />
            <Figure label={text.held} value={totals.held} />
            <Figure label={text.blocked} value={totals.blocked} />
            <Figure label={text.capacity} value={totals.capacity} />
          </dl>
        </div>
        {cancellation && (
          <p className="text-ink-soft">
            {cancellation.done ? eventsText.cancel.done : eventsText.cancel.going}
          </p>
        )}
        {isCancelling && status !== 'cancelled' ? (
          <CancelForm event={event} {...totals} onKeep={() => setCancelling(false)} />
        ) : (
          <div className="grid gap-2">
            {status !== 'cancelled' && status !== 'archived' && (
              <>
                <Button
                  kind={isOpen ? 'plain' : 'primary'}
                  icon={isOpen ? <Lock size={16} aria-hidden /> : <LockOpen size={16} aria-hidden />}
                  busy={setState.busy}
                  onClick={() => void setState.run(isOpen ? 'closed' : 'on-sale')}
                >
                  {isOpen ? text.close : status === 'draft' ? text.openDraft : text.open}
                </Button>
                {isOpen && <p className="text-ink-faint text-meta">{text.closeHint}</p>}
              </>
            )}
            <Button
              icon={<Copy size={16} aria-hidden />}
              onClick={() => navigate(`/manage/events/copy/${eventId}`)}
            >
              {text.copy}
            </Button>
            {nobodyHasAny && (
              <Button
                kind="danger"
                icon={<Trash2 size={16} aria-hidden />}
                busy={remove.busy}
                onClick={() => void remove.run()}
              >
                {text.remove}
              </Button>
            )}
            {status !== 'cancelled' && status !== 'draft' && (
              <Button kind="danger" icon={<Ban size={16} aria-hidden />} onClick={() => setCancelling(true)}>
                {text.cancel}
              </Button>
            )}
          </div>
        )}
        <FailureNotice state={setState.state} />
        <FailureNotice state={remove.state} />
      </div>
    </Card>
  )
}

function Figure({ label, value, strong = false }: { label: string; value: number; strong?: boolean }) {
  return (
    <>
      <dt className="text-ink-soft">{label}</dt>
      <dd className={strong ? 'text-right text-label' : 'text-right'}>{count(value)}</dd>
    </>
  )
}
