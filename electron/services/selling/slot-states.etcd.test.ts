import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { claimKey, keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { conditionOf, type SlotCondition, type SlotStepName, slotSteps } from './slot-states'

const { eventId, hall } = smallHouse
const { areaId } = hall
const price = hall.adultMinor
const slots = [0, 1, 2, 3]

/** What each slot has to be, by the table. */
interface Model {
  conditions: SlotCondition[]
}

/** The two tills, and whose basket and order each slot was last in: names that may long be over. */
interface Real {
  keys: Connection
  tills: [TestTerminal, TestTerminal]
  last: { till: number; basketId: string; orderId: string }[]
}

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

const place = (slot: number) => ({ eventId, areaId, slot })
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const range = (slot: number) => ({
  operationId: newId(),
  eventId,
  ranges: [{ areaId, first: slot, last: slot }],
})

type Deed = (real: Real, slot: number, till: number) => Promise<unknown>

/** How a step is taken for one slot. Each takes ids of its own, so that none is an earlier one asked for again. */
const deeds: Record<Exclude<SlotStepName, 'exchangeOut' | 'exchangeIn' | 'swap'>, Deed> = {
  async hold({ tills, last }, slot, till) {
    const ids = { basketId: newId(), orderId: newId() }
    const { selling, seller } = at(tills, till)
    await selling.hold(seller, { ...ids, wanted: seats(slot) })
    last[slot] = { till, ...ids }
  },
  drop: ({ tills, last }, slot) => at(tills, last[slot]).selling.drop(at(last, slot).basketId, [place(slot)]),
  async retype({ tills, last }, slot) {
    const { till, basketId } = at(last, slot)
    const { selling } = at(tills, till)
    for (const priceType of ['child', 'adult'])
      await selling.retype({ basketId, places: [place(slot)], ticketType: hall.ticketType, priceType })
  },
  async move({ tills, last }, slot) {
    const from = at(last, slot)
    const to = { till: 1 - from.till, basketId: newId(), orderId: newId() }
    await at(tills, to.till).selling.baskets.takeOver(at(tills, to.till).seller, {
      ...{ terminalId: at(tills, from.till).id, basketId: from.basketId },
      ...{ newBasketId: to.basketId, orderId: to.orderId },
    })
    last[slot] = to
  },
  commit: ({ tills, last }, slot) =>
    fromBasket(last, slot, ids => {
      const { selling, seller } = at(tills, last[slot])
      return selling.commit(seller, { ...ids, payments: cash(price) })
    }),
  async sellAtOnce({ tills, last }, slot, till) {
    const { selling, seller } = at(tills, till)
    const orderId = newId()
    const sale = { orderId, wanted: seats(slot), expectedMinor: price, payments: cash(price) }
    await selling.sellAtOnce(seller, sale)
    last[slot] = { till, basketId: newId(), orderId }
  },
  reserve: ({ tills, last }, slot) =>
    fromBasket(last, slot, ids => {
      const { selling, seller } = at(tills, last[slot])
      return selling.reserve(seller, { ...ids, until: inAnHour() })
    }),
  beginPayment: ({ tills, last }, slot) =>
    fromBasket(last, slot, ids => {
      const { selling, seller } = at(tills, last[slot])
      const payments = [{ method: 'card' as const, amountMinor: price }]
      return selling.beginPayment(seller, { ...ids, payments })
    }),
  extendReservation: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.extendReservation(seller, { ...step, until: inAnHour() }),
    ),
  collect: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.collect(seller, { ...step, payments: cash(price) }),
    ),
  letReservationGo: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.releaseReservation(seller, { ...step, why: 'let-go' }),
    ),
  charged: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.settlePayment(seller, { ...step, by: 'device', outcome: 'charged' }),
    ),
  notCharged: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.settlePayment(seller, { ...step, by: 'device', outcome: 'not-charged' }),
    ),
  refund: (real, slot, till) =>
    onOrder(real, slot, till, ({ selling, seller }, step) =>
      selling.refund(seller, { ...step, places: [place(slot)], amountMinor: price, to: { method: 'cash' } }),
    ),
  block: ({ tills }, slot, till) => {
    const { selling, seller } = at(tills, till)
    return selling.blocks.block(seller, { ...range(slot), kind: 'house', reason: '' })
  },
  changeBlock: ({ tills }, slot, till) => {
    const { selling, seller } = at(tills, till)
    return selling.blocks.change(seller, { ...range(slot), reason: 'another' })
  },
  unblock: ({ tills }, slot, till) => {
    const { selling, seller } = at(tills, till)
    return selling.blocks.unblock(seller, range(slot))
  },
  async unblockIntoBasket({ tills, last }, slot, till) {
    const { selling, seller } = at(tills, till)
    const ids = { basketId: newId(), orderId: newId() }
    const wanted = [{ ...place(slot), ticketType: hall.ticketType, priceType: 'adult' }]
    await selling.blocks.unblockIntoBasket(seller, { ...ids, operationId: newId(), wanted })
    last[slot] = { till, ...ids }
  },
}

async function fromBasket(
  last: Real['last'],
  slot: number,
  work: (ids: { basketId: string; orderId: string }) => Promise<unknown>,
): Promise<void> {
  const ids = { ...at(last, slot), orderId: newId() }
  await work({ basketId: ids.basketId, orderId: ids.orderId })
  last[slot] = ids
}

const onOrder = (
  { tills, last }: Real,
  slot: number,
  till: number,
  work: (till: TestTerminal, step: { orderId: string; operationId: string }) => Promise<unknown>,
) => work(at(tills, till), { orderId: at(last, slot).orderId, operationId: newId() })

function at<T>(list: readonly T[], where: number | { till: number } | undefined): T {
  const found = list[typeof where === 'object' ? where.till : (where ?? 0)]
  if (found === undefined) throw new Error('no such one')
  return found
}

/** What etcd says of every slot. */
async function conditions({ keys }: Real): Promise<(SlotCondition | undefined)[]> {
  return Promise.all(
    slots.map(async slot => {
      const kv = await keys.get(claimKey(place(slot)))
      const claim = kv && keyspace.claim.read(kv)
      const orderId = claim && 'orderId' in claim ? String(claim.orderId) : undefined
      const orderKv = orderId ? await keys.get(keyspace.order.key(orderId)) : undefined
      return conditionOf(claim, orderKv && keyspace.order.read(orderKv))
    }),
  )
}

/** How often each step was taken, over all walks. */
const taken = new Map<string, number>()
const note = (...steps: SlotStepName[]) => {
  for (const step of steps) taken.set(step, (taken.get(step) ?? 0) + 1)
}

type Deedable = keyof typeof deeds
const stepNames = Object.keys(deeds) as Deedable[]

/** Tries `step` on a slot: taken where the table has it, and refused without a trace everywhere else. */
async function attempt(step: Deedable, slot: number, till: number, model: Model, real: Real): Promise<void> {
  const { from, to } = slotSteps[step]
  const before = model.conditions[slot]
  const outcome = await deeds[step](real, slot, till).then(
    () => 'done',
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      return 'refused'
    },
  )
  expect([step, before, outcome]).toEqual([step, before, before === from ? 'done' : 'refused'])
  if (outcome === 'done') {
    model.conditions[slot] = to
    note(step)
  }
  expect(await conditions(real)).toEqual(model.conditions)
}

/** Any step on any slot, whatever that is. */
class Try implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly step: Deedable,
    readonly slot: number,
    readonly till: number,
  ) {}
  check = () => true
  run = (model: Model, real: Real) => attempt(this.step, this.slot, this.till, model, real)
  toString = () => `try ${this.step} ${this.slot} at ${this.till}`
}

/** One of the steps that the table has for the slot as it is. */
class Go implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly choice: number,
    readonly slot: number,
    readonly till: number,
  ) {}
  check = () => true
  run(model: Model, real: Real) {
    const open = stepNames.filter(step => slotSteps[step].from === model.conditions[this.slot])
    return attempt(at(open, this.choice % open.length), this.slot, this.till, model, real)
  }
  toString = () => `go ${this.choice} ${this.slot} at ${this.till}`
}

/** A sold seat for a held one. */
class Exchange implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly sold: number,
    readonly held: number,
  ) {}
  check = ({ conditions: are }: Readonly<Model>) => are[this.sold] === 'sold' && are[this.held] === 'held'
  async run(model: Model, real: Real) {
    const { till, basketId } = at(real.last, this.held)
    const { orderId } = at(real.last, this.sold)
    const { selling, seller } = at(real.tills, till)
    await selling.exchange(seller, {
      ...{ orderId, operationId: newId(), from: [place(this.sold)], basketId },
      ...{ payments: [], to: { method: 'cash' } },
    })
    real.last[this.held] = { till, basketId, orderId }
    note('exchangeOut', 'exchangeIn')
    model.conditions[this.sold] = slotSteps.exchangeOut.to
    model.conditions[this.held] = slotSteps.exchangeIn.to
    expect(await conditions(real)).toEqual(model.conditions)
  }
  toString = () => `exchange ${this.sold} for ${this.held}`
}

/** Two sold seats change their orders. */
class Swap implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly one: number,
    readonly other: number,
  ) {}
  check = ({ conditions: are }: Readonly<Model>) =>
    this.one !== this.other && are[this.one] === 'sold' && are[this.other] === 'sold'
  async run(model: Model, real: Real) {
    const [one, other] = [at(real.last, this.one), at(real.last, this.other)]
    if (one.orderId === other.orderId) return
    const { selling, seller } = at(real.tills, 0)
    const theirs = { orderId: other.orderId, place: place(this.other) }
    await selling.swap(seller, {
      ...{ orderId: one.orderId, operationId: newId(), place: place(this.one), with: theirs },
    })
    note('swap')
    real.last[this.one] = { ...one, orderId: other.orderId }
    real.last[this.other] = { ...other, orderId: one.orderId }
    expect(await conditions(real)).toEqual(model.conditions)
  }
  toString = () => `swap ${this.one} and ${this.other}`
}

const slot = fc.constantFrom(...slots)
const till = fc.constantFrom(0, 1)
const tried = fc.tuple(fc.constantFrom(...stepNames), slot, till).map(([step, s, t]) => new Try(step, s, t))
const gone = fc.tuple(fc.nat(100), slot, till).map(([choice, s, t]) => new Go(choice, s, t))
const commands = [
  tried,
  gone,
  gone,
  fc.tuple(slot, slot).map(([sold, held]) => new Exchange(sold, held)),
  fc.tuple(slot, slot).map(([one, other]) => new Swap(one, other)),
]

/** Walks a fresh house, both tills open, and audits it at the end. */
async function walk(commands: Iterable<fc.AsyncCommand<Model, Real>>): Promise<void> {
  const namespace = cluster.freshNamespace()
  const keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  await using north = await startTerminal(cluster, { id: 'T01', namespace })
  await using south = await startTerminal(cluster, { id: 'T02', namespace })
  const real: Real = {
    keys,
    tills: [north, south],
    last: slots.map(() => ({ till: 0, basketId: newId(), orderId: newId() })),
  }
  const model = { conditions: slots.map((): SlotCondition => 'free') }
  await fc.asyncModelRun(() => ({ model, real }), commands)
  expect(await auditKeyspace(keys)).toMatchObject({ violations: [] })
}

it('takes every step of the table', async () => {
  taken.clear()
  const on = (s: number, ...steps: Deedable[]) => steps.map(step => new Try(step, s, 0))
  await walk([
    ...on(0, 'hold', 'retype', 'move', 'commit'),
    ...on(1, 'hold', 'reserve', 'extendReservation', 'collect'),
    new Swap(0, 1),
    ...on(2, 'hold'),
    new Exchange(0, 2),
    ...on(1, 'refund', 'sellAtOnce'),
    ...on(3, 'hold', 'drop', 'hold', 'beginPayment', 'charged', 'refund'),
    ...on(3, 'hold', 'beginPayment', 'notCharged', 'hold', 'reserve', 'letReservationGo'),
    ...on(3, 'block', 'changeBlock', 'unblock', 'block', 'unblockIntoBasket'),
  ])
  expect([...taken.keys()].sort()).toEqual(Object.keys(slotSteps).sort())
})

it('goes through no step but those of the table, whatever is tried on it', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), walk), {
    numRuns: 20,
    endOnFailure: true,
  })
})
