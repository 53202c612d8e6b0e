import { X } from 'lucide-react'
import { useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { terminal } from '../../../transport'
import { IconButton } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { Money } from '../../../ui/money'
import { amountText, typedAmount } from '../rules/amount'
import { type CollectPart, type CollectWay, nextPart, openMinor } from '../rules/collect-parts'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form, Sum } from './form'
import { leaveWhenDone, steps } from './steps'

/** Takes the money for a reservation or an invoice, in one part or several, and with it the order is sold. */
export function CollectForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, number, totalMinor, currency, invoice } = order
  const ways: readonly CollectWay[] = invoice
    ? ['transfer', 'cash', 'card', 'gift']
    : ['cash', 'card', 'gift', 'transfer']
  const [parts, setParts] = useState<readonly CollectPart[]>([])
  const [way, setWay] = useState<CollectWay>(ways[0] ?? 'cash')
  const [typed, setTyped] = useState('')
  const [reference, setReference] = useState('')
  const leftMinor = openMinor(totalMinor, parts)
  const isTyped = typed.trim() !== ''
  const typedMinor = isTyped ? (typedAmount(typed, currency) ?? 0) : undefined
  const next = nextPart(leftMinor, { way, typedMinor, reference })
  const isPart = typeof next === 'object'
  const isLast = isPart && next.openMinor === 0

  function confirm() {
    if (!isPart) return
    if (!isLast) {
      setParts([...parts, next.part])
      setTyped('')
      setReference('')
      return
    }
    const payments = totalMinor === 0 ? [] : [...parts, next.part]
    const { changeMinor } = next
    void steps
      .run(
        {
          ...{ orderId, act: 'collect', did: ordersText.did.collect(number) },
          next: changeMinor > 0 ? ordersText.changeDue(changeMinor, currency) : undefined,
        },
        ids => terminal.orders.collect({ ...ids, payments }),
      )
      .then(leaveWhenDone(onLeave))
  }

  const problem =
    next === 'too-much'
      ? ordersText.tooMuch(leftMinor, currency)
      : next === 'no-amount'
        ? ordersText.noAmount
        : undefined
  return (
    <Form
      title={invoice ? ordersText.payInvoice : ordersText.acts.collect}
      confirm={
        isPart && !isLast
          ? ordersText.part(next.part.amountMinor, currency, way)
          : ordersText.confirm.collect(leftMinor, currency, way)
      }
      disabled={!isPart}
      busy={busy}
      onConfirm={confirm}
      onLeave={onLeave}
    >
      <Sum name={parts.length > 0 ? ordersText.stillOpen : ordersText.openSum}>
        <Money minor={leftMinor} currency={currency} />
      </Sum>
      <PartsSoFar
        parts={parts}
        currency={currency}
        onTakeBack={at => setParts(parts.filter((_, place) => place !== at))}
      />
      <Choices<CollectWay>
        label={ordersText.method}
        value={way}
        options={ways.map(value => ({ value, label: ordersText.methods[value] }))}
        onValue={setWay}
      />
      <TextField
        label={way === 'cash' ? ordersText.cashReceived : ordersText.amountOfPart(way)}
        inputMode="decimal"
        size="touch"
        placeholder={amountText(leftMinor, currency)}
        value={typed}
        onValue={setTyped}
        error={problem}
        hint={
          !isPart
            ? undefined
            : next.openMinor > 0
              ? ordersText.tooLittle(next.openMinor, currency)
              : next.changeMinor > 0
                ? ordersText.changeOf(next.changeMinor, currency)
                : undefined
        }
        className="figures text-tender"
      />
      {way !== 'cash' && (
        <TextField
          label={way === 'gift' ? ordersText.giftCode : ordersText.optionally(ordersText.reference)}
          hint={way === 'gift' ? ordersText.codeMissing : undefined}
          data-takes-scans
          maxLength={80}
          size="touch"
          value={reference}
          onValue={setReference}
        />
      )}
    </Form>
  )
}

/** What was put together so far; a part can be taken back until all is paid. */
function PartsSoFar(props: {
  parts: readonly CollectPart[]
  currency: string
  onTakeBack(at: number): void
}) {
  const { parts, currency, onTakeBack } = props
  if (parts.length === 0) return null
  return (
    <ul aria-label={ordersText.partsSoFar} className="grid gap-1">
      {parts.map(({ method, amountMinor }, at) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and are added at the end only.
          key={`${at} ${method}`}
          className="flex h-11 items-center justify-between gap-2 rounded-control border border-line pl-3"
        >
          <span>{ordersText.methods[method]}</span>
          <span className="ml-auto font-semibold tabular-nums">{formatMoney(amountMinor, currency)}</span>
          <IconButton
            label={ordersText.takePartBack(ordersText.methods[method])}
            size="touch"
            onClick={() => onTakeBack(at)}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
