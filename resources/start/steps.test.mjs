import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  describe as describeOutcome,
  playwrightReport,
  runSideBySide,
  runStep,
  total,
  vitestReport,
} from './steps.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const script = (name, code, rest = {}) => ({ name, args: ['-e', code], ...rest })

/** A step that writes a report, as vitest does, and ends with a status. */
function reporting(report, status) {
  const path = join(folder, 'report.json')
  const code = `require('fs').writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(JSON.stringify(report))}); process.exit(${status})`
  return script('tests', code, { report: { path, read: vitestReport('any').read } })
}

const vitest = (passed, failed, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
})

describe('a step', () => {
  it('without tests of its own counts as one', async () => {
    expect(await runStep(script('good', ''))).toMatchObject({ passed: 1, failed: 0, skipped: 0 })
    expect(await runStep(script('bad', 'process.exit(3)'))).toMatchObject({
      passed: 0,
      failed: 1,
      skipped: 0,
    })
  })

  it('counts the tests its report names', async () => {
    expect(await runStep(reporting(vitest(5, 0, 2), 0))).toMatchObject({ passed: 5, failed: 0, skipped: 2 })
    expect(await runStep(reporting(vitest(5, 2), 1))).toMatchObject({ passed: 5, failed: 2, skipped: 0 })
  })

  it('has failed when it fails without a failed test, and when it ran none', async () => {
    expect(await runStep(reporting(vitest(5, 0), 1))).toMatchObject({ passed: 5, failed: 1 })
    expect(await runStep(reporting(vitest(0, 0, 4), 0))).toMatchObject({ passed: 0, failed: 1, skipped: 4 })
  })

  it('has failed when it wrote no report, and does not read that of an earlier run', async () => {
    await runStep(reporting(vitest(5, 0), 0))
    const { report } = reporting(vitest(0, 0), 0)
    expect(await runStep(script('crashed', '', { report }))).toMatchObject({ passed: 0, failed: 1 })
  })

  it('has failed when its program is missing', async () => {
    expect(await runStep(script('gone', '', { launcher: [join(folder, 'nothing')] }))).toMatchObject({
      failed: 1,
    })
  })

  it('shows what it said only when it failed', async () => {
    const said = status => runStep(script('talks', `console.log('a finding'); process.exit(${status})`))
    expect(describeOutcome(await said(0))).toMatch(/^✓ talks \(1 passed, 0 failed, 0 skipped, \d+\.\d s\)$/)
    expect(describeOutcome(await said(1))).toMatch(/^✗ talks \(.*\)\n {4}a finding$/)
  })
})

describe('many steps', () => {
  it('all run, whatever becomes of the others, and are summed', async () => {
    const seen = []
    const steps = [script('bad', 'process.exit(1)'), script('good', ''), reporting(vitest(3, 1, 1), 1)]
    const outcomes = await runSideBySide(steps, ({ name }) => seen.push(name))
    expect(seen.sort()).toEqual(['bad', 'good', 'tests'])
    expect(total(outcomes)).toEqual({ passed: 4, failed: 2, skipped: 1 })
  })
})

it("reads Playwright's counts, a flaky test being one that passed", () => {
  const stats = { expected: 7, flaky: 1, unexpected: 2, skipped: 3 }
  expect(playwrightReport('any').read({ stats })).toEqual({ passed: 8, failed: 2, skipped: 3 })
})
