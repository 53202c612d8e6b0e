import type { Chosen } from './choosing'
import { mapText } from './text'
import type { Frame } from './use-gestures'

/** The rectangle that is being drawn, and what letting go of it would hold. */
export function Framed({ frame, chosen }: { frame: Frame; chosen: Chosen }) {
  return (
    <div
      className="pointer-events-none absolute z-1 rounded-key border border-accent-fill bg-accent-fill/10"
      style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
    >
      <p
        role="status"
        className="absolute top-full left-0 mt-1 whitespace-nowrap rounded-control bg-surface px-2 py-1 font-[550] text-meta shadow-floating"
      >
        {mapText.framed(chosen.free.length, chosen.notFree.length)}
      </p>
    </div>
  )
}
