import { ChevronRight } from 'lucide-react'
import type { EventChoices } from '#shared/contract/make-events'
import { useTimeZone } from '../../../stores/terminal'
import { Card } from '../../../ui/card'
import { CurrencySelect } from '../../../ui/currency-select'
import { DateTimeField } from '../../../ui/date-time-field'
import { TextField } from '../../../ui/field'
import { SuggestField } from '../../../ui/suggest-field'
import { TextArea } from '../../../ui/text-area'
import { eventsText } from '../text/events'
import type { EventDraft } from './draft'
import type { Problems } from './problems'

const text = eventsText.details

type Details = EventDraft['details']

export interface DetailsFieldsProps {
  details: Details
  choices: EventChoices
  problems: Problems
  /** Somebody has places: the currency stays. */
  currencyFixed: boolean
  onDetails(details: Details): void
}

/** What the event is and when; what most events leave as it is stands behind a line. */
export function DetailsFields({ details, choices, problems, currencyFixed, onDetails }: DetailsFieldsProps) {
  const timeZone = useTimeZone()
  const field = (name: keyof Details) => ({
    ...{ name, label: text[name], value: details[name], error: problems[name] },
    onValue: (value: string) => onDetails({ ...details, [name]: value }),
  })
  const hidden = ['presenter', 'description', 'salesUntil'] as const
  return (
    <Card title={text.title}>
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 p-4">
        <div className="col-span-2">
          <TextField {...field('name')} autoComplete="off" dir="auto" />
        </div>
        <SuggestField {...field('type')} offers={choices.types} hint={text.typeHint} />
        <SuggestField {...field('location')} offers={choices.locations} hint={text.locationHint} />
        <DateTimeField {...field('start')} timeZone={timeZone} />
        <DateTimeField {...field('doors')} timeZone={timeZone} hint={text.doorsHint} />
      </div>
      <details
        className="group border-line border-t"
        // What is wrong is never behind a closed line.
        open={hidden.some(name => problems[name] !== undefined) || undefined}
      >
        <summary className="flex h-10 list-none items-center gap-1.5 px-4 text-ink-soft hover:text-ink">
          <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
          {text.more}
        </summary>
        <div className="grid grid-cols-2 gap-x-3 gap-y-3 px-4 pb-4">
          <TextField {...field('presenter')} autoComplete="off" dir="auto" />
          <div className="grid content-start gap-1">
            <CurrencySelect
              label={text.currency}
              value={details.currency}
              disabled={currencyFixed}
              onValue={currency => onDetails({ ...details, currency })}
            />
            {currencyFixed && <p className="text-ink-faint text-meta">{text.currencyFixed}</p>}
          </div>
          <DateTimeField {...field('salesFrom')} timeZone={timeZone} hint={text.salesFromHint} />
          <DateTimeField {...field('salesUntil')} timeZone={timeZone} hint={text.salesUntilHint} />
          <div className="col-span-2">
            <TextArea {...field('description')} />
          </div>
        </div>
      </details>
    </Card>
  )
}
