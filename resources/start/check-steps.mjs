import { inProject } from './project.mjs'
import { vitestReport } from './steps.mjs'

const program = path => inProject('node_modules', path)
const unit = vitestReport('unit')

/**
 * Everything that needs neither etcd nor a browser, the longest first.
 *
 * @type {import('./steps.mjs').Step[]}
 */
export const checkSteps = [
  {
    name: 'unit tests',
    args: [
      program('vitest/vitest.mjs'),
      ...['run', '--project', 'unit', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit.path}`],
    ],
    report: unit,
  },
  { name: 'types', args: [program('typescript/bin/tsc'), '--build'] },
  { name: 'dead code', args: [program('knip/bin/knip.js'), '--no-progress'] },
  { name: 'import boundaries', args: [inProject('resources/start/boundaries.mjs')] },
  { name: 'format and lint', args: [program('@biomejs/biome/bin/biome'), 'ci', '--colors=off'] },
]
