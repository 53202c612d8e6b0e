import { type FormEvent, useEffect, useRef, useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import type { Account } from '../rules/account'
import {
  emptyInvoice,
  type InvoiceForm,
  invoiceLimits,
  invoiceProblems,
  invoiceTo,
} from '../rules/invoice-form'
import { counterText } from '../text'
import { useTill } from '../till'
import { issueInvoice } from './acts'
import { ChoiceRow } from './choice-row'
import { Problem, TenderPanel } from './panel'
import { tenderText } from './text'

const text = tenderText.invoice
const dueDays: readonly number[] = [14, 30, 7]
const dayMs = 86_400_000

/** Places kept on an invoice, which is no money until it is paid. */
export function InvoicePanel(props: { account: Account; currency: string; isShown: boolean }) {
  const { account, currency, isShown } = props
  const isOpen = useTill(state => state.sale.step === 'open')
  const [form, setForm] = useState<InvoiceForm>(emptyInvoice)
  const [days, setDays] = useState(14)
  const [isTried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const problems = invoiceProblems(form)
  /** Marked in its field; said once, below all of them, so that the form keeps its height. */
  const isMarked = (field: keyof InvoiceForm) =>
    problems[field] !== undefined && (isTried || problems[field] !== 'missing')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length > 0) return
    issueInvoice(invoiceTo(form), new Date(Date.now() + days * dayMs).toISOString())
  }
  const field = (name: keyof InvoiceForm) => ({
    label: text[name],
    value: form[name],
    onValue: (value: string) => setForm({ ...form, [name]: value }),
    error: isMarked(name) ? '' : undefined,
    size: 'touch' as const,
    autoComplete: 'off',
  })
  return (
    <TenderPanel title={text.title} isShown={isShown}>
      <form onSubmit={submit} className="grid grid-cols-1 gap-1.5">
        <TextField ref={first} {...field('name')} />
        <TextField {...field('street')} />
        <div className="grid grid-cols-[84px_1fr_64px] items-start gap-1.5">
          <TextField {...field('postalCode')} />
          <TextField {...field('city')} />
          <TextField {...field('country')} maxLength={2} placeholder="IE" />
        </div>
        <div className="grid grid-cols-2 items-start gap-1.5">
          <TextField {...field('taxId')} placeholder={tenderText.card.optional} />
          <TextField {...field('reference')} placeholder={tenderText.card.optional} />
        </div>
        <div className="grid grid-cols-[auto_1fr] items-center gap-2">
          <span className="text-label">{text.due}</span>
          <ChoiceRow
            label={text.due}
            choices={dueDays.map(value => ({ value, name: text.days(value) }))}
            chosen={days}
            onChoose={setDays}
          />
        </div>
        {Object.keys(problems).some(name => isMarked(name as keyof InvoiceForm)) ? (
          <Problem>{sentenceOf(problems, isTried)}</Problem>
        ) : (
          <p className="text-meta text-warn">{text.notPaid}</p>
        )}
        <Button type="submit" kind="primary" size="tender" keys={counterText.keys.enter} busy={!isOpen}>
          <span className="grow text-left">{text.do(formatMoney(account.totalMinor, currency))}</span>
        </Button>
      </form>
    </TenderPanel>
  )
}

/** The first thing to put right, in words; what is missing all at once. */
function sentenceOf(problems: ReturnType<typeof invoiceProblems>, isTried: boolean): string | undefined {
  const fields = Object.keys(problems) as (keyof InvoiceForm)[]
  const long = fields.find(field => problems[field] === 'too-long')
  if (long) return text.tooLong(text[long], invoiceLimits[long])
  if (problems.country === 'bad-country') return text.badCountry
  const missing = fields.filter(field => problems[field] === 'missing')
  return isTried ? text.missing(missing.map(field => text[field].toLowerCase()).join(', ')) : undefined
}
