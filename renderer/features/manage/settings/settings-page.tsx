import { useCallback, useEffect, useState } from 'react'
import type { HouseSettings, SellingSettings } from '#shared/contract/settings'
import { mayCall } from '#shared/domain/roles'
import { useUser } from '../../../stores/session'
import { useTerminal } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { FailureNotice } from '../../../ui/failure-notice'
import { Page } from '../../../ui/page'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { CardDeviceCard } from './card-device-card'
import { ChargesCard } from './charges-card'
import { HouseCard } from './house-card'
import { PrinterCard } from './printer-card'
import { TicketKeysCard } from './ticket-keys-card'
import { TimesCard } from './times-card'

const text = settingsText

/** The settings of the house, and the printer of this till. */
export function SettingsPage() {
  const [settings, setSettings] = useState<{ house: HouseSettings | undefined; selling: SellingSettings }>()
  const user = useUser()
  const changedAt = useTerminal(state => state.status?.welcomeRevision)
  const { state, run } = useAction(
    useCallback(async () => {
      const { house, selling } = await terminal.settings.read()
      setSettings({ house, selling })
    }, []),
  )
  // Somebody may have changed them at another till: a card that nobody types in shows what is in force now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => void run(), [run, changedAt])
  return (
    <Page title={text.title} intro={text.intro}>
      <div className="-mx-4 -mb-4 min-h-0 grow overflow-y-auto px-4 pb-4">
        <div className="grid max-w-180 gap-3">
          {state.status === 'failed' && (
            <div className="grid justify-items-start gap-3">
              <FailureNotice state={state} />
              <Button onClick={() => void run()}>{text.again}</Button>
            </div>
          )}
          {settings && (
            <>
              <HouseCard now={settings.house} onSaved={house => setSettings({ ...settings, house })} />
              <ChargesCard
                now={settings.selling}
                currency={settings.house?.currency ?? 'EUR'}
                onSaved={selling => setSettings({ ...settings, selling })}
              />
              <TimesCard now={settings.selling} onSaved={selling => setSettings({ ...settings, selling })} />
            </>
          )}
          <PrinterCard />
          <CardDeviceCard />
          {mayCall('admin', user?.role) && <TicketKeysCard />}
        </div>
      </div>
    </Page>
  )
}
