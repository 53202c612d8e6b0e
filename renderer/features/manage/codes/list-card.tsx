import type { ReactNode } from 'react'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { FailureNotice } from '../../../ui/failure-notice'
import { TextField } from '../../../ui/field'
import type { ActionState } from '../../../ui/use-action'
import { codesText } from '../text/codes'

/** The frame of a list of codes: what to look for, the list, and the way to more of it. */
export function ListCard(props: {
  title: string
  startsWith: string
  state: ActionState
  more: boolean
  onFind(typed: string): void
  onMore(): void
  children: ReactNode
}) {
  const { title, startsWith, state, more, onFind, onMore, children } = props
  return (
    <Card
      title={title}
      aside={
        <div className="w-48">
          <TextField
            label={codesText.find}
            labelShown={false}
            placeholder={codesText.find}
            value={startsWith}
            onValue={onFind}
            spellCheck={false}
            className="font-mono"
          />
        </div>
      }
      className="max-h-full min-h-0 overflow-hidden"
    >
      {children}
      {state.status === 'failed' && (
        <div className="grid justify-items-start gap-3 p-4">
          <FailureNotice state={state} />
          <Button onClick={() => onFind(startsWith)}>{codesText.again}</Button>
        </div>
      )}
      {more && (
        <div className="p-2">
          <Button kind="quiet" onClick={onMore} busy={state.status === 'busy'}>
            {codesText.more}
          </Button>
        </div>
      )}
    </Card>
  )
}
