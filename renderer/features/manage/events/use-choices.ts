import { useCallback, useEffect, useState } from 'react'
import type { EventChoices } from '#shared/contract/make-events'
import { terminal } from '../../../transport'
import { useAction } from '../../../ui/use-action'

/** What an event of this house can be made of, as it was when the page was opened. */
export function useChoices() {
  const [choices, setChoices] = useState<EventChoices>()
  const { state, run } = useAction(useCallback(async () => setChoices(await terminal.events.choices()), []))
  useEffect(() => void run(), [run])
  return { choices, state, again: () => void run() }
}
