import { useState } from 'react'
import { Card } from '../../../ui/card'
import { CopyButton } from '../../../ui/copy-button'
import { adminText } from '../text'
import { KeyList } from './key-list'
import type { Answer, Row } from './query'

const text = adminText.keyspace

/** The keys of an answer, and the value of the one that is chosen. */
export function Results({ answer }: { answer: Answer }) {
  const [chosen, setChosen] = useState<string>()
  const row = answer.rows.find(({ key }) => key === chosen) ?? answer.rows[0]
  if (!row) return <NoKeys revision={answer.revision} />
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-3">
      <Card className="min-h-0 overflow-hidden">
        <p role="status" className="flex h-9 shrink-0 items-center border-line border-b px-4 text-label">
          {text.result(answer.rows.length, answer.revision, answer.more)}
        </p>
        <KeyList rows={answer.rows} chosen={row.key} onChoose={setChosen} />
      </Card>
      <Value row={row} />
    </div>
  )
}

function NoKeys({ revision }: { revision: number }) {
  return (
    <Card className="min-h-0 grow place-content-center p-8 text-center text-ink-soft">
      <p role="status">{text.nothing(revision)}</p>
    </Card>
  )
}

function Value({ row }: { row: Row }) {
  const pretty = JSON.stringify(row.value, null, 2)
  return (
    <Card className="min-h-0 overflow-hidden">
      <header className="flex min-h-9 shrink-0 items-center justify-between gap-2 border-line border-b py-1 pr-1.5 pl-4">
        <h2 className="break-all font-mono text-meta">{row.key}</h2>
        <CopyButton text={pretty} label={text.copy} done={text.copied} />
      </header>
      <p className="shrink-0 border-line border-b bg-sunken px-4 py-1.5 text-ink-soft text-meta">
        {text.history(row.createRevision, row.modRevision)}
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={text.details}
        className="min-h-0 grow overflow-auto focus-visible:outline-offset-[-2px]"
      >
        <pre className="whitespace-pre-wrap break-words p-4 font-mono text-meta">{pretty}</pre>
      </section>
    </Card>
  )
}
