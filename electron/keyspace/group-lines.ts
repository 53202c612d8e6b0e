import { z } from 'zod'
import { ticketLine } from '#shared/domain/order'

/** From so many tickets on their lines are written out once a kind. Fewer stay as they are read most easily. */
const packedFrom = 101

type Line = z.infer<typeof ticketLine>
type Kind = Omit<Line, 'slot' | 'placeLabel'>

/** `rows`: the number of the kind, the slot, and the label where it differs from the row before. */
const packedLines = z.strictObject({
  kinds: z.array(z.record(z.string(), z.unknown())),
  rows: z.array(z.union([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number(), z.string()])])),
})

/** Lines as they are stored, in either form; what is read is always plain. */
export const storedLines = z.union([
  z.array(ticketLine),
  packedLines.transform(unpacked).pipe(z.array(ticketLine)),
])

/**
 * The lines of a group, so small that 2,000 of them, their claims and their order fit into the 1.5 MiB that etcd takes
 * in one request: everything but slot and label is said once for all lines that agree in it. A few lines stay plain,
 * and so do lines that have little in common.
 */
export function packLines(lines: readonly Line[]): unknown {
  if (lines.length < packedFrom) return lines
  const kinds: Kind[] = []
  const numbers = new Map<string, number>()
  let lastLabel: string | undefined
  const rows = lines.map(({ slot, placeLabel, ...kind }) => {
    const text = JSON.stringify(kind)
    const n = numbers.get(text) ?? kinds.push(kind) - 1
    numbers.set(text, n)
    const row = placeLabel === lastLabel ? [n, slot] : [n, slot, placeLabel]
    lastLabel = placeLabel
    return row
  })
  return kinds.length * 4 > lines.length ? lines : { kinds, rows }
}

function unpacked({ kinds, rows }: z.infer<typeof packedLines>): Line[] {
  let lastLabel: string | undefined
  return rows.map(([n, slot, placeLabel = lastLabel]) => {
    lastLabel = placeLabel
    return { ...kinds[n], slot, placeLabel } as Line
  })
}
