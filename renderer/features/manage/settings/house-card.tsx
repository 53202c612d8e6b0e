import { useCallback } from 'react'
import type { HouseSettings } from '#shared/contract/settings'
import { mayCall } from '#shared/domain/roles'
import { useUser } from '../../../stores/session'
import { terminal } from '../../../transport'
import { CurrencySelect } from '../../../ui/currency-select'
import { TextField } from '../../../ui/field'
import { SuggestField } from '../../../ui/suggest-field'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { type Problems, SettingsCard } from './settings-card'
import { useDraft } from './use-draft'

const text = settingsText.house
const { problems: say } = settingsText
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = Intl.supportedValuesOf('timeZone')
const noHouse: HouseSettings = {
  ...{ name: '', city: '', address: '', paperNote: '', accent: '', currency: 'EUR', timeZone: ownZone },
}

/** Whose house it is: what stands on its paper, whose clock is told, what it sells in. */
export function HouseCard({
  now,
  onSaved,
}: {
  now: HouseSettings | undefined
  onSaved(house: HouseSettings): void
}) {
  const user = useUser()
  const { draft, seen, isDirty, set, forget } = useDraft(now ?? noHouse)
  const exists = now !== undefined
  const save = useAction(
    useCallback(
      async (before: HouseSettings, wanted: HouseSettings) => {
        onSaved(await terminal.settings.setHouse({ wanted, ...(exists && { seen: before }) }))
        forget()
      },
      [exists, onSaved, forget],
    ),
  )
  const field = (name: keyof HouseSettings, problems: Problems) => ({
    ...{ name, label: text[name], value: draft[name], error: problems[name] },
    onValue: (value: string) => set({ [name]: value }),
  })
  return (
    <SettingsCard
      title={text.title}
      isDirty={isDirty}
      state={save.state}
      findProblems={() => problemsOf(draft)}
      onSave={() => save.run(seen, draft)}
      locked={mayCall('admin', user?.role) ? undefined : text.adminOnly}
    >
      {problems => (
        <>
          <TextField {...field('name', problems)} dir="auto" />
          <TextField {...field('city', problems)} dir="auto" />
          <TextField {...field('address', problems)} dir="auto" />
          <TextField {...field('paperNote', problems)} dir="auto" />
          <SuggestField {...field('timeZone', problems)} offers={zones} spellCheck={false} />
          <div className="grid grid-cols-2 gap-3">
            <CurrencySelect
              label={text.currency}
              value={draft.currency}
              onValue={currency => set({ currency })}
            />
            <TextField
              {...field('accent', problems)}
              hint={text.accentHint}
              onValue={value => set({ accent: value.trim().toLowerCase() })}
              spellCheck={false}
            />
          </div>
        </>
      )}
    </SettingsCard>
  )
}

function problemsOf({ name, city, address, paperNote, accent, timeZone }: HouseSettings): Problems {
  const long = (value: string, atMost: number) => value.trim().length > atMost && say.tooLong(atMost)
  const found = {
    name: name.trim() === '' ? say.missing : long(name, 120),
    city: long(city, 120),
    address: long(address, 300),
    paperNote: long(paperNote, 160),
    accent: !/^(#[0-9a-f]{6})?$/.test(accent) && say.accent,
    timeZone: !isTimeZone(timeZone) && say.zone,
  }
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence)) as Problems
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
