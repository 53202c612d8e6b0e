import { memo } from 'react'
import { classes } from '../../../ui/classes'
import { type Board, standingOf } from './board'
import { type Camera, toScreen } from './camera'
import { type SeatWords, spoken } from './describe'
import { look } from './looks'
import { angleOf, type PlanRow } from './plan'
import { useBoard } from './use-board'

/** The id of a seat's option in the document. */
export const seatOptionId = (index: number) => `seat-${index}`

export interface SeatOptionsProps {
  board: Board
  camera: Camera
  row: PlanRow
  /** The seat with the keyboard on it; undefined while it is elsewhere. */
  cursor: number | undefined
  describe: (index: number) => SeatWords
}

/** The seats of one row as options, each over its picture; the canvas below shows what they say. */
export function SeatOptions({ board, camera, row, cursor, describe }: SeatOptionsProps) {
  const { plan, looks } = board
  useBoard(board, () => standingOf(board, row.first, row.count))
  const width = plan.pitch * camera.scale
  return Array.from({ length: row.count }, (_, place) => {
    const index = row.first + place
    const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
    return (
      <SeatOption
        key={index}
        index={index}
        name={spoken(describe(index))}
        own={looks[index]}
        isCursor={index === cursor}
        width={width}
        transform={`translate(${x - width / 2}px, ${y - width / 2}px) rotate(${angleOf(plan, index)}rad)`}
      />
    )
  })
}

interface SeatOptionProps {
  index: number
  name: string
  own: number | undefined
  isCursor: boolean
  width: number
  transform: string
}

/** A house changes many times a second, one seat of the row hardly ever. */
const SeatOption = memo(function SeatOption(props: SeatOptionProps) {
  const { index, name, own, isCursor, width, transform } = props
  return (
    <div
      id={seatOptionId(index)}
      role="option"
      tabIndex={-1}
      aria-label={name}
      aria-selected={own === look.ours}
      aria-disabled={own !== look.ours && own !== look.free}
      className={classes(
        'absolute rounded-key',
        isCursor && 'outline-2 outline-accent-fill outline-offset-1',
      )}
      style={{ width, height: width, transform }}
    />
  )
})
