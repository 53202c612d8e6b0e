import { type FormEvent, useCallback, useState } from 'react'
import type { VoucherView } from '#shared/contract/codes'
import { useEvents } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { createTryIds } from '../../../stores/try-ids'
import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { DateTimeField } from '../../../ui/date-time-field'
import { shortDay } from '../../../ui/dates'
import { FailureNotice } from '../../../ui/failure-notice'
import { TextField } from '../../../ui/field'
import { focusProblem } from '../../../ui/focus-problem'
import { MoneyField } from '../../../ui/money-field'
import { NumberField } from '../../../ui/number-field'
import { Select } from '../../../ui/select'
import { useAction } from '../../../ui/use-action'
import { codesText } from '../text/codes'
import { CodeField } from './code-field'
import { newVoucher, type VoucherDraft, voucherDraftOf, voucherFrom, voucherProblems } from './voucher-draft'

const text = codesText.vouchers
const kinds = (['percentage', 'amount', 'set-price'] as const).map(value => ({
  value,
  label: text.kinds[value],
}))

export interface VoucherFormProps {
  /** The voucher to be changed; without one a new one is made. */
  changed: VoucherView | undefined
  currency: string
  onDone(): void
  onKeep(): void
}

export function VoucherForm({ changed, currency, onDone, onKeep }: VoucherFormProps) {
  const timeZone = useTimeZone()
  const [draft, setDraft] = useState(() =>
    changed ? voucherDraftOf(changed, timeZone, currency) : newVoucher(),
  )
  const [tries] = useState(createTryIds)
  const [checked, setChecked] = useState(false)
  const [made, setMade] = useState<string>()
  const problems = checked ? voucherProblems(draft, timeZone, currency) : {}
  const set = (part: Partial<VoucherDraft>) => setDraft({ ...draft, ...part })

  const action = useAction(
    useCallback(
      async (sent: VoucherDraft) => {
        const voucher = { ...voucherFrom(sent, timeZone, currency), isNew: changed === undefined }
        const { code } = await terminal.codes.setVoucher({ operationId: tries.idFor(voucher), ...voucher })
        tries.done()
        setMade(code)
        setDraft(newVoucher())
        setChecked(false)
        onDone()
      },
      [timeZone, currency, changed, tries, onDone],
    ),
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = voucherProblems(draft, timeZone, currency)
    setMade(undefined)
    setChecked(true)
    if (Object.keys(found).length === 0) void action.run(draft)
    else focusProblem(event.currentTarget, found)
  }

  const figure = {
    ...{ name: 'figure', value: draft.figure, error: problems.figure },
    onValue: (value: string) => set({ figure: value }),
  }
  return (
    <Card
      title={changed ? text.editTitle(changed.code) : text.newTitle}
      className="max-h-full min-h-0 overflow-hidden"
    >
      <form onSubmit={submit} noValidate autoComplete="off" className="flex min-h-0 flex-col">
        <div className="grid min-h-0 gap-3 overflow-y-auto p-4">
          <CodeField
            value={draft.code}
            error={problems.code}
            disabled={changed !== undefined}
            onValue={code => set({ code })}
            onAnother={() => set({ code: newVoucher().code })}
          />
          <TextField
            label={text.name}
            name="name"
            value={draft.name}
            onValue={name => set({ name })}
            error={problems.name}
            hint={text.nameHint}
            dir="auto"
          />
          <div className="grid grid-cols-[minmax(0,1fr)_112px] items-start gap-2">
            <Select
              label={text.kind}
              value={draft.kind}
              options={kinds}
              onValue={kind => set({ kind, figure: '' })}
            />
            {draft.kind === 'percentage' ? (
              <TextField
                {...figure}
                label={text.share}
                unit="%"
                inputMode="decimal"
                className="figures text-right"
              />
            ) : (
              <MoneyField
                {...figure}
                label={draft.kind === 'amount' ? text.sum : text.price}
                currency={currency}
              />
            )}
          </div>
          <NumberField
            label={text.maxUses}
            name="maxUses"
            value={draft.maxUses}
            onValue={maxUses => set({ maxUses })}
            error={problems.maxUses}
            hint={text.maxUsesHint}
          />
          <DateTimeField
            label={text.from}
            name="from"
            value={draft.from}
            onValue={from => set({ from })}
            timeZone={timeZone}
            hint={text.fromHint}
          />
          <DateTimeField
            label={text.until}
            name="until"
            value={draft.until}
            onValue={until => set({ until })}
            error={problems.until}
            timeZone={timeZone}
            hint={text.untilHint}
          />
          <EventChoice draft={draft} problem={problems.events} onDraft={setDraft} />
        </div>
        <div className="grid shrink-0 gap-2 border-line border-t bg-sunken p-4">
          <FailureNotice state={action.state} />
          {made && <Notice tone="ok" title={text.made(made)} />}
          <Button type="submit" kind="primary" busy={action.busy}>
            {changed ? text.save : text.make}
          </Button>
          {changed && <Button onClick={onKeep}>{text.keep}</Button>}
        </div>
      </form>
    </Card>
  )
}

/** Every event, or some of those that are coming; one that is over stays chosen. */
function EventChoice({
  draft,
  problem,
  onDraft,
}: {
  draft: VoucherDraft
  problem: string | undefined
  onDraft(draft: VoucherDraft): void
}) {
  const zone = useTimeZone()
  const { ids, byId } = useEvents()
  const choices = (['all', 'some'] as const).map(value => ({
    value,
    label: value === 'all' ? text.allEvents : text.someEvents,
  }))
  const shown = [...new Set([...draft.eventIds, ...ids])]
  const toggle = (eventId: string) => {
    const { eventIds } = draft
    const isChosen = eventIds.includes(eventId)
    onDraft({
      ...draft,
      eventIds: isChosen ? eventIds.filter(one => one !== eventId) : [...eventIds, eventId],
    })
  }
  return (
    <div className="grid gap-1.5">
      <Select
        label={text.events}
        value={draft.isForAll ? 'all' : 'some'}
        options={choices}
        onValue={which => onDraft({ ...draft, isForAll: which === 'all' })}
      />
      {!draft.isForAll && (
        <fieldset className="max-h-36 overflow-y-auto rounded-control border border-line-control p-1.5">
          <legend className="sr-only">{text.someEvents}</legend>
          {shown.map(eventId => {
            const event = byId.get(eventId)
            return (
              <label key={eventId} className="flex h-7 items-center gap-2 px-1">
                <input
                  type="checkbox"
                  checked={draft.eventIds.includes(eventId)}
                  onChange={() => toggle(eventId)}
                  className="size-4 shrink-0 accent-accent-fill"
                />
                <span className="min-w-0 grow truncate">{event?.name ?? eventId}</span>
                {event && (
                  <span className="shrink-0 text-ink-faint text-meta">{shortDay(event.start, zone)}</span>
                )}
              </label>
            )
          })}
        </fieldset>
      )}
      {problem && (
        <p role="alert" className="text-danger text-meta">
          {problem}
        </p>
      )}
    </div>
  )
}
