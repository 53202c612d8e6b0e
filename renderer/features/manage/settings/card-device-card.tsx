import { useCallback } from 'react'
import type { CardDeviceKind } from '#shared/domain/card-device'
import { newId } from '#shared/domain/ids'
import { useTerminal } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { Select } from '../../../ui/select'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { SettingsCard } from './settings-card'
import { useDraft } from './use-draft'

const text = settingsText.cardDevice
const kinds = (['manual', 'simulated'] as const).map(value => ({ value, label: text.kinds[value] }))

/** What this till's card payments ask. */
export function CardDeviceCard() {
  const now = useTerminal(state => state.welcome?.cardDevice ?? 'manual')
  const { draft, isDirty, set, forget } = useDraft<{ kind: CardDeviceKind }>({ kind: now })
  const save = useAction(
    useCallback(
      async (kind: CardDeviceKind) => {
        await terminal.settings.setCardDevice({ operationId: newId(), kind })
        forget()
      },
      [forget],
    ),
  )
  return (
    <SettingsCard
      title={text.title}
      ofTill
      isDirty={isDirty}
      state={save.state}
      findProblems={() => ({})}
      onSave={() => save.run(draft.kind)}
    >
      {() => (
        <>
          <Select label={text.kind} value={draft.kind} options={kinds} onValue={kind => set({ kind })} />
          <p className="self-end text-ink-soft text-meta">{text.hints[draft.kind]}</p>
        </>
      )}
    </SettingsCard>
  )
}
