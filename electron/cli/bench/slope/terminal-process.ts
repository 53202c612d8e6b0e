import { cash, newSale } from '../../../testing/terminal'
import { orderMinor, ticketTypeKey, wanted } from '../arena'
import { serveTasks } from '../processes'
import { type Arena, endTill, startTill, type Till } from '../sale/till'

/* The terminal of `bench slope` on one of its clusters, and a bare client beside it. */

/** How long each commit took, and the same transaction by the bare client. */
export interface Commits {
  oursMs: number[]
  rawMs: number[]
}

let till: Till | undefined

const timed = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

/** Holds and commits an order, then has the bare client make the same two transactions. */
async function commit(
  { terminal, sent, bare }: Till,
  eventId: string,
): Promise<{ ours: number; raw: number }> {
  const { selling, seller } = terminal
  const sale = newSale()
  sent.take()
  await selling.hold(seller, { ...sale, wanted: wanted(eventId) })
  const ours = await timed(selling.commit(seller, { ...sale, payments: cash(orderMinor) }))
  const prepared = sent.take().map(({ txn }) => bare.prepare(txn))
  const last = prepared.pop()
  if (!last) throw new Error('An order was sold without a transaction')
  for (const each of prepared) await bare.send(each)
  return { ours, raw: await timed(bare.send(last)) }
}

const tasks = {
  async start(options: { endpoints: string[]; namespace: string; bareNamespace: string }): Promise<void> {
    till = await startTill(options, 'T01')
  },

  /** `count` orders, one after another. */
  async commits({ arena, count }: { arena: Arena; count: number }): Promise<Commits> {
    if (!till) throw new Error('The terminal has not been started')
    await till.terminal.replica.reached(arena.revision)
    till.bare.learn(ticketTypeKey(arena.eventId), arena.bareRevision)
    const commits: Commits = { oursMs: [], rawMs: [] }
    for (let n = 0; n < count; n++) {
      const { ours, raw } = await commit(till, arena.eventId)
      commits.oursMs.push(ours)
      commits.rawMs.push(raw)
    }
    return commits
  },
}
export type SlopeTasks = typeof tasks

serveTasks(tasks, async () => {
  if (till) await endTill(till)
})
