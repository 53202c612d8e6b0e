/** Everything that continuous integration runs. The last line on stdout counts it: `N passed, N failed, N skipped`. */
import { ensureBuilt } from './build.mjs'
import { checkSteps } from './check-steps.mjs'
import { capture } from './child.mjs'
import { ensureChromium, ensureVirtualDisplay } from './chromium.mjs'
import { ensurePackages } from './install.mjs'
import { inProject, runScript, say } from './project.mjs'
import { installedElectron } from './runtime.mjs'
import { describe, playwrightReport, runSideBySide, runStep, total, vitestReport } from './steps.mjs'

await runScript(async () => {
  const outcomes = []
  const note = outcome => {
    outcomes.push(outcome)
    console.log(describe(outcome))
  }
  note(await attempt('packages', ensurePackages))
  if (total(outcomes).failed === 0) await runEverything(note)
  const { passed, failed, skipped } = total(outcomes)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  if (failed > 0) process.exitCode = 1
})

/** Stage after stage; one that fails does not keep the later ones from being seen. */
async function runEverything(note) {
  const env = {}
  const launcher = []
  note(await attempt('etcd', async () => (env.ETCD_BIN = await obtainEtcd())))
  note(
    await attempt('browser', async () => (env.TICKETCD_BROWSER = await need(ensureChromium, 'no Chromium'))),
  )
  if (!installedElectron()) {
    say("Electron's runtime is not on this machine: its end-to-end tests are skipped.")
  } else if (lacksDisplay()) {
    const display = async () => launcher.push(await need(ensureVirtualDisplay, 'no Xvfb'), '--auto-servernum')
    note(await attempt('display for Electron', display))
  }
  await runSideBySide(checkSteps, note)
  note(await runStep(vitestStep('tests with etcd', 'etcd', env)))
  note(await runStep(vitestStep('sales under faults', 'campaign', env)))
  note(await attempt('build', ensureBuilt))
  note(await runStep(vitestStep('tests of what was built', 'built', env)))
  note(await runStep(endToEndTests(env, launcher)))
}

const lacksDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY

/** Something that is either there in the end or not; it counts as one test. */
async function attempt(name, action) {
  const begun = performance.now()
  const problem = await action().then(
    () => undefined,
    error => error,
  )
  const seconds = (performance.now() - begun) / 1000
  const output = problem ? String(problem.stack ?? problem) : ''
  return { name, seconds, output, passed: problem ? 0 : 1, failed: problem ? 1 : 0, skipped: 0 }
}

async function need(find, otherwise) {
  const found = await find()
  if (found === undefined) throw new Error(otherwise)
  return found
}

/** Does once, and says, what every test worker would else do for itself. */
async function obtainEtcd() {
  const { status, stdout, output } = await capture(process.execPath, [
    ...['--import', 'tsx'],
    inProject('electron/testing/obtain-etcd.ts'),
  ])
  if (status !== 0) throw new Error(output.trim())
  return stdout.trim()
}

function vitestStep(name, project, env) {
  const report = vitestReport(project)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report.path}`]
  return {
    name,
    args: [inProject('node_modules/vitest/vitest.mjs'), 'run', '--project', project, ...reporters],
    env,
    report,
  }
}

function endToEndTests(env, launcher) {
  const report = playwrightReport('e2e')
  return {
    name: 'end-to-end tests',
    launcher,
    args: [inProject('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report.path },
    report,
  }
}
