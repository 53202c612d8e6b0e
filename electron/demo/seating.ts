import type { Seat, SeatKind, Section } from '#shared/domain/venue'
import type { DemoHouse, SectionPlan } from './content'

/**
 * The sections of the house's hall: every seat with its place on the plan, computed from the row plans. Slots count
 * through a section row by row; coordinates are in seat widths, rounded to a hundredth.
 */
export function hallSections(house: Pick<DemoHouse, 'venue' | 'hall'>): Section[] {
  return house.hall.sections.map(plan => {
    let slot = 0
    return {
      venueId: house.venue.venueId,
      sectionId: plan.sectionId,
      version: 1,
      name: plan.name,
      stageId: house.hall.stage.stageId,
      rows: plan.rows.map((row, index) => {
        const firstSlot = slot
        slot += row.seats
        const radius = plan.radius.first + index * plan.radius.step
        const seats = Array.from({ length: row.seats }, (_, position): Seat => {
          const angle = seatAngle(plan.anchor, position, row.seats, house.hall.seatPitch / radius)
          return {
            slot: firstSlot + position,
            label: String(position + 1),
            x: hundredth(radius * Math.sin(angle)),
            y: hundredth(radius * Math.cos(angle) - house.hall.nearestRadius),
            zone: row.zone,
            ...kindOf(row, position + 1, firstSlot),
          }
        })
        return { label: row.row, seats }
      }),
    }
  })
}

/** Direction of the seat at `position` of `count`, in radians, when the row lines up on the section's anchor. */
function seatAngle(anchor: SectionPlan['anchor'], position: number, count: number, step: number): number {
  const edge = (anchor.degrees * Math.PI) / 180
  if (anchor.edge === 'left') return edge + (position + 0.5) * step
  if (anchor.edge === 'right') return edge - (count - position - 0.5) * step
  return edge + (position - (count - 1) / 2) * step
}

function kindOf(
  row: SectionPlan['rows'][number],
  number: number,
  firstSlot: number,
): { kind: SeatKind; companionOf?: number } {
  const beside = row.wheelchairs.find(place => place.companion === number)
  if (beside) return { kind: 'companion', companionOf: firstSlot + beside.seat - 1 }
  if (row.wheelchairs.some(place => place.seat === number)) return { kind: 'wheelchair' }
  return { kind: row.restrictedView.includes(number) ? 'restricted-view' : 'seat' }
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
