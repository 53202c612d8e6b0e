import { Maximize, Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { mapText } from './text'

export interface ZoomActs {
  zoomIn(): void
  zoomOut(): void
  showAll(): void
}

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

/** For hands without a wheel. The keys are + − and Z. */
export function ZoomButtons({ acts, isHome }: { acts: ZoomActs; isHome: boolean }) {
  return (
    <div className="absolute right-3 bottom-3 z-1 grid divide-y divide-line overflow-hidden rounded-control border border-line-strong bg-surface">
      <ZoomButton name={mapText.zoomIn} onClick={acts.zoomIn}>
        <Plus {...icon} />
      </ZoomButton>
      <ZoomButton name={mapText.zoomOut} onClick={acts.zoomOut} isOff={isHome}>
        <Minus {...icon} />
      </ZoomButton>
      <ZoomButton name={mapText.wholeHouse} onClick={acts.showAll} isOff={isHome}>
        <Maximize {...icon} />
      </ZoomButton>
    </div>
  )
}

function ZoomButton(props: { name: string; onClick: () => void; isOff?: boolean; children: ReactNode }) {
  const { name, onClick, isOff = false, children } = props
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-disabled={isOff}
      onClick={() => !isOff && onClick()}
      className="grid size-9 any-pointer-coarse:size-11 place-items-center text-ink-soft -outline-offset-2 hover:bg-hover aria-disabled:text-ink-off aria-disabled:hover:bg-surface"
    >
      {children}
    </button>
  )
}
