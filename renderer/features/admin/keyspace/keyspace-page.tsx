import { useCallback, useEffect, useState } from 'react'
import { terminal } from '../../../transport'
import { Card } from '../../../ui/card'
import { FailureNotice } from '../../../ui/failure-notice'
import { Page } from '../../../ui/page'
import { useAction } from '../../../ui/use-action'
import { adminText } from '../text'
import { type Answer, type QueryDraft, queryOf, useQueryDraft } from './query'
import { QueryForm } from './query-form'
import { Results } from './results'

const text = adminText.keyspace

/** A window on what is in the cluster: get, prefix, range, now or at a revision of the past. Never writes. */
export function KeyspacePage() {
  const [answer, setAnswer] = useState<Answer>()
  const { state, busy, run } = useAction(
    useCallback(async (draft: QueryDraft) => setAnswer(await terminal.admin.query(queryOf(draft))), []),
  )
  // The question that was prepared elsewhere, or the one looked at before.
  useEffect(() => {
    const draft = useQueryDraft.getState()
    if (draft.key !== '') void run(draft)
  }, [run])
  return (
    <Page title={text.title} intro={text.intro}>
      <QueryForm busy={busy} onAsk={draft => void run(draft)} />
      <FailureNotice state={state} />
      {answer ? (
        <Results answer={answer} />
      ) : (
        state.status === 'idle' && (
          <Card className="min-h-0 grow place-content-center p-8 text-center text-ink-soft">
            {text.notRun}
          </Card>
        )
      )}
    </Page>
  )
}
