import type { ReactNode } from 'react'
import { classes } from './classes'

export interface Column<Row> {
  /** Unique in the table. */
  id: string
  title: string
  cell(row: Row): ReactNode
  /** Numbers stand at the right. */
  align?: 'start' | 'end'
  className?: string
}

export interface TableProps<Row> {
  /** What the table shows, read out before it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey(row: Row): string
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode
}

/** A dense table whose head stays in view; it fills its parent and scrolls inside it. */
export function Table<Row>({ caption, columns, rows, rowKey, empty }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="min-h-0 grow overflow-auto" aria-label={caption} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                className={classes(
                  'sticky top-0 h-8 whitespace-nowrap border-line border-b bg-sunken px-4 text-meta font-[550] text-ink-soft',
                  column.align === 'end' ? 'text-right' : 'text-left',
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)} className="hover:bg-hover/60">
              {columns.map(column => (
                <td
                  key={column.id}
                  className={classes(
                    'h-8 border-line border-b px-4 py-1',
                    column.align === 'end' && 'figures text-right',
                    column.className,
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty && <div className="px-4 py-6 text-ink-soft">{empty}</div>}
    </section>
  )
}
