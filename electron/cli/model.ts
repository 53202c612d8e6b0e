/**
 * The longer run of the model of the protocol (../services/selling/protocol): more faults in every scenario, walks at
 * random with still more, and the table of ARCHITECTURE.md. Ends by itself; exit status 1 when something goes wrong
 * with all rules, or nothing goes wrong without one of them.
 *
 * `npm run model -- [--faults 1] [--states 100000] [--walks 500] [--seed 1] [--only WORDS] [--trace RULE]`
 */
import { parseArgs } from 'node:util'
import { seededRandom } from '../demo/random'
import { everyRow, missed, scenariosNamed, tableOf } from '../services/selling/protocol/check'
import { keepsAll, type RuleName, ruleNames, rules } from '../services/selling/protocol/rules'
import { wholeDay, worldOf } from '../services/selling/protocol/scenarios'
import { search, type Violation, walk } from '../services/selling/protocol/search'

const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '1' },
    states: { type: 'string', default: '100000' },
    walks: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    trace: { type: 'string' },
  },
})
const [faults, maxStates, walks, seed] = [values.faults, values.states, values.walks, values.seed].map(
  Number,
) as [number, number, number, number]

const say = (text: string) => console.log(text)
const since = (start: number) => `${((performance.now() - start) / 1000).toFixed(1)} s`

if (values.trace) tell(values.trace)
else run()

/** The shortest way to what goes wrong without a rule. */
function tell(name: string) {
  const rule = ruleNames.find(each => each === name)
  if (!rule) {
    process.exitCode = 1
    return say(`There is no rule ${name}. These are: ${ruleNames.join(', ')}`)
  }
  say(`Without “${rules[rule]}”:`)
  sayViolation(missed(rule as RuleName).violation)
}

function sayViolation(violation: Violation | undefined) {
  violation?.trace.forEach((step, n) => {
    say(`${String(n + 1).padStart(4)}  ${step}`)
  })
  say(`      → ${violation?.wrong ?? 'nothing goes wrong'}`)
}

function run() {
  const start = performance.now()
  let states = 0
  let steps = 0
  let wrong = 0
  const note = (violation: Violation | undefined) => {
    if (!violation) return
    wrong++
    sayViolation(violation)
  }

  const named = scenariosNamed(values.only)
  for (const scenario of named) {
    const begun = performance.now()
    const found = search(worldOf(scenario, faults), keepsAll, maxStates)
    states += found.states
    const all = found.complete ? 'all' : 'the first'
    say(`${scenario.title}: ${all} ${found.states} states, ${since(begun)}`)
    note(found.violation)
  }

  const random = seededRandom(seed)
  for (const scenario of [...named, ...(values.only ? [] : [wholeDay])]) {
    const world = worldOf(scenario, faults + 2)
    for (let n = 0; n < walks; n++) {
      const walked = walk(world, keepsAll, random.next)
      steps += walked.steps
      note(walked.violation)
    }
  }
  say(`${walks} walks a scenario, seed ${seed}: ${steps} steps`)

  if (!values.only) {
    const rows = everyRow()
    wrong += rows.filter(({ violation }) => !violation).length
    say(`\n${tableOf(rows)}\n`)
  }
  say(`${states} states and ${steps} steps at random in ${since(start)}: ${wrong} wrong`)
  if (wrong > 0) process.exitCode = 1
}
