import { memo } from 'react'
import { counterText } from '../text'
import type { Plan } from './plan'

/** Jumps to a row by its name; to be seen only by those who come to it with the keyboard. */
export const RowPicker = memo(function RowPicker({
  plan,
  row,
  onRow,
}: {
  plan: Plan
  row: number
  onRow: (row: number) => void
}) {
  return (
    <label className="sr-only focus-within:not-sr-only focus-within:absolute focus-within:top-2 focus-within:left-3 focus-within:z-1 focus-within:rounded-control focus-within:bg-surface focus-within:p-2 focus-within:shadow-floating">
      {counterText.goToRow}{' '}
      <select value={row} onChange={event => onRow(Number(event.target.value))} className="h-7">
        {plan.rows.map(({ label, area, first }, index) => (
          <option key={first} value={index}>
            {counterText.row(plan.areas[area]?.name ?? '', label)}
          </option>
        ))}
      </select>
    </label>
  )
})
