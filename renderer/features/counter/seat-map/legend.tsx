import { X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { classes } from '../../../ui/classes'
import { counterText } from '../text'
import { clearFilter, isSame, type LegendEntry, toggleFilter, useMapFilter } from './filter'
import type { LegendPlace } from './legend-place'
import { mapText } from './text'

const text = counterText.legendEntries

const places: Record<LegendPlace, string> = {
  corner: 'bottom-2 left-2 grid justify-items-start rounded-control bg-ground/85',
  below:
    'inset-x-0 bottom-0 flex flex-wrap items-center justify-center gap-x-1 border-line border-t bg-ground py-1 pr-15 pl-3',
}

/** What the marks on the map mean; a click on one brings its seats out. The zones have their own row above it. */
export const Legend = memo(function Legend({
  place,
  hasUnknown,
}: {
  place: LegendPlace
  hasUnknown: boolean
}) {
  return (
    <ul
      aria-label={counterText.legend}
      className={classes('pointer-events-none absolute z-1 text-ink-soft text-meta', places[place])}
    >
      {hasUnknown && (
        <Entry entry="unknown">
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
      <Entry entry="ours">
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
      <Entry entry="other">
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
      <Entry entry="blocked">
        <rect x="2" y="2" width="10" height="10" rx="3" className="fill-seat-block stroke-seat-block-line" />
        <path d="M4.5 4.5l5 5m0-5l-5 5" className="stroke-seat-block-line" strokeWidth="1.2" />
      </Entry>
      <Entry entry="gone">
        <rect x="2.5" y="2.5" width="9" height="9" rx="3" className="fill-seat-sold" />
      </Entry>
      <Entry entry="wheelchair">
        <rect x="1.5" y="1.5" width="11" height="11" rx="3" className="fill-zone-c stroke-zone-c-line" />
        <circle cx="7" cy="7" r="2.4" fill="none" className="stroke-on-zone-c" strokeWidth="1.4" />
      </Entry>
    </ul>
  )
})

function Entry({ entry, children }: { entry: LegendEntry; children: ReactNode }) {
  const name = text[entry]
  const filter = useMapFilter(state => state.filter)
  const own = { by: 'entry', entry } as const
  return (
    <li className="pointer-events-auto">
      <button
        type="button"
        aria-pressed={isSame(filter, own)}
        title={mapText.bringOut(name)}
        onClick={() => toggleFilter(own)}
        className="flex h-6 any-pointer-coarse:h-11 items-center gap-1.5 whitespace-nowrap rounded-key px-2 hover:bg-hover aria-pressed:bg-ink aria-pressed:text-surface"
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className="shrink-0">
          {children}
        </svg>
        {name}
      </button>
    </li>
  )
}

/** While something is brought out: back to the whole picture. */
export function ShowAll() {
  const isFiltered = useMapFilter(state => state.filter !== undefined)
  if (!isFiltered) return null
  return (
    <button
      type="button"
      onClick={clearFilter}
      className="absolute top-2 left-3 z-1 flex h-7 any-pointer-coarse:h-11 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2 text-meta hover:bg-hover"
    >
      <X size={14} strokeWidth={2} aria-hidden />
      {mapText.showAll}
    </button>
  )
}
