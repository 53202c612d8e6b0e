import { expect, it } from 'vitest'
import { reportLines } from './report'

const result = { revision: 12, keys: 1_234, seconds: 1.26, orders: 1, claims: 0, violations: [] }

it('says what was read, and that all is well', () => {
  expect(reportLines(result)).toEqual([
    expect.stringMatching(/^Read 1,234 keys at revision 12: 1 order, 0 claims, \d+ rules, in 1\.3 s\.$/),
    'Every rule holds.',
  ])
})

it('says rule by rule what is wrong, with its keys, and does not fill the screen with one rule', () => {
  const violations = [
    ...Array.from({ length: 22 }, (_, n) => ({
      rule: 'capacity',
      keys: [`area:e:${n}`],
      detail: 'too many',
    })),
    { rule: 'owner-claim', keys: ['order:1', 'claim:e:a:000001'], detail: 'there is none' },
  ]
  const lines = reportLines({ ...result, violations })
  expect(lines).toContain('23 violations of 2 rules:')
  expect(lines).toContain('capacity: No area has more claims than its capacity.')
  expect(lines).toContain('  area:e:19: too many')
  expect(lines).not.toContain('  area:e:20: too many')
  expect(lines).toContain('  … and 2 more; --json shows all')
  expect(lines).toContain('  order:1: there is none (see claim:e:a:000001)')
})
