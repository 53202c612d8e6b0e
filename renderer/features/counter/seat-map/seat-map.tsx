import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useState } from 'react'
import { classes } from '../../../ui/classes'
import { useDesk } from '../desk'
import { counterText } from '../text'
import { standingOf } from './board'
import { toPlan } from './camera'
import { type Chosen, chosenOf, seatsBetween, seatsInFrame } from './choosing'
import { offerMap } from './current-map'
import type { SeatWords } from './describe'
import { clearFilter } from './filter'
import { Framed } from './framed'
import { Legend, ShowAll } from './legend'
import { type Look, look } from './looks'
import { mapActs } from './map-acts'
import { outlineAt } from './outlines'
import { areaOf, rowOf } from './plan'
import { type Direction, neighbour } from './roving'
import { RowPicker } from './row-picker'
import { meansSeats } from './scene'
import { SeatOptions, seatOptionId } from './seat-options'
import { SeatTip } from './seat-tip'
import { mapText } from './text'
import { useBoard } from './use-board'
import { type Frame, useGestures } from './use-gestures'
import { type MapDrawing, useMap } from './use-map'
import { ZoomButtons } from './zoom-buttons'

export interface SeatMapProps extends MapDrawing {
  describe: (index: number) => SeatWords
  /** Takes or drops a seat. */
  onToggle: (index: number) => void
  /** Takes several seats in one step, as far as they are free. */
  onTake: (seats: Chosen) => void
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
/** What a finger rests on is the nearest seat at most so far away, in pitches: it covers what it means. */
const restReach = 1.5
/** How far from a section a click still means it, in pixels. */
const sectionReach = 24
/** Seats that a click does something with. */
const canToggle = new Set<Look | undefined>([look.free, look.ours])
const nothing: ReadonlySet<number> = new Set()

/**
 * The house as a canvas, and as a list for everybody who cannot point at it: the seats of the row under the cursor
 * are options with names, the arrow keys walk over the whole house, Enter and Space take a seat. With Shift, all from
 * the last one on, or a rectangle.
 */
export function SeatMap({ describe, onToggle, onTake, hasUnknown, ...drawing }: SeatMapProps) {
  const { plan, grid, board } = drawing
  const { boxRef, overRef, view, camera, legend, size, outlines } = useMap(drawing)
  const [hovered, setHovered] = useState<number>()
  const [cursor, setCursor] = useState(() => middleSeat(drawing))
  const [anchor, setAnchor] = useState<number>()
  const [framed, setFramed] = useState<{ frame: Frame; chosen: Chosen }>()
  const isWalking = useDesk(state => state.isWalking)
  const row = rowOf(plan, cursor)
  // What is said of these seats follows them; the others are the picture's alone.
  useBoard(board, () => (hovered === undefined ? undefined : standingOf(board, hovered)))
  useBoard(board, () => (isWalking ? standingOf(board, cursor) : undefined))
  const acts = useMemo(
    () => view && mapActs({ plan, outlines, view, size, cursor }),
    [plan, outlines, view, size, cursor],
  )
  useEffect(() => acts && offerMap(acts), [acts])
  useEffect(() => clearFilter, [])
  const goToRow = useCallback((index: number) => setCursor(plan.rows[index]?.first ?? 0), [plan])

  const under = (event: Pick<MouseEvent, 'clientX' | 'clientY'>) => {
    const box = boxRef.current?.getBoundingClientRect()
    if (!box || !view) return undefined
    return toPlan(view.camera, event.clientX - box.left, event.clientY - box.top)
  }
  useGestures(boxRef, view, {
    onRest(point) {
      const at = under(point)
      if (at && view && meansSeats({ plan, camera: view.camera }, false))
        setHovered(grid.nearest(at.x, at.y, plan.pitch * restReach))
    },
    onFrame(frame) {
      if (frame && view) {
        const chosen = chosenOf(seatsInFrame(grid, view.camera, frame), board.looks)
        setFramed({ frame, chosen })
        board.pick(new Set(chosen.free))
      } else {
        setFramed(undefined)
        board.pick(nothing)
      }
      setHovered(undefined)
    },
    onFramed(frame) {
      if (view) onTake(chosenOf(seatsInFrame(grid, view.camera, frame), board.looks))
      setFramed(undefined)
      board.pick(nothing)
    },
  })

  const seatUnder = (event: MouseEvent) => {
    const at = under(event)
    if (!at || !view || !meansSeats({ plan, camera: view.camera }, isTouch(event))) return undefined
    return grid.nearest(at.x, at.y, plan.pitch * hitReach)
  }
  const take = (seat: number, upTo: boolean) => {
    setCursor(seat)
    setAnchor(seat)
    if (upTo && anchor !== undefined) onTake(chosenOf(seatsBetween(plan, grid, anchor, seat), board.looks))
    else onToggle(seat)
  }
  const onClick = (event: MouseEvent) => {
    const seat = seatUnder(event)
    const at = under(event)
    if (seat !== undefined) take(seat, event.shiftKey)
    else if (at && view && !meansSeats({ plan, camera: view.camera }, isTouch(event)))
      acts?.nearerTo(at.x, at.y, isTouch(event))
  }
  const onDoubleClick = (event: MouseEvent) => {
    const at = under(event)
    if (!at || !view || seatUnder(event) !== undefined) return
    const section = outlineAt(outlines, at.x, at.y, sectionReach / view.camera.scale)
    if (section) acts?.toSection(section)
    else acts?.showAll()
  }
  const walkTo = (seat: number) => {
    setCursor(seat)
    acts?.reveal(seat)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const direction = event.shiftKey ? undefined : directions[event.key]
    if (direction) walkTo(neighbour(plan, cursor, direction))
    else if (event.key === 'Home') walkTo(row.first)
    else if (event.key === 'End') walkTo(row.first + row.count - 1)
    else if ((event.key === 'Enter' && !event.repeat) || event.key === ' ') take(cursor, event.shiftKey)
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
        aria-description={mapText.keys}
        aria-multiselectable="true"
        aria-activedescendant={seatOptionId(cursor)}
        onKeyDown={onKeyDown}
        onFocus={() => {
          useDesk.setState({ isWalking: true })
          acts?.reveal(cursor)
        }}
        onBlur={() => useDesk.setState({ isWalking: false })}
        onPointerDown={() => setHovered(undefined)}
        onPointerMove={event => {
          if (event.pointerType === 'mouse') setHovered(event.buttons === 0 ? seatUnder(event) : undefined)
        }}
        onPointerLeave={event => event.pointerType === 'mouse' && setHovered(undefined)}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        className={classes(
          'absolute inset-0 touch-none overflow-hidden -outline-offset-2',
          hovered !== undefined && canToggle.has(board.looks[hovered] as Look) && 'cursor-pointer',
        )}
      >
        <div ref={overRef} className="pointer-events-none absolute inset-0 origin-top-left">
          {camera && (
            <SeatOptions
              board={board}
              camera={camera}
              row={row}
              cursor={isWalking ? cursor : undefined}
              describe={describe}
            />
          )}
        </div>
      </div>
      {framed && <Framed {...framed} />}
      {view && camera && hovered !== undefined && (
        <SeatTip plan={plan} camera={view.camera} size={size} index={hovered} words={describe(hovered)} />
      )}
      {view && camera && isWalking && hovered === undefined && (
        <SeatTip plan={plan} camera={camera} size={size} index={cursor} words={describe(cursor)} />
      )}
      {legend && <Legend place={legend} hasUnknown={hasUnknown} />}
      <ShowAll />
      {acts && <ZoomButtons acts={acts} isHome={view?.isHome ?? true} />}
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

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
}

function middleSeat({ plan, grid }: MapDrawing): number {
  const { left, right, top, bottom } = plan.bounds
  const reach = Math.hypot(right - left, bottom - top)
  return grid.nearest((left + right) / 2, (top + bottom) / 2, reach) ?? 0
}
