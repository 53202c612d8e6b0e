import type { EventChoices } from '#shared/contract/make-events'
import { Chip } from '../../../ui/chip'
import { eventsText } from '../text/events'
import type { EventDraft, SellsDraft } from './draft'

const text = eventsText.tickets

export interface SellsChipsProps {
  label: string
  sells: SellsDraft | undefined
  draft: EventDraft
  choices: EventChoices
  disabled: boolean
  problem?: string | undefined
  onSells(sells: SellsDraft | undefined): void
}

/** What a ticket sells: one standing area, or the zones of the seats. */
export function SellsChips({ label, sells, draft, choices, disabled, problem, onSells }: SellsChipsProps) {
  const open = new Set(draft.areas.map(area => area.areaId))
  const zones = new Set(
    choices.sections
      .filter(({ sectionId }) => open.has(sectionId))
      .flatMap(section => section.zones.map(({ zone }) => zone)),
  )
  for (const zone of sells?.by === 'zones' ? sells.zones : []) zones.add(zone)
  const toggleZone = (zone: string) => {
    const before = sells?.by === 'zones' ? sells.zones : []
    const after = before.includes(zone) ? before.filter(one => one !== zone) : [...before, zone]
    onSells(after.length === 0 ? undefined : { by: 'zones', zones: after.sort() })
  }
  return (
    <fieldset
      className="flex flex-wrap items-center gap-1.5"
      title={disabled ? text.fixed : undefined}
      disabled={disabled}
    >
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="mr-1 text-ink-soft text-meta">
        {text.sells}
      </span>
      {draft.areas.map(
        area =>
          area.kind === 'general-admission' && (
            <Chip
              key={area.areaId}
              pressed={sells?.by === 'area' && sells.areaId === area.areaId}
              onClick={() => onSells({ by: 'area', areaId: area.areaId })}
            >
              {area.name.trim() || text.unnamed}
            </Chip>
          ),
      )}
      {[...zones].sort().map(zone => (
        <Chip
          key={zone}
          pressed={sells?.by === 'zones' && sells.zones.includes(zone)}
          onClick={() => toggleZone(zone)}
        >
          {text.zone(zone)}
        </Chip>
      ))}
      {problem && (
        <span role="alert" className="text-danger text-meta">
          {problem}
        </span>
      )}
    </fieldset>
  )
}
