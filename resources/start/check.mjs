import { checkSteps } from './check-steps.mjs'
import { ensurePackages } from './install.mjs'
import { runScript } from './project.mjs'
import { describe, runSideBySide, total } from './steps.mjs'

await runScript(async () => {
  await ensurePackages()
  const outcomes = await runSideBySide(checkSteps, outcome => console.log(describe(outcome)))
  const { failed } = total(outcomes)
  console.log(failed === 0 ? 'Everything is in order.' : `${failed} found wrong.`)
  if (failed > 0) process.exitCode = 1
})
