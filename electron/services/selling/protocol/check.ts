import { type RuleName, ruleNames, rules, without } from './rules'
import { type Scenario, scenarios, worldOf } from './scenarios'
import { search, type Violation } from './search'

/** What goes wrong without a rule, in the scenario that shows it soonest. */
export interface Row {
  rule: RuleName
  title: string
  violation: Violation | undefined
}

/** Looks for what goes wrong without `rule`. */
export function missed(rule: RuleName): Row {
  const found = scenarios
    .filter(({ needs }) => needs.includes(rule))
    .map(scenario => ({ scenario, violation: search(worldOf(scenario), without(rule)).violation }))
    .sort((a, b) => lengthOf(a) - lengthOf(b))[0]
  return { rule, title: found?.scenario.title ?? '', violation: found?.violation }
}

const lengthOf = ({ violation }: { violation: Violation | undefined }) =>
  violation?.trace.length ?? Number.POSITIVE_INFINITY

/** The table as it stands in ARCHITECTURE.md. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ rule, title, violation }) => [
    rules[rule],
    violation?.wrong ?? 'nothing was found',
    title,
    `${violation?.trace.length ?? ''}`,
  ])
  const head = ['rule', 'without it', 'shown by', 'steps']
  return [head, head.map(() => '---'), ...cells].map(row => `| ${row.join(' | ')} |`).join('\n')
}

/** @returns the scenarios whose title contains `part`. */
export const scenariosNamed = (part: string): Scenario[] =>
  scenarios.filter(({ title }) => title.includes(part))

export const everyRow = (): Row[] => ruleNames.map(missed)
