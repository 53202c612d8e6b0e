import { useState } from 'react'
import { useEvents } from '../../stores/events'
import { setUpDemo } from '../../stores/session'
import { refreshWelcome, useTerminal } from '../../stores/terminal'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { FailureNotice } from '../../ui/failure-notice'
import { useAction } from '../../ui/use-action'
import { firstStartText as text } from './text'

async function loadDemo(): Promise<void> {
  try {
    await setUpDemo()
  } finally {
    // Also when somebody else was first: this screen is then the wrong one.
    await refreshWelcome()
  }
}

/** The way in without setting anything up. While it loads, what has arrived in the cluster is counted live. */
export function DemoHouse() {
  const { state, busy, run } = useAction(loadDemo)
  return (
    <Card title={text.demo} className="self-start">
      <div className="grid gap-4 p-4">
        <p className="text-ink-soft">{text.demoIntro}</p>
        <p className="text-ink-faint text-meta">{text.demoNote}</p>
        <FailureNotice state={state} />
        <Button size="touch" busy={busy} onClick={() => void run()}>
          {busy ? text.demoLoading : text.demoSubmit}
        </Button>
        {busy && <Progress />}
      </div>
    </Card>
  )
}

function Progress() {
  const events = useEvents(state => state.ids.length)
  const doing = useTerminal(state => state.status?.starting)
  const [lastDoing, setLastDoing] = useState<string>()
  // Between two steps the terminal says nothing; what it said last is still what is going on.
  if (doing !== undefined && doing !== lastDoing) setLastDoing(doing)
  return (
    <p role="status" className="text-ink-soft">
      {lastDoing ?? text.demoProgress(events)}
    </p>
  )
}
