import type { CampaignResult } from './campaign'

/** How many violations are told one by one. */
const toldAtMost = 20

const counted = (tally: Record<string, number>) =>
  Object.entries(tally)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${count} × ${name}`)
    .join(', ')

/** A campaign's result for a person. */
export function reportLines(result: CampaignResult): string[] {
  const { orders, faults, ambiguous, violations, voidBecause } = result
  const more = violations.length - toldAtMost
  return [
    `Seed ${result.seed}: ${orders} orders by ${result.terminals} terminals on ${result.nodes} nodes in ${Math.round(result.seconds)} s,`,
    `${result.attempts} operations, ${ambiguous} of them ambiguous; ${result.revisions} revisions seen.`,
    `${faults} faults, ${result.met} of them while an operation was under way: ${counted(result.struck)}.`,
    `Told: ${counted(result.outcomes)}.`,
    `${result.oversold} oversold, ${result.lost} lost, ${result.duplicated} duplicated.`,
    ...violations
      .slice(0, toldAtMost)
      .flatMap(({ rule, revision, about, trail = [] }) => [
        `  ${rule}${revision === undefined ? '' : ` at ${revision}`}: ${about}`,
        ...trail.map(line => `      ${line}`),
      ]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(voidBecause.length > 0 ? [`Void: ${voidBecause.join('; ')}.`] : []),
    result.ok
      ? 'Every promise was kept.'
      : violations.length > 0
        ? 'A promise was broken.'
        : 'It says nothing.',
  ]
}
