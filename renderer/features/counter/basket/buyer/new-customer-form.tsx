import { type FormEvent, useEffect, useState } from 'react'
import type { BuyerName } from '#shared/contract/find-orders'
import { newId } from '#shared/domain/ids'
import { terminal } from '../../../../transport'
import { Button } from '../../../../ui/button'
import { FailureNotice } from '../../../../ui/failure-notice'
import { TextField } from '../../../../ui/field'
import { useAction } from '../../../../ui/use-action'
import { useOwnKeys } from '../../tender/use-own-keys'
import { buyerText } from './text'

/** A name and perhaps an address: enough to find somebody by, and to write to them. */
export function NewCustomerForm(props: { name: string; onMade(customer: BuyerName): void; onBack(): void }) {
  const { onMade, onBack } = props
  // Drawn once: sent again after a lost answer it is the same customer.
  const [username] = useState(newId)
  const [name, setName] = useState(props.name)
  const [email, setEmail] = useState('')
  const [checked, setChecked] = useState(false)
  const form = useOwnKeys<HTMLFormElement>({ Escape: onBack, Enter: () => form.current?.requestSubmit() })
  const nameMissing = checked && name.trim() === ''
  useEffect(() => form.current?.querySelector<HTMLInputElement>('[name=email]')?.focus(), [form])
  const { state, busy, run } = useAction(async () => {
    const address = email.trim()
    onMade(
      await terminal.customers.create({ username, name: name.trim(), ...(address && { email: address }) }),
    )
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (name.trim() !== '') void run()
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      autoComplete="off"
      aria-label={buyerText.newCustomer}
      className="grid shrink-0 gap-2 border-line border-t bg-sunken px-4 py-2"
    >
      <TextField
        label={buyerText.name}
        name="name"
        size="touch"
        maxLength={120}
        value={name}
        onValue={setName}
        error={nameMissing ? buyerText.nameMissing : undefined}
      />
      <TextField
        label={buyerText.email}
        name="email"
        type="email"
        size="touch"
        maxLength={254}
        value={email}
        onValue={setEmail}
      />
      <FailureNotice state={state} />
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5">
        <Button type="submit" kind="primary" size="touch" busy={busy} keys={buyerText.keys.enter}>
          {buyerText.save}
        </Button>
        <Button size="touch" keys={buyerText.keys.escape} onClick={onBack}>
          {buyerText.back}
        </Button>
      </div>
    </form>
  )
}
