import type { CounterPage } from '../pages/counter-page'
import type { brokenLine } from './broken-line'

/**
 * Two windows click the same seat of the row they both show. The loser's message waits on its line until the winner has
 * the seat; that is quick, for a message that waits longer than a write may take is told as not known.
 */
export async function raceForSeat(
  line: Awaited<ReturnType<typeof brokenLine>>,
  winner: CounterPage,
  loser: CounterPage,
  seat: number,
): Promise<void> {
  const at = { winner: await winner.middleOf(String(seat)), loser: await loser.middleOf(String(seat)) }
  line.proxy.stall('requests')
  await loser.page.mouse.click(at.loser.x, at.loser.y)
  await winner.page.mouse.click(at.winner.x, at.winner.y)
  await winner.basket.getByText(`, seat ${seat}`).first().waitFor()
  await line.proxy.resume()
}
