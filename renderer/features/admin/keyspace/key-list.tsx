import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import { classes } from '../../../ui/classes'
import { count } from '../../../ui/text/common'
import { adminText } from '../text'
import type { Row } from './query'

const text = adminText.keyspace
const rowHeight = 29
const columns = 'grid grid-cols-[minmax(0,5fr)_88px_minmax(0,4fr)] gap-4 px-4'

interface KeyListProps {
  rows: readonly Row[]
  chosen: string
  onChoose(key: string): void
}

/** Thousands of rows, of which only those in view are on the page. Arrow keys choose. */
export function KeyList({ rows, chosen, onChoose }: KeyListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = rows.findIndex(({ key }) => key === chosen)
    const next = Math.min(rows.length - 1, Math.max(0, at + step))
    const row = rows[next]
    if (!row) return
    onChoose(row.key)
    virtual.scrollToIndex(next)
  }

  return (
    <>
      <div
        aria-hidden
        className={classes(
          columns,
          'h-8 shrink-0 items-center border-line border-b bg-sunken text-meta font-[550] text-ink-soft',
        )}
      >
        <span>{text.columns.key}</span>
        <span className="text-right">{text.columns.revision}</span>
        <span>{text.columns.value}</span>
      </div>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={text.columns.key}
        aria-activedescendant={optionId(chosen)}
        onKeyDown={onKeyDown}
        className="group min-h-0 grow overflow-auto outline-none"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return (
              row && (
                <KeyRow
                  key={row.key}
                  row={row}
                  start={start}
                  chosen={row.key === chosen}
                  onChoose={onChoose}
                />
              )
            )
          })}
        </div>
      </div>
    </>
  )
}

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 12,
  PageUp: -12,
  Home: -1e9,
  End: 1e9,
}

const optionId = (key: string) => `key-${encodeURIComponent(key)}`

interface KeyRowProps {
  row: Row
  start: number
  chosen: boolean
  onChoose(key: string): void
}

function KeyRow({ row, start, chosen, onChoose }: KeyRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list above takes the keys
    <div
      role="option"
      id={optionId(row.key)}
      aria-selected={chosen}
      tabIndex={-1}
      onClick={() => onChoose(row.key)}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className={classes(
        columns,
        'absolute inset-x-0 cursor-default items-center border-line border-b font-mono text-meta',
        chosen
          ? '-outline-offset-2 bg-accent-soft outline-accent-fill group-focus-visible:outline-2'
          : 'hover:bg-hover/60',
      )}
    >
      <span className="truncate" title={row.key}>
        {row.key}
      </span>
      <span className="figures text-right font-sans text-ink-soft">{count(row.modRevision)}</span>
      <span className="truncate text-ink-faint">{JSON.stringify(row.value)}</span>
    </div>
  )
}
