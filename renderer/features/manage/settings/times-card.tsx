import { useCallback } from 'react'
import type { SellingSettings } from '#shared/contract/settings'
import { terminal } from '../../../transport'
import { NumberField, typedCount } from '../../../ui/number-field'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { hoursText, minutesText, typedHours, typedMinutes } from './numbers'
import { type Problems, SettingsCard } from './settings-card'
import { useDraft } from './use-draft'

const text = settingsText.times
const { problems: say } = settingsText
const aDay = { least: 1, most: 1_440 }
const upToADay = { least: 0, most: 1_440 }
const upToAMonth = { least: 0, most: 720 }

interface Times {
  hold: string
  extensions: string
  aside: string
  voidWithin: string
  correctWithin: string
}

const timesOf = (selling: SellingSettings): Times => ({
  hold: minutesText(selling.holdTtlMs),
  extensions: String(selling.maxExtensions),
  aside: minutesText(selling.asideTtlMs),
  voidWithin: minutesText(selling.voidWithinMs),
  correctWithin: hoursText(selling.correctWithinMs),
})

/** What `typed` makes of the settings; what cannot be read stays as it was. */
const withTimes = (selling: SellingSettings, typed: Times): SellingSettings => ({
  ...selling,
  holdTtlMs: typedMinutes(typed.hold, aDay) ?? selling.holdTtlMs,
  maxExtensions: typedCount(typed.extensions) ?? selling.maxExtensions,
  asideTtlMs: typedMinutes(typed.aside, aDay) ?? selling.asideTtlMs,
  voidWithinMs: typedMinutes(typed.voidWithin, upToADay) ?? selling.voidWithinMs,
  correctWithinMs: typedHours(typed.correctWithin, upToAMonth) ?? selling.correctWithinMs,
})

/** How long a basket holds, and how long after a sale what may still be done with it. */
export function TimesCard({
  now,
  onSaved,
}: {
  now: SellingSettings
  onSaved(selling: SellingSettings): void
}) {
  const { draft, seen, isDirty, set, forget } = useDraft(timesOf(now))
  const save = useAction(
    useCallback(
      async (before: SellingSettings, wanted: SellingSettings) => {
        onSaved(await terminal.settings.setSelling({ seen: before, wanted }))
        forget()
      },
      [onSaved, forget],
    ),
  )
  const field = (name: keyof Times, unit: string, problems: Problems) => ({
    ...{ name, unit, label: text[name], value: draft[name], error: problems[name] },
    onValue: (value: string) => set({ [name]: value }),
  })
  return (
    <SettingsCard
      title={text.title}
      isDirty={isDirty}
      state={save.state}
      findProblems={() => problemsOf(draft)}
      onSave={() => save.run(withTimes(now, seen), withTimes(now, draft))}
    >
      {problems => (
        <>
          <NumberField {...field('hold', text.minutes, problems)} inputMode="decimal" />
          <NumberField {...field('extensions', text.times, problems)} />
          <NumberField {...field('aside', text.minutes, problems)} inputMode="decimal" />
          <span />
          <NumberField {...field('voidWithin', text.minutes, problems)} inputMode="decimal" />
          <NumberField {...field('correctWithin', text.hours, problems)} inputMode="decimal" />
        </>
      )}
    </SettingsCard>
  )
}

function problemsOf({ hold, extensions, aside, voidWithin, correctWithin }: Times): Problems {
  const often = typedCount(extensions)
  const found = {
    hold: typedMinutes(hold, aDay) === undefined && say.minutes,
    extensions: (often === undefined || often > 100) && say.times,
    aside: typedMinutes(aside, aDay) === undefined && say.minutes,
    voidWithin: typedMinutes(voidWithin, upToADay) === undefined && say.voidMinutes,
    correctWithin: typedHours(correctWithin, upToAMonth) === undefined && say.hours,
  }
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence)) as Problems
}
