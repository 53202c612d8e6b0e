import type { AuditResult } from './audit-keyspace'
import type { Violation } from './rule'
import { sentences } from './rules'

/** So many violations of one rule are shown; `--json` has them all. */
const shownPerRule = 20

/** What a person reads: what was checked, and rule by rule what is wrong. */
export function reportLines(result: AuditResult): string[] {
  const { revision, keys, seconds, orders, claims, violations } = result
  const checked =
    `Read ${counted(keys, 'key')} at revision ${revision}: ${counted(orders, 'order')}, ` +
    `${counted(claims, 'claim')}, ${counted(sentences.size, 'rule')}, in ${seconds.toFixed(1)} s.`
  if (violations.length === 0) return [checked, 'Every rule holds.']
  const byRule = new Map<string, Violation[]>()
  for (const violation of violations) {
    const found = byRule.get(violation.rule) ?? []
    byRule.set(violation.rule, found)
    found.push(violation)
  }
  return [
    checked,
    `${counted(violations.length, 'violation')} of ${counted(byRule.size, 'rule')}:`,
    ...[...byRule].flatMap(([rule, found]) => ['', ...rulesLines(rule, found)]),
  ]
}

function rulesLines(rule: string, found: readonly Violation[]): string[] {
  const shown = found.slice(0, shownPerRule).map(({ keys: [first, ...others], detail }) => {
    const also =
      others.length > 0 ? ` (see ${others.slice(0, 5).join(' ')}${others.length > 5 ? ' …' : ''})` : ''
    return `  ${first}: ${detail}${also}`
  })
  const more = found.length - shown.length
  return [
    `${rule}: ${sentences.get(rule)}`,
    ...shown,
    ...(more > 0 ? [`  … and ${counted(more, 'more', 'more')}; --json shows all`] : []),
  ]
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
