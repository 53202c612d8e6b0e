import { useCallback } from 'react'
import { useUser } from '../../../stores/session'
import { terminal } from '../../../transport'
import { Card } from '../../../ui/card'
import { Page } from '../../../ui/page'
import { PinForm } from '../../../ui/pin-form'
import { settingsText } from '../text/settings'

const text = settingsText.pin

/** One's own PIN, for those who may say yes at somebody else's till. */
export function PinPage() {
  const username = useUser()?.username
  const set = useCallback(
    async (pin: string) => {
      if (username !== undefined) await terminal.approvals.setPin({ username, pin })
    },
    [username],
  )
  return (
    <Page title={text.title} intro={text.intro}>
      <div className="w-80">
        <Card title={text.cardTitle}>
          <PinForm onSet={set} />
        </Card>
      </div>
    </Page>
  )
}
