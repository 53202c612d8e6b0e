import { CircleAlert, CircleHelp, CreditCard } from 'lucide-react'
import { type ReactNode, type RefObject, useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { clockTime } from '../../../ui/dates'
import { TextField } from '../../../ui/field'
import { useDesk } from '../desk'
import { typedNext, typedTender } from '../rules/cash'
import { cardDevice, devicePayments } from '../till'
import type { DevicePayment } from '../till/device-payment'
import type { Sale } from '../till/sale'
import { CashReceived } from './cash-received'
import { Problem } from './panel'
import { tenderText } from './text'
import { useOwnKeys } from './use-own-keys'

const text = tenderText.card

/** A card on its device: what to do there, what it said, and what follows from that. */
export function CardPanel({ sale }: { sale: Sale & { step: 'device' | 'settling' } }) {
  const { payment } = sale
  if (sale.step === 'settling') return <Settling payment={payment} />
  if (sale.is === 'declined') return <Declined payment={payment} />
  if (sale.is === 'unanswered') return <WasItCharged payment={payment} />
  return cardDevice.kind === 'manual' ? <AtDevice payment={payment} /> : <Simulated payment={payment} />
}

const cardMoney = ({ cardMinor, currency }: DevicePayment) => formatMoney(cardMinor, currency)

function AtDevice({ payment }: { payment: DevicePayment }) {
  const [reference, setReference] = useState('')
  const [lastFour, setLastFour] = useState('')
  const isBad = lastFour !== '' && !/^\d{4}$/.test(lastFour)
  const charged = () => {
    if (isBad) return
    cardDevice.answer({
      says: 'charged',
      ...(reference.trim() && { reference: reference.trim() }),
      ...(lastFour && { cardLastFour: lastFour }),
    })
  }
  const declined = () => cardDevice.answer({ says: 'declined' })
  const noAnswer = () => cardDevice.answer({ says: 'nothing' })
  const root = useOwnKeys({ Enter: charged, D: declined, N: noAnswer })
  return (
    <Card
      root={root}
      icon={<CreditCard size={18} aria-hidden className="text-accent" />}
      title={text.keyIn(cardMoney(payment))}
      why={text.keyInWhy}
    >
      <Beside payment={payment} />
      <div className="grid grid-cols-[1fr_96px] gap-1.5">
        <TextField
          label={text.reference}
          value={reference}
          onValue={setReference}
          size="touch"
          maxLength={80}
          autoComplete="off"
          placeholder={text.optional}
        />
        <TextField
          label={text.lastFour}
          value={lastFour}
          onValue={setLastFour}
          size="touch"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          placeholder={text.optional}
        />
      </div>
      {isBad && <Problem>{text.badLastFour}</Problem>}
      <Button kind="primary" size="tender" keys="Enter" disabled={isBad} onClick={charged}>
        <span className="grow text-left">{text.charged}</span>
        <span className="tabular-nums">{cardMoney(payment)}</span>
      </Button>
      <div className="grid grid-cols-2 gap-1.5">
        <Button size="touch" keys="D" onClick={declined}>
          {text.declined}
        </Button>
        <Button size="touch" keys="N" onClick={noAnswer}>
          {text.noAnswer}
        </Button>
      </div>
    </Card>
  )
}

/** The customer's card, played by buttons. */
function Simulated({ payment }: { payment: DevicePayment }) {
  const approve = () =>
    cardDevice.answer({ says: 'charged', reference: `SIM-${payment.number}`, cardLastFour: '4242' })
  const declined = () => cardDevice.answer({ says: 'declined' })
  const noAnswer = () => cardDevice.answer({ says: 'nothing' })
  const root = useOwnKeys({ Enter: approve, D: declined, N: noAnswer })
  return (
    <Card
      root={root}
      icon={<CreditCard size={18} aria-hidden className="text-accent" />}
      title={text.waiting(cardMoney(payment))}
      why={text.waitingWhy}
    >
      <Beside payment={payment} />
      <Button kind="primary" size="tender" keys="Enter" onClick={approve}>
        <span className="grow text-left">{text.approve}</span>
        <span className="tabular-nums">{cardMoney(payment)}</span>
      </Button>
      <div className="grid grid-cols-2 gap-1.5">
        <Button size="touch" keys="D" onClick={declined}>
          {text.declined}
        </Button>
        <Button size="touch" keys="N" onClick={noAnswer}>
          {text.noAnswer}
        </Button>
      </div>
    </Card>
  )
}

function Declined({ payment }: { payment: DevicePayment }) {
  const { gifts, currency } = payment
  // What gift cards pay stays with them: cash takes the place of the rest.
  const dueMinor = gifts.reduce((due, { amountMinor }) => due - amountMinor, payment.totalMinor)
  const typed = useDesk(state => state.typed)
  const tender = typedTender(typed, dueMinor, currency)
  const payCash = () => {
    if (tender.says !== 'enough') return
    useDesk.setState({ typed: '' })
    const { tenderedMinor } = tender
    void devicePayments.payInstead([
      ...gifts.map(gift => ({ method: 'gift' as const, ...gift })),
      { method: 'cash', amountMinor: dueMinor, tenderedMinor },
    ])
  }
  const letGo = () => void devicePayments.say('not-charged')
  const root = useOwnKeys({ Enter: payCash, F9: devicePayments.askAgain, L: letGo, ...typingKeys(currency) })
  return (
    <Card
      root={root}
      tone="warn"
      icon={<CircleAlert size={18} aria-hidden className="text-warn" />}
      title={text.saysNo(cardMoney(payment))}
      why={text.saysNoWhy}
    >
      {payment.cashMinor > 0 && (
        <p className="text-ink-soft text-meta">{text.inHand(formatMoney(payment.cashMinor, currency))}</p>
      )}
      <CashReceived currency={currency} disabled={false} tender={tender} />
      <Button kind="primary" size="tender" keys="Enter" disabled={tender.says !== 'enough'} onClick={payCash}>
        <span className="grow text-left">{text.cashAll}</span>
        {tender.says === 'enough' && (
          <span className="tabular-nums">{formatMoney(tender.tenderedMinor, currency)}</span>
        )}
      </Button>
      <div className="grid grid-cols-2 gap-1.5">
        <Button size="touch" keys="F9" onClick={devicePayments.askAgain}>
          {text.again}
        </Button>
        <Button size="touch" keys="L" onClick={letGo}>
          {text.letGo}
        </Button>
      </div>
    </Card>
  )
}

/** Digits towards the cash, since the counter's own keys sleep while an order waits for its device. */
function typingKeys(currency: string) {
  const typing = [...'0123456789', '.', ','].map(key => [
    key,
    () => useDesk.setState(({ typed }) => ({ typed: typedNext(typed, key, currency) })),
  ])
  const erase = () => useDesk.setState(({ typed }) => ({ typed: typed.slice(0, -1) }))
  return { ...Object.fromEntries(typing), Backspace: erase } as Record<string, () => void>
}

function WasItCharged({ payment }: { payment: DevicePayment }) {
  const timeZone = useTimeZone()
  const yes = () => void devicePayments.say('charged')
  const due = () => void devicePayments.say('refund-due')
  const root = useOwnKeys({ Y: yes, N: devicePayments.declined, G: due })
  return (
    <Card
      root={root}
      tone="warn"
      icon={<CircleHelp size={18} aria-hidden className="text-warn" />}
      title={text.wasIt(cardMoney(payment))}
      why={text.wasItWhy(payment.number, clockTime(payment.begunAt, timeZone))}
    >
      <p className="truncate font-semibold">{payment.label}</p>
      <Answer keys="Y" name={text.yes} hint={text.yesHint} kind="primary" onClick={yes} />
      <Answer keys="N" name={text.no} hint={text.noHint} onClick={devicePayments.declined} />
      <Answer keys="G" name={text.dueBack} hint={text.dueBackHint} onClick={due} />
      <Button kind="quiet" size="touch" onClick={devicePayments.later}>
        {text.later}
      </Button>
    </Card>
  )
}

function Answer(props: {
  keys: string
  name: string
  hint: string
  kind?: 'primary' | 'plain'
  onClick: () => void
}) {
  const { keys, name, hint, kind = 'plain', onClick } = props
  return (
    <Button kind={kind} size="tender" keys={keys} onClick={onClick} className="px-3 text-label">
      <span className="grow text-left">{name}</span>
      <span className="font-normal text-meta">{hint}</span>
    </Button>
  )
}

function Settling({ payment }: { payment: DevicePayment }) {
  return (
    <Card
      icon={<CreditCard size={18} aria-hidden className="text-accent" />}
      title={text.title}
      why={payment.label}
    >
      <Button kind="primary" size="tender" busy>
        <span className="grow text-left">{text.settling}</span>
        <span className="tabular-nums">{cardMoney(payment)}</span>
      </Button>
    </Card>
  )
}

function Beside({ payment: { cashMinor, currency } }: { payment: DevicePayment }) {
  if (cashMinor === 0) return null
  return <p className="text-ink-soft text-meta">{text.beside(formatMoney(cashMinor, currency))}</p>
}

function Card(props: {
  root?: RefObject<HTMLElement | null>
  tone?: 'warn'
  icon: ReactNode
  title: string
  why: string
  children: ReactNode
}) {
  const { root, tone, icon, title, why, children } = props
  return (
    <section
      ref={root}
      role={tone ? 'alert' : 'status'}
      aria-label={title}
      className="grid grid-cols-1 gap-1.5"
    >
      <header
        className={classes(
          'flex gap-2.5 rounded-control border px-3 py-2',
          tone ? 'border-warn-line bg-warn-soft' : 'border-accent-line bg-accent-soft',
        )}
      >
        <span className="mt-0.5 shrink-0">{icon}</span>
        <div className="min-w-0">
          <h3 className="text-label">{title}</h3>
          <p className="text-ink-soft text-meta">{why}</p>
        </div>
      </header>
      {children}
    </section>
  )
}
