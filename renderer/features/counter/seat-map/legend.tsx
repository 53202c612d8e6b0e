import type { ReactNode } from 'react'
import { classes } from '../../../ui/classes'
import { counterText } from '../text'
import type { LegendPlace } from './legend-place'

const text = counterText.legendEntries

const places: Record<LegendPlace, string> = {
  corner: 'bottom-3 left-4 grid gap-1',
  below: 'inset-x-3 bottom-2 flex flex-wrap items-center justify-center gap-x-4',
}

/** What the marks on the map mean. The zones have their own row above it. */
export function Legend({ place, hasUnknown }: { place: LegendPlace; hasUnknown: boolean }) {
  return (
    <ul
      aria-label={counterText.legend}
      className={classes('pointer-events-none absolute text-ink-soft text-meta', places[place])}
    >
      {hasUnknown && (
        <Entry name={text.unknown}>
          <rect
            x="1.5"
            y="1.5"
            width="11"
            height="11"
            rx="3"
            className="fill-surface stroke-danger"
            strokeWidth="1.5"
            strokeDasharray="3 2"
          />
        </Entry>
      )}
      <Entry name={text.ours}>
        <rect
          x="1"
          y="1"
          width="12"
          height="12"
          rx="3.5"
          className="fill-seat-ours stroke-seat-ours-ring"
          strokeWidth="1.5"
        />
      </Entry>
      <Entry name={text.other}>
        <rect
          x="2"
          y="2"
          width="10"
          height="10"
          rx="3"
          className="fill-seat-other stroke-seat-other-ring"
          strokeWidth="2"
        />
        <circle cx="7" cy="7" r="1.6" className="fill-seat-other-ring" />
      </Entry>
      <Entry name={text.blocked}>
        <rect x="2" y="2" width="10" height="10" rx="3" className="fill-seat-block stroke-seat-block-line" />
        <path d="M4.5 4.5l5 5m0-5l-5 5" className="stroke-seat-block-line" strokeWidth="1.2" />
      </Entry>
      <Entry name={text.gone}>
        <rect x="2.5" y="2.5" width="9" height="9" rx="3" className="fill-seat-sold" />
      </Entry>
      <Entry name={text.wheelchair}>
        <rect x="1.5" y="1.5" width="11" height="11" rx="3" className="fill-zone-c stroke-zone-c-line" />
        <circle cx="7" cy="7" r="2.4" fill="none" className="stroke-on-zone-c" strokeWidth="1.4" />
      </Entry>
    </ul>
  )
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className="shrink-0">
        {children}
      </svg>
      {name}
    </li>
  )
}
