import type { Order } from '#shared/domain/order'
import type { Read } from '../reading/read'
import type { Rule } from '../rule'

const orderCharges: Rule<Read<Order>> = {
  name: 'order-charges',
  sentence:
    'A fee is its share of each ticket that costs anything; a tax is what its rate makes of each ticket after discounts ' +
    'and of each fee; discounts take no more off the tickets they are for than those cost.',
  *findings({ key, value: { lines, discounts, fees, taxes } }) {
    const paying = lines.filter(({ priceMinor }) => priceMinor > 0).length
    for (const { name, perTicketMinor, amountMinor } of fees)
      if (perTicketMinor !== undefined && amountMinor !== paying * perTicketMinor)
        yield { keys: [key], detail: `${name} is ${amountMinor} for ${paying} tickets at ${perTicketMinor}` }
    const left = lines.map(({ priceMinor }) => BigInt(priceMinor))
    for (const { name, amountMinor, eventIds } of discounts) {
      const meant = left.map((minor, n) =>
        eventIds?.includes(lines[n]?.eventId ?? '') === false ? 0n : minor,
      )
      const costMinor = sum(meant)
      if (BigInt(amountMinor) > costMinor)
        yield { keys: [key], detail: `${name} takes ${amountMinor} off tickets that cost ${costMinor}` }
      for (const [n, share] of shared(BigInt(amountMinor), meant).entries()) left[n] = (left[n] ?? 0n) - share
    }
    for (const { name, basisPoints, amountMinor } of taxes) {
      if (basisPoints === undefined) continue
      const parts = [...left, ...fees.map(fee => BigInt(fee.amountMinor))]
      const dueMinor = sum(parts.map(minor => taxIn(minor, BigInt(basisPoints))))
      if (BigInt(amountMinor) !== dueMinor)
        yield { keys: [key], detail: `${name} is ${amountMinor}, and its rate makes ${dueMinor}` }
    }
  },
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, minor) => total + minor, 0n)

/** The tax in a price that has it in it, rounded half up. */
function taxIn(minor: bigint, basisPoints: bigint): bigint {
  const whole = 10_000n + basisPoints
  return (2n * minor * basisPoints + whole) / (2n * whole)
}

/** An amount in parts in proportion to `costs`; what rounding leaves goes to the largest remainders, the first first. */
function shared(amount: bigint, costs: readonly bigint[]): bigint[] {
  const whole = sum(costs)
  if (whole === 0n) return costs.map(() => 0n)
  const parts = costs.map(cost => (cost * amount) / whole)
  const remainders = costs.map((cost, n) => ({ n, rest: (cost * amount) % whole }))
  remainders.sort((a, b) => (a.rest === b.rest ? a.n - b.n : a.rest > b.rest ? -1 : 1))
  const left = Number(amount - sum(parts))
  for (const { n } of remainders.slice(0, left)) parts[n] = (parts[n] ?? 0n) + 1n
  return parts
}

/** Looked at order by order, as it is read. */
export const chargeRules = [orderCharges]
