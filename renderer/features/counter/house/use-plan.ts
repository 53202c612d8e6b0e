import { useMemo } from 'react'
import type { House } from '#shared/contract/events'
import { useSeats } from '../../../stores/house'
import { sectionOf } from '../../../stores/packed-section'
import { createBoard } from '../seat-map/board'
import { gridIndexOf } from '../seat-map/grid-index'
import { planOf } from '../seat-map/plan'

/** The plan of the house on the screen; the same object until the house is told anew, whatever is sold. */
export function usePlan(stages: House['stages']) {
  const areas = useSeats()
  return useMemo(() => {
    const plan = planOf(
      areas.map(({ areaId, seats }) => ({ areaId, section: sectionOf(seats) })),
      stages,
    )
    return { plan, grid: gridIndexOf(plan), board: createBoard(plan) }
  }, [areas, stages])
}
