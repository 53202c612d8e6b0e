import { memo, useMemo } from 'react'
import { counterText } from '../text'
import type { Plan } from './plan'
import { mapText } from './text'

/**
 * Jumps to a row by its section and name; to be seen only by those who come to it with the keyboard. A large house has
 * thousands of rows: those of one section are offered.
 */
export const RowPicker = memo(function RowPicker({
  plan,
  row,
  onRow,
}: {
  plan: Plan
  row: number
  onRow: (row: number) => void
}) {
  const area = plan.rows[row]?.area ?? 0
  const rows = useMemo(
    () => plan.rows.flatMap((own, index) => (own.area === area ? [{ label: own.label, index }] : [])),
    [plan, area],
  )
  const toSection = (section: number) => onRow(plan.rows.findIndex(own => own.area === section))
  return (
    <div className="sr-only focus-within:not-sr-only focus-within:absolute focus-within:top-2 focus-within:left-3 focus-within:z-1 focus-within:flex focus-within:gap-2 focus-within:rounded-control focus-within:bg-surface focus-within:p-2 focus-within:shadow-floating">
      <label>
        {mapText.goToSection}{' '}
        <select value={area} onChange={event => toSection(Number(event.target.value))} className="h-7">
          {plan.areas.map(({ areaId, name }, index) => (
            <option key={areaId} value={index}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {counterText.goToRow}{' '}
        <select value={row} onChange={event => onRow(Number(event.target.value))} className="h-7">
          {rows.map(({ label, index }) => (
            <option key={index} value={index}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
})
