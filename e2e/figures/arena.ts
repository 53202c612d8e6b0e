import type { House, HouseArea } from '#shared/contract/events'
import type { Section } from '#shared/domain/venue'

const eventId = 'arena'
const venueId = 'arena'
const rowsOfSection = 20
const seatsOfRow = 25
const seatsOfSection = rowsOfSection * seatsOfRow
const rowStep = 1.25
/** What a section and the aisle beside it take along its front row, in seat widths. */
const sectionWidth = seatsOfRow + 3
const tierDepth = rowsOfSection * rowStep + 6
const zones = ['a', 'b', 'c', 'd']

/** A house of `seatCount` numbered seats: curved sections of five hundred round a stage, three in five seats sold. */
export function arenaHouse(seatCount: number): House {
  const sections = arenaSections(Math.ceil(seatCount / seatsOfSection))
  return {
    event: {
      ...{ eventId, name: 'Arena Night', slug: eventId, description: '', location: 'Arena', type: 'Concert' },
      ...{ start: new Date(Date.now() + 86_400_000).toISOString(), venueId },
      ...{ status: 'on-sale', currency: 'EUR' },
    },
    stages: [{ stageId: 'stage', label: 'Stage', points: stagePoints() }],
    ticketTypes: zones.map((zone, rank) => ({
      ...{ eventId, type: zone, name: `Zone ${zone.toUpperCase()}`, rank, limits: {}, state: 'on-sale' },
      sells: { by: 'zones', zones: [zone] },
      prices: [
        { priceType: 'adult', name: 'Adult', priceMinor: 9_000 - rank * 1_500 },
        { priceType: 'child', name: 'Child', priceMinor: 4_500 - rank * 750 },
      ],
    })),
    areas: sections.map((section, index) => areaOf(section, index)),
  }
}

/** Rings of sections, as many as are needed, the further out the more in each. */
function arenaSections(count: number): Section[] {
  const tiers = count <= 16 ? 1 : count <= 40 ? 2 : 4
  const around = (count * sectionWidth) / (2 * Math.PI)
  const innermost = Math.max(24, (around - (tierDepth * tiers * (tiers - 1)) / 2) / tiers)
  const sections: Section[] = []
  for (let tier = 0; sections.length < count; tier++) {
    const radius = innermost + tier * tierDepth
    const places = Math.floor((2 * Math.PI * radius) / sectionWidth)
    for (let place = 0; place < places && sections.length < count; place++)
      sections.push(sectionAt(tier, place, (2 * Math.PI * place) / places, radius))
  }
  return sections
}

function sectionAt(tier: number, place: number, direction: number, innerRadius: number): Section {
  const name = `${tier + 1}${String(place + 1).padStart(2, '0')}`
  return {
    ...{ venueId, sectionId: `s${name}`, version: 1, name, stageId: 'stage' },
    rows: Array.from({ length: rowsOfSection }, (_, line) => {
      const radius = innerRadius + line * rowStep
      return {
        label: String(line + 1),
        seats: Array.from({ length: seatsOfRow }, (_, n) => {
          const angle = direction + (n - (seatsOfRow - 1) / 2) / radius
          return {
            ...{ slot: line * seatsOfRow + n, label: String(n + 1), kind: 'seat' as const },
            x: hundredth(radius * Math.sin(angle)),
            y: hundredth(-radius * Math.cos(angle)),
            zone: zones[Math.min(tier + (line >= 10 ? 1 : 0), zones.length - 1)] ?? 'a',
          }
        }),
      }
    }),
  }
}

function areaOf(section: Section, index: number): HouseArea {
  const states = Array.from({ length: seatsOfSection }, (_, slot) => stateOf(index, slot))
  const held = states.flatMap((state, slot) => (state === 'h' ? [[String(slot), 'T02'] as const] : []))
  return {
    area: {
      ...{ kind: 'seated', eventId, areaId: section.sectionId, name: section.name, venueId },
      ...{ sectionId: section.sectionId, sectionVersion: 1, capacity: seatsOfSection },
    },
    section,
    states: states.join(''),
    holders: Object.fromEntries(held),
  }
}

/** The same every time: sold in runs, more of it in front, with a few held and blocked. */
function stateOf(section: number, slot: number): string {
  const drawn = hash(section * 977 + Math.floor(slot / 4))
  const single = hash(section * 31_337 + slot)
  if (single < 0.01) return 'h'
  if (single < 0.02) return 'b'
  return drawn < 0.25 + 0.7 * hash(section * 7 + 3) ? 's' : '.'
}

/** From 0 to 1, by a number (a step of a linear congruential generator, mixed). */
function hash(number: number): number {
  let mixed = (number + 1) * 2_654_435_761
  mixed = (mixed ^ (mixed >>> 15)) >>> 0
  mixed = Math.imul(mixed, 2_246_822_519) >>> 0
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32
}

function stagePoints(): [number, number][] {
  return [
    [-12, -8],
    [12, -8],
    [12, 8],
    [-12, 8],
  ]
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
