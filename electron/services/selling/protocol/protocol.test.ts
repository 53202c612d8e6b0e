import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { missed, type Row, tableOf } from './check'
import { keepsAll, ruleNames } from './rules'
import { scenarios, worldOf } from './scenarios'
import { search } from './search'

const rows: Row[] = []

describe('with all of its rules the protocol', () => {
  it.each(scenarios)('holds when $title', scenario => {
    expect(search(worldOf(scenario), keepsAll)).toMatchObject({ violation: undefined, complete: true })
  })
})

describe('without one of its rules the protocol', () => {
  it.each(ruleNames)('breaks: %s', rule => {
    const row = missed(rule)
    rows.push(row)
    expect(row.violation).toBeDefined()
  })

  it('breaks as ARCHITECTURE.md says', () => {
    const document = readFileSync(new URL('../../../../ARCHITECTURE.md', import.meta.url), 'utf8')
    expect(document).toContain(tableOf(rows))
  })
})
