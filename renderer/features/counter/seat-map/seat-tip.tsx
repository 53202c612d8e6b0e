import { classes } from '../../../ui/classes'
import { type Camera, type Size, toScreen } from './camera'
import type { SeatWords } from './describe'
import type { Plan } from './plan'

/** The tip is kept this far from the sides of the map; CSS pixels. */
const sideRoom = 120
/** Below this distance from the top there is no room above a seat. */
const topRoom = 80

/** What the pointer is on, beside the seat. Screen readers get the same from the seat's option. */
export function SeatTip({
  plan,
  camera,
  size,
  index,
  words,
}: {
  plan: Plan
  camera: Camera
  size: Size
  index: number
  words: SeatWords
}) {
  const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
  const isBelow = y < topRoom
  const gap = plan.pitch * camera.scale * 0.5 + 8
  return (
    <div
      aria-hidden
      className={classes(
        'pointer-events-none absolute z-1 whitespace-nowrap rounded-control bg-surface px-2.5 py-1.5 text-ink-soft text-meta shadow-floating',
        '-translate-x-1/2',
        !isBelow && '-translate-y-full',
      )}
      style={{
        left: Math.min(size.width - sideRoom, Math.max(sideRoom, x)),
        top: isBelow ? y + gap : y - gap,
      }}
    >
      <strong className="block font-semibold text-ink">{words.title}</strong>
      <StateWords words={words} />
      {words.note && <span className="block">{words.note}</span>}
    </div>
  )
}

function StateWords({ words: { state, till } }: { words: SeatWords }) {
  if (!till) return <span className="block">{state}</span>
  const [before, after] = state.split(till)
  return (
    <span className="block">
      {before}
      <strong className="font-semibold text-warn">{till}</strong>
      {after}
    </span>
  )
}
