export { buildDemo } from './build'
export { type DemoOutcome, loadDemo } from './load'
