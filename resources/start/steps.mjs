import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { capture } from './child.mjs'
import { inProject } from './project.mjs'

/**
 * One thing that a check or a test run does.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} args what Node runs
 * @property {Counter} [report] where the step's own count of tests is found; without it the step counts as one test
 * @property {NodeJS.ProcessEnv} [env] added to ours
 * @property {string[]} [launcher] a command, with its arguments, that Node is run through
 *
 * @typedef {object} Counter
 * @property {string} path a file the step writes
 * @property {(report: any) => Counts} read
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Counts & { name: string, seconds: number, output: string }} Outcome
 */

/** What vitest's json reporter writes. */
export const vitestReport = name => ({
  path: inProject('out', 'test', `${name}.json`),
  read: report => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
})

/** What Playwright's json reporter writes. */
export const playwrightReport = name => ({
  path: inProject('out', 'test', `${name}.json`),
  read: ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }),
})

/**
 * Runs one step to its end; its failure is an outcome, not an exception.
 *
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep(step) {
  const begun = performance.now()
  if (step.report) prepareReport(step.report.path)
  const [command, ...args] = [...(step.launcher ?? []), process.execPath, ...step.args]
  // What they say is shown indented, or read in a log.
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...step.env }
  const { status, output } = await capture(command, args, { env })
  const seconds = (performance.now() - begun) / 1000
  return { name: step.name, seconds, output, ...count(step, status) }
}

/**
 * Runs steps side by side, as many as there are processors.
 *
 * @param {readonly Step[]} steps the longest first
 * @param {(outcome: Outcome) => void} onOutcome
 * @returns {Promise<Outcome[]>}
 */
export async function runSideBySide(steps, onOutcome) {
  const waiting = [...steps]
  const outcomes = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await runStep(step)
      outcomes.push(outcome)
      onOutcome(outcome)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return outcomes
}

/** A step that fails without a failed test, such as one that crashes, counts as a failure too. */
function count(step, status) {
  if (!step.report) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  const counts = readReport(step.report)
  const nothingRan = counts.passed + counts.failed === 0
  if (counts.failed === 0 && (status !== 0 || nothingRan)) return { ...counts, failed: 1 }
  return counts
}

function prepareReport(path) {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
}

function readReport({ path, read }) {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // A step that ended before it wrote its report has failed, which its exit status says as well.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** @param {Outcome} outcome */
export function describe({ name, seconds, passed, failed, skipped, output }) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`
  const line = `${failed > 0 ? '✗' : '✓'} ${name} (${counts}, ${seconds.toFixed(1)} s)`
  return failed > 0 ? `${line}\n${indent(output)}` : line
}

const indent = text => text.trimEnd().replaceAll(/^/gm, '    ')

/** @param {readonly Counts[]} outcomes */
export function total(outcomes) {
  const sum = name => outcomes.reduce((result, outcome) => result + outcome[name], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}
