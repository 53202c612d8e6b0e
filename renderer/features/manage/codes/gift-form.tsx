import { type FormEvent, useCallback, useState } from 'react'
import { id } from '#shared/domain/ids'
import { formatMoney, typedMinor } from '#shared/domain/money'
import { createTryIds } from '../../../stores/try-ids'
import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { FailureNotice } from '../../../ui/failure-notice'
import { focusProblem } from '../../../ui/focus-problem'
import { MoneyField } from '../../../ui/money-field'
import { useAction } from '../../../ui/use-action'
import { codesText } from '../text/codes'
import { CodeField } from './code-field'
import { drawCode } from './draw-code'

const text = codesText.gifts
/** Groups of four letters: a gift card is money, so its code is longer than a voucher's. */
const groups = 3

interface Draft {
  code: string
  amount: string
}

const blank = (): Draft => ({ code: drawCode(groups), amount: '' })

/** One more gift card. After it is issued the form is empty again for the next one. */
export function GiftForm({ currency, onDone }: { currency: string; onDone(): void }) {
  const [draft, setDraft] = useState(blank)
  const [tries] = useState(createTryIds)
  const [checked, setChecked] = useState(false)
  const [issued, setIssued] = useState<{ code: string; amountMinor: number }>()
  const problems = checked ? problemsOf(draft, currency) : {}

  const action = useAction(
    useCallback(
      async (sent: Draft) => {
        const amountMinor = typedMinor(sent.amount.trim(), currency) ?? 0
        const gift = { code: sent.code.trim(), amountMinor, currency }
        await terminal.codes.issueGift({ operationId: tries.idFor(gift), ...gift })
        tries.done()
        setIssued(gift)
        setDraft(blank())
        setChecked(false)
        onDone()
      },
      [currency, tries, onDone],
    ),
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = problemsOf(draft, currency)
    setIssued(undefined)
    setChecked(true)
    if (Object.keys(found).length === 0) void action.run(draft)
    else focusProblem(event.currentTarget, found)
  }

  return (
    <Card title={text.newTitle}>
      <form onSubmit={submit} noValidate autoComplete="off" className="grid gap-3 p-4">
        <CodeField
          value={draft.code}
          error={problems.code}
          onValue={code => setDraft({ ...draft, code })}
          onAnother={() => setDraft({ ...draft, code: drawCode(groups) })}
        />
        <MoneyField
          label={text.amount}
          name="amount"
          currency={currency}
          value={draft.amount}
          onValue={amount => setDraft({ ...draft, amount })}
          error={problems.amount}
        />
        <FailureNotice state={action.state} />
        {issued && (
          <Notice tone="ok" title={text.issued(issued.code, formatMoney(issued.amountMinor, currency))}>
            {text.issuedHint}
          </Notice>
        )}
        <Button type="submit" kind="primary" busy={action.busy}>
          {text.issue}
        </Button>
      </form>
    </Card>
  )
}

function problemsOf({ code, amount }: Draft, currency: string): Partial<Record<string, string>> {
  const { problems } = codesText
  const trimmed = code.trim()
  return {
    ...(trimmed === '' && { code: problems.missing }),
    ...(trimmed !== '' && !id.safeParse(trimmed).success && { code: problems.code }),
    ...(!typedMinor(amount.trim(), currency) && { amount: problems.amount }),
  }
}
