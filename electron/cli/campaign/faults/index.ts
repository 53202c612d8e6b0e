import type { Fault } from './fault'
import { nodeFaults } from './nodes'
import { storeFaults } from './store'
import { tillFaults } from './tills'

/** Two series side by side: what happens to nodes and their store, one after another, and what happens to tills. */
export const series: Readonly<Record<'nodes' | 'tills', readonly Fault[]>> = {
  nodes: [...nodeFaults, ...storeFaults],
  tills: tillFaults,
}
