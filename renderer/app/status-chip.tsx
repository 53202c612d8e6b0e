import { Popover } from '@base-ui/react/popover'
import { TriangleAlert } from 'lucide-react'
import { Dot, type Tone } from '../ui/chip'
import { classes } from '../ui/classes'
import { floatingLook } from '../ui/menu'
import { answering, type ClusterState, useClusterState } from './cluster-state'
import { NodesPanel } from './nodes-panel'
import { appText } from './text'

const looks: Record<ClusterState['is'], { tone: Tone; box: string }> = {
  selling: { tone: 'ok', box: 'border-line-strong bg-surface text-ink-soft hover:bg-hover' },
  unknown: { tone: 'neutral', box: 'border-line-strong bg-surface text-ink-soft' },
  starting: { tone: 'accent', box: 'border-accent-line bg-accent-soft text-accent' },
  stale: { tone: 'warn', box: 'border-warn-line bg-warn-soft text-warn' },
  'no-quorum': { tone: 'danger', box: 'border-danger-fill bg-danger-fill text-on-accent' },
  disconnected: { tone: 'danger', box: 'border-danger-fill bg-danger-fill text-on-accent' },
}

/** How the cluster is, in a few words; pressing it names the nodes. */
export function StatusChip() {
  const state = useClusterState()
  const { tone, box } = looks[state.is]
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${appText.chip.label}: ${chipText(state)}`}
        className={classes(
          'flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-meta font-[550] transition-colors',
          box,
        )}
      >
        {tone === 'danger' ? <TriangleAlert size={14} aria-hidden /> : <Dot tone={tone} />}
        {chipText(state)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className="z-20">
          <Popover.Popup className={classes(floatingLook, 'w-88')}>
            <NodesPanel state={state} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function chipText(state: ClusterState): string {
  if (state.is === 'disconnected') return appText.chip.disconnected
  if (state.is === 'unknown') return '…'
  const { status } = state
  const { answering: up, all } = answering(status)
  const parts = all === 0 ? [] : [appText.chip.nodes(up, all)]
  if (state.is !== 'selling') parts.push(appText.phase[state.is])
  else if (status.confirmMs !== undefined) parts.push(appText.chip.confirmation(status.confirmMs))
  return parts.join(' · ') || appText.phase[state.is]
}
