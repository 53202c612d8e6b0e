import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { EventChoices } from '#shared/contract/make-events'
import { Button, IconButton } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { TextField } from '../../../ui/field'
import { MoneyField } from '../../../ui/money-field'
import { NumberField } from '../../../ui/number-field'
import { Select } from '../../../ui/select'
import { eventsText } from '../text/events'
import { blankTicket, type EventDraft, type TicketDraft } from './draft'
import type { Problems } from './problems'
import { SellsChips } from './sells-chips'

const text = eventsText.tickets
const pricesAtMost = 8

export interface TicketFieldsProps {
  draft: EventDraft
  choices: EventChoices
  problems: Problems
  /** Ticket types that are made already: what they sell stays. */
  made: ReadonlySet<string>
  onDraft(draft: EventDraft): void
}

/** What is sold for what: a row for each ticket, a column for each price type. */
export function TicketFields({ draft, choices, problems, made, onDraft }: TicketFieldsProps) {
  const { tickets, columns } = draft
  const setTickets = (next: TicketDraft[]) => onDraft({ ...draft, tickets: next })
  const others = choices.priceTypes.filter(one =>
    columns.every(({ priceType }) => priceType !== one.priceType),
  )
  return (
    <Card
      title={text.title}
      aside={
        others.length > 0 &&
        columns.length < pricesAtMost && (
          <Select
            label={text.addPrice}
            labelShown={false}
            size="small"
            value=""
            options={[
              { value: '', label: text.addPrice },
              ...others.map(({ priceType, name }) => ({ value: priceType, label: name })),
            ]}
            onValue={chosen => {
              const column = others.find(({ priceType }) => priceType === chosen)
              if (column) onDraft({ ...draft, columns: [...columns, column] })
            }}
          />
        )
      }
    >
      <div className="grid gap-4 p-4">
        <p className="text-ink-faint text-meta">{text.intro}</p>
        {tickets.map((ticket, n) => (
          <TicketRow
            key={ticket.type}
            {...{ ticket, n, draft, choices, problems }}
            isMade={made.has(ticket.type)}
            onTicket={next => setTickets(tickets.map(one => (one === ticket ? next : one)))}
            onUp={() => setTickets(movedUp(tickets, n))}
            onRemove={() => setTickets(tickets.filter(one => one !== ticket))}
          />
        ))}
        <div>
          <Button
            size="small"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => setTickets([...tickets, blankTicket(tickets)])}
          >
            {text.add}
          </Button>
        </div>
      </div>
    </Card>
  )
}

interface TicketRowProps {
  ticket: TicketDraft
  n: number
  draft: EventDraft
  choices: EventChoices
  problems: Problems
  isMade: boolean
  onTicket(ticket: TicketDraft): void
  onUp(): void
  onRemove(): void
}

function TicketRow(props: TicketRowProps) {
  const { ticket, n, draft, choices, problems, isMade, onTicket, onUp, onRemove } = props
  const { columns, details } = draft
  return (
    <fieldset className="grid gap-2 border-line border-t pt-4">
      <legend className="sr-only">{text.nth(n + 1)}</legend>
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,4fr)_72px_32px_32px] items-start gap-2">
        <TextField
          label={text.nth(n + 1)}
          name={`ticket.${n}.name`}
          value={ticket.name}
          onValue={name => onTicket({ ...ticket, name })}
          error={problems[`ticket.${n}.name`]}
          autoComplete="off"
          dir="auto"
        />
        <TextField
          label={text.note}
          name={`ticket.${n}.note`}
          value={ticket.note}
          onValue={note => onTicket({ ...ticket, note })}
          error={problems[`ticket.${n}.note`]}
          placeholder={text.noteHint}
          autoComplete="off"
          dir="auto"
        />
        <NumberField
          label={text.limit}
          name={`ticket.${n}.limit`}
          value={ticket.limit}
          onValue={limit => onTicket({ ...ticket, limit })}
          error={problems[`ticket.${n}.limit`]}
          placeholder={text.noLimit}
          title={text.limitHint}
        />
        <IconButton label={text.up(ticket.name)} disabled={n === 0} onClick={onUp} className="mt-5.5">
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <IconButton label={text.remove(ticket.name)} onClick={onRemove} className="mt-5.5">
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </div>
      <SellsChips
        label={text.sellsNth(n + 1)}
        sells={ticket.sells}
        {...{ draft, choices }}
        disabled={isMade}
        problem={problems[`ticket.${n}.sells`]}
        onSells={sells => onTicket({ ...ticket, sells })}
      />
      <div className="grid grid-cols-8 items-start gap-2">
        {columns.map(({ priceType, name }) => (
          <MoneyField
            key={priceType}
            label={name}
            name={`ticket.${n}.price.${priceType}`}
            currency={details.currency}
            value={ticket.prices[priceType] ?? ''}
            onValue={typed => onTicket({ ...ticket, prices: { ...ticket.prices, [priceType]: typed } })}
            error={problems[`ticket.${n}.price.${priceType}`]}
          />
        ))}
      </div>
    </fieldset>
  )
}

function movedUp(tickets: readonly TicketDraft[], n: number): TicketDraft[] {
  const next = [...tickets]
  const [moved] = next.splice(n, 1)
  if (moved) next.splice(n - 1, 0, moved)
  return next
}
