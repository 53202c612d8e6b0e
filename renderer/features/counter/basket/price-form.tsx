import { type FormEvent, useEffect, useRef, useState } from 'react'
import { typedPrice } from '#shared/domain/money'
import { mayCall } from '#shared/domain/roles'
import { askApproval, readApprovers, useApprovers } from '../../../stores/approvals'
import { useUser } from '../../../stores/session'
import { ApprovalFields } from '../../../ui/approval-fields'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { MoneyField } from '../../../ui/money-field'
import { approvalText } from '../../../ui/text/approval'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import { useDesk } from '../desk'
import { samePlace } from '../rules/places'
import { useOwnKeys } from '../tender/use-own-keys'
import { counterText } from '../text'
import { currentBasket, repricing, standing, useCurrentBasket } from '../till'
import { closeTool } from './basket-tool'
import { basketText } from './text'

const text = basketText.price

/** Another price for the chosen seat, or for all tickets: 0 is a comp. A cashier needs a supervisor's PIN for it. */
export function PriceForm({ currency }: { currency: string }) {
  const user = useUser()
  const needsYes = !user || !mayCall('manager', user.role)
  const { approvers } = useApprovers()
  const chosen = useDesk(({ line }) => line)
  const lines = useCurrentBasket()?.lines ?? []
  const seat = lines.find(line => chosen && samePlace(line, chosen))
  const isRepriced = (seat ? [seat] : lines).some(line => line.repriced)

  const [amount, setAmount] = useState('0')
  const [reason, setReason] = useState('')
  const [by, setBy] = useState({ username: '', pin: '' })
  const [checked, setChecked] = useState(false)
  const supervisor = { ...by, username: by.username || (approvers[0]?.username ?? '') }
  const priceMinor = typedPrice(amount, currency)
  const problems = {
    amount: priceMinor === undefined ? text.noAmount : undefined,
    reason: reason.trim() === '' ? text.noReason : undefined,
    pin: needsYes && !/^\d{4,8}$/.test(by.pin) ? approvalText.missing : undefined,
  }

  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  useEffect(() => {
    if (needsYes) void readApprovers().catch(() => {})
  }, [needsYes])
  const root = useOwnKeys<HTMLFormElement>({ Escape: closeTool, Enter: () => root.current?.requestSubmit() })

  const { state, busy, run } = useAction(async (toMinor: number | undefined) => {
    const basketId = await standing.hold()
    if (basketId === undefined) return
    const held = currentBasket()?.lines ?? []
    const places = seat ? [seat] : held
    const approval = needsYes ? await askApproval('price', basketId, supervisor) : undefined
    await repricing.reprice({ basketId, places, priceMinor: toMinor, reason: reason.trim(), approval })
    closeTool()
  })
  const apply = (toMinor: number | undefined) => {
    setChecked(true)
    if (!problems.reason && !problems.pin) void run(toMinor)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.amount) setChecked(true)
    else apply(priceMinor)
  }
  const failure = state.status === 'failed' ? failureSentence(state.failure) : undefined
  return (
    <form
      ref={root}
      onSubmit={submit}
      noValidate
      aria-label={text.title}
      className="grid gap-1.5 border-line border-t bg-sunken px-4 py-2"
    >
      <p className="text-label">{seat ? text.of(seat.placeLabel) : text.ofAll}</p>
      <div className="grid grid-cols-[108px_minmax(0,1fr)] items-start gap-1.5">
        <MoneyField
          ref={field}
          label={text.each}
          currency={currency}
          size="touch"
          value={amount}
          error={checked ? problems.amount : undefined}
          onValue={setAmount}
        />
        <TextField
          label={text.reason}
          size="touch"
          maxLength={300}
          value={reason}
          error={checked ? problems.reason : undefined}
          onValue={setReason}
        />
      </div>
      {needsYes && (
        <ApprovalFields
          approvers={approvers}
          value={supervisor}
          error={checked ? problems.pin : undefined}
          onValue={setBy}
        />
      )}
      {failure && (
        <p role="alert" className="text-danger text-meta">
          {failure.what} {failure.next}
        </p>
      )}
      <div className="flex justify-end gap-1.5">
        <Button kind="quiet" size="touch" keys={counterText.keys.escape} onClick={closeTool}>
          {basketText.cancel}
        </Button>
        {isRepriced && (
          <Button size="touch" busy={busy} onClick={() => apply(undefined)}>
            {text.listed}
          </Button>
        )}
        <Button type="submit" kind="primary" size="touch" keys={counterText.keys.enter} busy={busy}>
          {priceMinor === 0 ? text.comp : text.set}
        </Button>
      </div>
    </form>
  )
}
