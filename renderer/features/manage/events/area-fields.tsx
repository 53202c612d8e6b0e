import { Plus, Trash2 } from 'lucide-react'
import type { EventChoices } from '#shared/contract/make-events'
import { Button, IconButton } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip } from '../../../ui/chip'
import { TextField } from '../../../ui/field'
import { NumberField } from '../../../ui/number-field'
import { eventsText } from '../text/events'
import { type AreaDraft, blankArea } from './draft'
import type { Problems } from './problems'

const text = eventsText.areas

export interface AreaFieldsProps {
  areas: AreaDraft[]
  choices: EventChoices
  problems: Problems
  /** How many places of each area somebody has: such an area stays. */
  claimed: ReadonlyMap<string, number>
  onAreas(areas: AreaDraft[]): void
}

/** What places the event has: standing areas line by line, and which sections of the house are open. */
export function AreaFields({ areas, choices, problems, claimed, onAreas }: AreaFieldsProps) {
  const set = (areaId: string, part: Partial<AreaDraft>) =>
    onAreas(areas.map(area => (area.areaId === areaId ? { ...area, ...part } : area)))
  const without = (areaId: string) => onAreas(areas.filter(area => area.areaId !== areaId))
  const sections = choices.sections.filter(section =>
    areas.every(area => area.kind === 'seated' || area.areaId !== section.sectionId),
  )
  const toggle = (sectionId: string, name: string) => {
    if (areas.some(area => area.areaId === sectionId)) return without(sectionId)
    onAreas([...areas, { areaId: sectionId, kind: 'seated', name, capacity: '' }])
  }
  return (
    <Card title={text.title} aside={<p className="text-ink-faint text-meta">{text.intro}</p>}>
      <div className="grid gap-3 p-4">
        {areas.map((area, n) =>
          area.kind === 'seated' ? null : (
            <div key={area.areaId} className="grid grid-cols-[minmax(0,1fr)_120px_32px] items-start gap-2">
              <TextField
                label={text.nth(n + 1)}
                name={`area.${n}.name`}
                value={area.name}
                onValue={name => set(area.areaId, { name })}
                error={problems[`area.${n}.name`]}
                autoComplete="off"
                dir="auto"
              />
              <NumberField
                label={text.capacityNth(n + 1)}
                name={`area.${n}.capacity`}
                value={area.capacity}
                onValue={capacity => set(area.areaId, { capacity })}
                error={problems[`area.${n}.capacity`]}
                hint={claimedHint(claimed.get(area.areaId))}
              />
              <IconButton
                label={text.remove(area.name)}
                disabled={(claimed.get(area.areaId) ?? 0) > 0}
                onClick={() => without(area.areaId)}
                className="mt-5.5"
              >
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </div>
          ),
        )}
        {sections.length > 0 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 text-label">{text.sections}</legend>
            <div className="flex flex-wrap gap-1.5">
              {sections.map(({ sectionId, name, seats }) => (
                <Chip
                  key={sectionId}
                  pressed={areas.some(area => area.areaId === sectionId)}
                  disabled={(claimed.get(sectionId) ?? 0) > 0}
                  onClick={() => toggle(sectionId, name)}
                >
                  {text.section(name, seats)}
                </Chip>
              ))}
            </div>
          </fieldset>
        )}
        {problems.areas && (
          <p role="alert" className="text-danger text-meta">
            {problems.areas}
          </p>
        )}
        <div>
          <Button
            size="small"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => onAreas([...areas, blankArea(areas)])}
          >
            {text.add}
          </Button>
        </div>
      </div>
    </Card>
  )
}

const claimedHint = (claimed = 0) => (claimed > 0 ? text.claimed(claimed) : undefined)
