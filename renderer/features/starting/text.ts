import { count } from '../../ui/text/common'

export const startingText = {
  title: 'Starting',
  preparing: 'Preparing the cluster of this till.',
  reading: 'Reading what is on sale.',
  nodes: 'Nodes',
  elapsed: (seconds: number) => (seconds < 2 ? '' : `${count(seconds)} s`),
  answers: 'answers',
  notYet: 'not yet',
  slow: 'This takes longer than usual. The first start may have to fetch etcd; later ones take seconds.',
}
