import { Lock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { OrderView } from '#shared/contract/find-orders'
import type { TicketLine } from '#shared/domain/order'
import { beginExchange } from '../../../stores/exchange'
import { useUser } from '../../../stores/session'
import { classes } from '../../../ui/classes'
import { Kbd } from '../../../ui/kbd'
import { counterPath } from '../../../ui/paths'
import { commonText } from '../../../ui/text/common'
import { useNow } from '../../../ui/use-now'
import { type Act, type ActName, actsOf, type WhyNot } from '../rules/acts'
import { ordersText } from '../text'
import { ActForm } from './act-form'
import { StepCard } from './step-card'
import { steps } from './steps'

const tickMs = 1_000
const noneChosen: WhyNot = { why: 'none-chosen' }

/** What can be done with the order now, each by its key; what is chosen opens in its place, with what it will do. */
export function ActsPanel({ view, chosen }: { view: OrderView; chosen: readonly TicketLine[] }) {
  const role = useUser()?.role ?? 'cashier'
  const nowMs = useNow(tickMs)
  const [, navigate] = useLocation()
  const [open, setOpen] = useState<Exclude<ActName, 'exchange'>>()
  const acts = actsOf({ ...view, role, nowMs }).map(act =>
    act.name === 'exchange' && chosen.length === 0 ? { ...act, whyNot: noneChosen } : act,
  )
  const step = steps.store()
  const isBusy = step.is === 'sending' || step.is === 'checking'
  // An act that the order is past closes: it was done, here or elsewhere.
  const opened = acts.find(({ name, whyNot }) => name === open && !whyNot)

  useEffect(() => void steps.resume(), [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      const act = acts.find(({ key }) => key === event.key)
      if (act) {
        event.preventDefault()
        if (!act.whyNot && !isBusy) choose(act.name)
      } else if (event.key === 'Escape') {
        event.preventDefault()
        if (opened) setOpen(undefined)
        else navigate('/orders')
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  function choose(name: ActName) {
    steps.clear()
    if (name === 'exchange') exchange()
    else setOpen(name)
  }

  /** The counter's own seats and keys hold the new places. */
  function exchange() {
    const [first] = chosen
    if (first && beginExchange(view.order, chosen)) navigate(counterPath(first.eventId))
    else navigate('/counter')
  }

  return (
    <section className="shrink-0 p-4">
      {'step' in step && step.step.orderId === view.order.orderId && <StepCard state={step} />}
      {open && opened && step.is !== 'checking' ? (
        <ActForm
          key={open}
          name={open}
          view={view}
          chosen={chosen}
          busy={step.is === 'sending'}
          onLeave={() => setOpen(undefined)}
        />
      ) : (
        <>
          <h2 className="mb-2 text-panel">{ordersText.actsTitle}</h2>
          {acts.length === 0 ? (
            <p className="text-ink-faint">{ordersText.noActs}</p>
          ) : (
            <ul className="grid gap-1.5">
              {acts.map((act, n) => (
                <li key={act.name}>
                  <ActButton
                    act={act}
                    name={
                      act.name === 'collect' && view.order.invoice
                        ? ordersText.payInvoice
                        : act.name === 'exchange'
                          ? `${ordersText.acts.exchange} ${ordersText.tickets(chosen.length)}…`
                          : ordersText.acts[act.name]
                    }
                    isFirst={n === 0 && act.name !== 'exchange'}
                    disabled={isBusy}
                    onPress={() => choose(act.name)}
                  />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function ActButton(props: {
  act: Act
  name: string
  isFirst: boolean
  disabled: boolean
  onPress: () => void
}) {
  const { act, name, isFirst, disabled, onPress } = props
  const { whyNot } = act
  return (
    <button
      type="button"
      disabled={disabled || whyNot !== undefined}
      aria-keyshortcuts={act.key}
      onClick={onPress}
      className={classes(
        'flex min-h-13 w-full items-center gap-3 rounded-control border px-3 py-1.5 text-left transition-colors',
        'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken',
        isFirst
          ? 'border-accent-line bg-accent-soft enabled:hover:border-accent-fill'
          : 'border-line-strong bg-surface enabled:hover:bg-hover',
      )}
    >
      {whyNot && <Lock size={14} aria-hidden className="shrink-0 text-ink-off" />}
      <span className="min-w-0 grow">
        <span className={classes('block text-label', whyNot && 'text-ink-soft')}>{name}</span>
        <span className={classes('block text-meta', whyNot ? 'text-ink-soft' : 'text-ink-faint')}>
          {whyNot ? whyNotText(whyNot) : ordersText.actHints[act.name]}
        </span>
      </span>
      <Kbd>{act.key}</Kbd>
    </button>
  )
}

function whyNotText(whyNot: WhyNot): string {
  const { whyNot: text } = ordersText
  if (whyNot.why === 'role') return text.role(commonText.roles[whyNot.needs])
  return whyNot.why === 'too-late' ? text['too-late'](duration(whyNot.limitMs)) : text[whyNot.why]
}

const minuteMs = 60_000

function duration(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  return minutes < 120 ? ordersText.minutes(minutes) : ordersText.hours(Math.round(minutes / 60))
}
