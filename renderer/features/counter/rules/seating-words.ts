import type { Seating } from '#shared/domain/why-best'
import { counterText } from '../text'
import { numbersInWords } from './account'

/** Where a group sits, in a few words: `row F, 9–11`, or in how many pieces. */
export function groupInWords({ pieces }: Seating): string {
  const count = pieces.reduce((sum, { labels }) => sum + labels.length, 0)
  const [only, ...more] = pieces
  if (!only) return ''
  if (more.length > 0) return counterText.inPieces(count, pieces.length)
  return counterText.bestTogether(count, pieceInWords(only))
}

/** `Row F, 9–11`. */
export function pieceInWords({ row, labels }: Seating['pieces'][number]): string {
  return counterText.pieceOf(row, numbersInWords(labels))
}

/** Why a group sits where it does, the most telling first. */
export function reasonsInWords({ reasons, pieces }: Seating): string[] {
  const [first] = pieces
  const isAlone = pieces.length === 1 && first?.labels.length === 1
  return [
    ...reasons.filter(reason => reason !== 'central').map(reason => counterText.reasons[reason]),
    ...(first && pieces.length === 1 ? [counterText.fromCentre(first.fromCentre)] : []),
    ...(reasons.includes('leaves-a-lone-seat') || isAlone ? [] : [counterText.strandsNobody]),
  ]
}
