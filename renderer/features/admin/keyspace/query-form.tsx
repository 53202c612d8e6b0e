import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip } from '../../../ui/chip'
import { CopyButton } from '../../../ui/copy-button'
import { TextField } from '../../../ui/field'
import { focusProblem } from '../../../ui/focus-problem'
import { Select } from '../../../ui/select'
import { count } from '../../../ui/text/common'
import { adminText } from '../text'
import { type QueryDraft, type QueryKind, queryOf, queryProblems, useQueryDraft } from './query'

const text = adminText.keyspace
const kinds = (['prefix', 'get', 'range'] as const).map(value => ({ value, label: text.kinds[value] }))
const limits = ['100', '1000', '10000'].map(value => ({ value, label: count(Number(value)) }))
const prefixes =
  'event area ticket claim order basket purchase section user ledger audit terminal presence config'
    .split(' ')
    .map(name => `${name}:`)

const keyLabels: Record<QueryKind, string> = { prefix: text.prefix, get: text.key, range: text.from }

/** What to read. Shown as JSON too, as the command line takes it. */
export function QueryForm({ busy, onAsk }: { busy: boolean; onAsk(draft: QueryDraft): void }) {
  const draft = useQueryDraft()
  const [checked, setChecked] = useState(false)
  const problems = checked ? queryProblems(draft) : {}
  const set = useQueryDraft.setState

  function ask(form?: HTMLFormElement) {
    const asked = useQueryDraft.getState()
    const found = queryProblems(asked)
    setChecked(true)
    if (Object.keys(found).length === 0) onAsk(asked)
    else if (form) focusProblem(form, found)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    ask(event.currentTarget)
  }

  return (
    <Card className="shrink-0">
      <form onSubmit={submit} noValidate className="flex items-start gap-3 p-4 pb-3">
        <Select label={text.kind} value={draft.kind} options={kinds} onValue={kind => set({ kind })} />
        <div className="grid min-w-0 grow grid-flow-col gap-3">
          <TextField
            label={keyLabels[draft.kind]}
            value={draft.key}
            onValue={key => set({ key })}
            error={problems.key}
            name="key"
            spellCheck={false}
            autoCapitalize="none"
            autoFocus
            className="font-mono"
          />
          {draft.kind === 'range' && (
            <TextField
              label={text.to}
              value={draft.to}
              onValue={to => set({ to })}
              error={problems.to}
              name="to"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </div>
        <div className="w-32">
          <TextField
            label={text.revision}
            value={draft.revision}
            onValue={revision => set({ revision })}
            error={problems.revision}
            name="revision"
            placeholder={text.revisionHint}
            inputMode="numeric"
          />
        </div>
        {draft.kind !== 'get' && (
          <Select
            label={text.limit}
            value={String(draft.limit)}
            options={limits}
            onValue={limit => set({ limit: Number(limit) })}
          />
        )}
        <Button
          type="submit"
          kind="primary"
          keys="Enter"
          busy={busy}
          icon={<Search size={16} aria-hidden />}
          className="mt-5.5"
        >
          {text.run}
        </Button>
      </form>
      <fieldset className="flex flex-wrap gap-1.5 px-4 pb-3">
        <legend className="sr-only">{text.shortcuts}</legend>
        {prefixes.map(prefix => (
          <Chip
            key={prefix}
            pressed={draft.kind === 'prefix' && draft.key === prefix}
            onClick={() => {
              set({ kind: 'prefix', key: prefix })
              ask()
            }}
          >
            {prefix}
          </Chip>
        ))}
      </fieldset>
      <p className="flex h-9 items-center gap-2 rounded-b-card border-line border-t bg-sunken px-4 text-ink-soft text-meta">
        {text.asJson}
        <code className="min-w-0 truncate font-mono text-ink">{JSON.stringify(queryOf(draft))}</code>
        <CopyButton text={JSON.stringify(queryOf(draft))} label={text.copy} done={text.copied} />
      </p>
    </Card>
  )
}
