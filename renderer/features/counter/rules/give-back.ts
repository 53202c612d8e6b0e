import type { TicketLine } from '#shared/domain/order'
import type { Piece } from '#shared/domain/why-best'

/** Which of a customer's seats goes when one ticket of a price does. */
export interface GivenBack {
  drop: TicketLine
  /** This one stays, and takes over the ticket that stood on the seat that goes. */
  becomes?: { line: TicketLine; priceType: string }
}

/**
 * The seat to give back so that those that stay are still together: one at an end of the smallest piece, with a ticket
 * of that price where there is one; else an end goes all the same, and its ticket moves inwards.
 * @param pieces how `lines` sit, the largest piece first
 * @returns undefined without a ticket of that price
 */
export function givenBack(
  pieces: readonly Piece[],
  lines: readonly TicketLine[],
  priceType: string,
): GivenBack | undefined {
  const ofPrice = lines.filter(line => line.priceType === priceType)
  if (ofPrice.length === 0) return undefined
  const lineAt = (piece: Piece, slot: number | undefined) =>
    lines.find(line => line.areaId === piece.areaId && line.slot === slot)
  const smallest = pieces.at(-1)
  const ends = smallest
    ? [lineAt(smallest, smallest.slots.at(-1)), lineAt(smallest, smallest.slots[0])].flatMap(
        line => line ?? [],
      )
    : []
  const end = ends.find(line => line.priceType === priceType)
  if (end) return { drop: end }
  const [drop] = ends
  const line = ofPrice.at(-1)
  if (!line) return undefined
  // Another ticket type may not have that price at all: then the seat itself goes.
  if (!drop || drop.ticketType !== line.ticketType) return { drop: line }
  return { drop, becomes: { line, priceType: drop.priceType } }
}
