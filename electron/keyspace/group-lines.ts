import { z } from 'zod'
import { type Place, place, ticketLine } from '#shared/domain/order'

/** From so many tickets on their lines are written out once a kind. Fewer stay as they are read most easily. */
const packedFrom = 101

type Line = z.infer<typeof ticketLine>

const kind = ticketLine.omit({ slot: true, placeLabel: true })
type Kind = z.infer<typeof kind>

/** The number of the kind, the slot, and the label where it differs from the row before. */
type Row = [kind: number, slot: number, placeLabel?: string]

/** A group has thousands of them: looked at by hand, a tenth of the time that a schema takes. */
const row = z.custom<Row>(
  value =>
    Array.isArray(value) &&
    (value.length === 2 || (value.length === 3 && typeof value[2] === 'string')) &&
    Number.isInteger(value[0]) &&
    Number.isInteger(value[1]) &&
    value[1] >= 0 &&
    value[1] <= 999_999,
)

const packedLines = z
  .strictObject({ kinds: z.array(kind), rows: z.array(row) })
  .refine(({ kinds, rows }) => rows.every(([n]) => n in kinds) && (rows[0]?.length ?? 3) === 3)
  .transform(({ kinds, rows }): Line[] => {
    let lastLabel = ''
    return rows.map(([n, slot, placeLabel = lastLabel]) => {
      lastLabel = placeLabel
      return { ...(kinds[n] as Kind), slot, placeLabel }
    })
  })

/** The slots of one area, in the order in which they stand. */
const packedPlaces = z
  .array(place.omit({ slot: true }).extend({ slots: z.array(z.number().int().min(0).max(999_999)) }))
  .transform((areas): Place[] =>
    areas.flatMap(({ slots, ...area }) => slots.map(slot => ({ ...area, slot }) as Place)),
  )

/** Places as they are stored, in either form; what is read is always plain. */
export const storedPlaces = z.union([z.array(place), packedPlaces])

/** Lines as they are stored, in either form; what is read is always plain. */
export const storedLines = z.union([z.array(ticketLine), packedLines])

/**
 * The lines of a group, so small that 2,000 of them, their claims and their order fit into the 1.5 MiB that etcd takes
 * in one request: everything but slot and label is said once for all lines that agree in it. A few lines stay plain,
 * and so do lines that have little in common.
 */
export function packLines(lines: readonly Line[]): unknown {
  if (lines.length < packedFrom) return lines
  const kinds: Kind[] = []
  const numbers = new Map<string, number>()
  let before: { line: Line; n: number } | undefined
  const rows = lines.map((line): Row => {
    const { slot, placeLabel } = line
    const n = before && sameKind(before.line, line) ? before.n : numberOf(line)
    const sameLabel = before?.line.placeLabel === placeLabel
    before = { line, n }
    return sameLabel ? [n, slot] : [n, slot, placeLabel]
  })
  return kinds.length * 4 > lines.length ? lines : { kinds, rows }

  function numberOf({ slot: _, placeLabel: __, ...rest }: Line): number {
    const text = JSON.stringify(rest)
    const n = numbers.get(text) ?? kinds.push(rest) - 1
    numbers.set(text, n)
    return n
  }
}

/** Whether two lines surely say the same but for slot and label; most follow one that does. */
function sameKind(a: Line, b: Line): boolean {
  const fields = Object.keys(a)
  return (
    fields.length === Object.keys(b).length &&
    fields.every(field => field === 'slot' || field === 'placeLabel' || a[field] === b[field])
  )
}

/** The places of a group: each run of them in one area names it once. */
export function packPlaces(places: readonly Place[]): unknown {
  if (places.length < packedFrom) return places
  const areas: { eventId: string; areaId: string; slots: number[] }[] = []
  for (const { eventId, areaId, slot } of places) {
    const last = areas.at(-1)
    if (last?.eventId === eventId && last.areaId === areaId) last.slots.push(slot)
    else areas.push({ eventId, areaId, slots: [slot] })
  }
  return areas
}
