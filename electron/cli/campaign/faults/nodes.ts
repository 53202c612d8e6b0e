import { setTimeout as pause } from 'node:timers/promises'
import type { NodeAddress } from '../cluster/nodes-process'
import type { Arena, Fault } from './fault'

const someNode = ({ cluster, random }: Arena) => random.pick(cluster.nodes)
const theLeader = async (arena: Arena) => (await arena.cluster.leader()) ?? someNode(arena)
/** So many that the rest is no quorum. */
const majority = ({ cluster, random }: Arena) =>
  random.shuffled(cluster.nodes).slice(0, Math.floor(cluster.nodes.length / 2) + 1)

async function killAndRevive({ cluster, strike }: Arena, nodes: readonly NodeAddress[], deadMs: number) {
  strike()
  await Promise.all(nodes.map(node => cluster.kill(node)))
  await pause(deadMs)
  await Promise.all(nodes.map(node => cluster.revive(node)))
  await cluster.whole()
}

async function freezeAndThaw({ cluster, strike }: Arena, nodes: readonly NodeAddress[], frozenMs: number) {
  strike()
  await Promise.all(nodes.map(node => cluster.freeze(node)))
  await pause(frozenMs)
  await Promise.all(nodes.map(node => cluster.thaw(node)))
  await cluster.whole()
}

/** What happens to the processes of nodes. */
export const nodeFaults: readonly Fault[] = [
  {
    name: 'node killed',
    run: arena => killAndRevive(arena, [someNode(arena)], 300 + arena.random.below(1_500)),
  },
  {
    name: 'node frozen',
    run: arena => freezeAndThaw(arena, [someNode(arena)], 1_500 + arena.random.below(2_000)),
  },
  {
    name: 'leader killed',
    run: async arena => killAndRevive(arena, [await theLeader(arena)], 300 + arena.random.below(1_500)),
  },
  {
    name: 'leader frozen',
    run: async arena => freezeAndThaw(arena, [await theLeader(arena)], 1_500 + arena.random.below(2_000)),
  },
  {
    // Longer than a terminal goes on asking, so that cashiers are told that the outcome is unknown.
    name: 'quorum frozen',
    run: arena => freezeAndThaw(arena, majority(arena), 9_500 + arena.random.below(1_000)),
  },
  {
    name: 'quorum killed',
    run: arena => killAndRevive(arena, majority(arena), 1_000 + arena.random.below(3_000)),
  },
]
