import { useEffect, useRef } from 'react'
import { formatMoney } from '#shared/domain/money'
import { useAside } from '../../../stores/aside'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { timeOfDay } from '../../../ui/dates'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import { useOwnKeys } from '../tender/use-own-keys'
import { counterText } from '../text'
import { standing } from '../till'
import { closeTool } from './basket-tool'
import { basketText } from './text'

/** Baskets that were put aside, at any till: arrows walk, Enter takes one. */
export function RecallList() {
  const baskets = useAside(state => state.baskets)
  const timeZone = useTimeZone()
  const list = useRef<HTMLUListElement>(null)
  const { state, busy, run } = useAction(async (from: { terminalId: string; basketId: string }) => {
    await standing.recall(from)
    closeTool()
  })
  const walk = (by: 1 | -1) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)]?.focus()
  }
  useEffect(() => list.current?.querySelector('button')?.focus(), [])
  const root = useOwnKeys({ Escape: closeTool, ArrowDown: () => walk(1), ArrowUp: () => walk(-1) })
  return (
    <section ref={root} aria-label={basketText.recallTitle} className="grid content-start">
      <header className="flex h-11 items-center justify-between px-4">
        <h2 className="text-panel">{basketText.recallTitle}</h2>
        <Button kind="quiet" size="small" keys={counterText.keys.escape} onClick={closeTool}>
          {basketText.cancel}
        </Button>
      </header>
      {state.status === 'failed' && (
        <p role="alert" className="bg-danger-soft px-4 py-2 text-danger text-meta">
          {failureSentence(state.failure).what} {failureSentence(state.failure).next}
        </p>
      )}
      {baskets.length === 0 && <p className="px-4 py-2 text-ink-faint">{basketText.recallNone}</p>}
      <ul ref={list} className="grid">
        {baskets.map(
          ({ terminalId, basketId, customerName = '', openUntil, places, totalMinor, currency }) => (
            <li key={basketId} className="border-line border-t">
              <button
                type="button"
                disabled={busy}
                aria-label={basketText.recallOne(customerName)}
                onClick={() => void run({ terminalId, basketId })}
                className="grid min-h-11 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="truncate text-label">{customerName}</span>
                <span className="text-label tabular-nums">{formatMoney(totalMinor, currency)}</span>
                <span className="truncate text-ink-faint text-meta">
                  {places
                    .map(({ count, eventName, ticketName }) => `${count} × ${eventName}, ${ticketName}`)
                    .join('; ')}
                </span>
                <span className="text-ink-faint text-meta">
                  {basketText.at(terminalId, timeOfDay(openUntil, timeZone))}
                </span>
              </button>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
