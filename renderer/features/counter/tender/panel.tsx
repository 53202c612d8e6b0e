import type { ReactNode } from 'react'
import { Button } from '../../../ui/button'
import { counterText } from '../text'
import { showPanel } from './tender-store'
import { tenderText } from './text'
import { type OwnKeys, useOwnKeys } from './use-own-keys'

/**
 * The form of one way to pay, in the tender's place; Esc goes back to the notes. Enter is the form's wherever the focus
 * is: beside it, it would sell for cash. One that is not shown, because selling is stopped or an answer is looked for,
 * hears no keys.
 */
export function TenderPanel(props: { title: string; isShown: boolean; keys?: OwnKeys; children: ReactNode }) {
  const { title, isShown, keys, children } = props
  const own: OwnKeys = {
    Enter: () => root.current?.querySelector('form')?.requestSubmit(),
    Escape: () => showPanel('notes'),
    ...keys,
  }
  const root = useOwnKeys(isShown ? own : {})
  return (
    <section ref={root} aria-label={title} className="grid grid-cols-1 gap-1.5">
      <header className="flex items-center justify-between gap-2">
        <h3 className="text-panel">{title}</h3>
        <Button
          kind="quiet"
          size="touch-tight"
          keys={counterText.keys.escape}
          // As tall as a finger, in a line of text's height: it reaches into the space around.
          className="-mt-2.5 -mr-1.5 -mb-1.5"
          onClick={() => showPanel('notes')}
        >
          {tenderText.back}
        </Button>
      </header>
      {children}
    </section>
  )
}

/** What keeps the form from going on, read out as it appears. */
export function Problem({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <p role="alert" className="text-danger text-meta [overflow-wrap:anywhere]">
      {children}
    </p>
  )
}
