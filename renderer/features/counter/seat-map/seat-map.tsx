import { type KeyboardEvent, type MouseEvent, useCallback, useState } from 'react'
import { classes } from '../../../ui/classes'
import { useDesk } from '../desk'
import { counterText } from '../text'
import { toPlan } from './camera'
import type { SeatWords } from './describe'
import { Legend } from './legend'
import { type Look, look } from './looks'
import { areaOf, rowOf } from './plan'
import { type Direction, neighbour } from './roving'
import { RowPicker } from './row-picker'
import { SeatOptions, seatOptionId } from './seat-options'
import { SeatTip } from './seat-tip'
import { type MapDrawing, useMapCanvas } from './use-map-canvas'

export interface SeatMapProps extends MapDrawing {
  describe: (index: number) => SeatWords
  /** Takes or drops a seat. */
  onToggle: (index: number) => void
  /** Some seats wait for the answer of a sale. */
  hasUnknown: boolean
}

const directions: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
/** How far from a seat's middle a click still means it, in pitches. */
const hitReach = 0.62
/** Seats that a click does something with. */
const canToggle = new Set<Look | undefined>([look.free, look.ours])

/**
 * The house as a canvas, and as a list for everybody who cannot point at it: the seats of the row under the cursor
 * are options with names, the arrow keys walk over the whole house, Enter and Space take a seat.
 */
export function SeatMap({ describe, onToggle, hasUnknown, ...drawing }: SeatMapProps) {
  const { plan, grid, looks } = drawing
  const { boxRef, groundRef, seatsRef, layout, size } = useMapCanvas(drawing)
  const camera = layout?.camera
  const [hovered, setHovered] = useState<number>()
  const [cursor, setCursor] = useState(() => middleSeat(drawing))
  const isWalking = useDesk(state => state.isWalking)
  const row = rowOf(plan, cursor)
  const goToRow = useCallback((index: number) => setCursor(plan.rows[index]?.first ?? 0), [plan])

  const seatUnder = (event: MouseEvent) => {
    const box = boxRef.current?.getBoundingClientRect()
    if (!box || !camera) return undefined
    const { x, y } = toPlan(camera, event.clientX - box.left, event.clientY - box.top)
    return grid.nearest(x, y, plan.pitch * hitReach)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    if (direction) setCursor(neighbour(plan, cursor, direction))
    else if (event.key === 'Home') setCursor(row.first)
    else if (event.key === 'End') setCursor(row.first + row.count - 1)
    else if ((event.key === 'Enter' && !event.repeat) || event.key === ' ') onToggle(cursor)
    else return
    event.preventDefault()
  }

  return (
    <div className="relative min-h-0 grow overflow-hidden">
      <RowPicker plan={plan} row={plan.row[cursor] ?? 0} onRow={goToRow} />
      <div
        ref={boxRef}
        id={seatMapId}
        role="listbox"
        tabIndex={0}
        aria-label={counterText.row(areaOf(plan, cursor).name, row.label)}
        aria-description={counterText.seatMapKeys}
        aria-multiselectable="true"
        aria-activedescendant={seatOptionId(cursor)}
        onKeyDown={onKeyDown}
        onFocus={() => useDesk.setState({ isWalking: true })}
        onBlur={() => useDesk.setState({ isWalking: false })}
        onPointerMove={event => setHovered(event.pointerType === 'mouse' ? seatUnder(event) : undefined)}
        onPointerLeave={() => setHovered(undefined)}
        onClick={event => {
          const seat = seatUnder(event)
          if (seat === undefined) return
          setCursor(seat)
          onToggle(seat)
        }}
        className={classes(
          'absolute inset-0 -outline-offset-2',
          hovered !== undefined && canToggle.has(looks[hovered] as Look) && 'cursor-pointer',
        )}
      >
        <canvas ref={groundRef} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
        <canvas ref={seatsRef} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
        {camera && (
          <SeatOptions
            plan={plan}
            looks={looks}
            camera={camera}
            row={row}
            cursor={isWalking ? cursor : undefined}
            describe={describe}
          />
        )}
      </div>
      {camera && hovered !== undefined && (
        <SeatTip plan={plan} camera={camera} size={size} index={hovered} words={describe(hovered)} />
      )}
      {layout && <Legend place={layout.legend} hasUnknown={hasUnknown} />}
      <LiveState words={isWalking ? describe(cursor) : undefined} />
    </div>
  )
}

/** Where an arrow key puts the focus that is nowhere else. */
export const seatMapId = 'counter-seat-map'

/** Says it when the seat under the cursor becomes another's. */
function LiveState({ words }: { words: SeatWords | undefined }) {
  return (
    <p aria-live="polite" className="sr-only">
      {words?.state}
    </p>
  )
}

function middleSeat({ plan, grid }: MapDrawing): number {
  const { left, right, top, bottom } = plan.bounds
  const reach = Math.hypot(right - left, bottom - top)
  return grid.nearest((left + right) / 2, (top + bottom) / 2, reach) ?? 0
}
