import { Popover } from '@base-ui/react/popover'
import type { TerminalStatus } from '#shared/contract/system'
import { useTimeZone } from '../stores/terminal'
import { Dot, Tag } from '../ui/chip'
import { clockTime } from '../ui/dates'
import { count } from '../ui/text/common'
import type { ClusterState } from './cluster-state'
import { appText } from './text'

/** The nodes by name, and how fresh what this till shows is. */
export function NodesPanel({ state }: { state: ClusterState }) {
  const text = appText.nodes
  return (
    <>
      <Popover.Title className="border-line border-b px-4 py-3 text-panel">{text.title}</Popover.Title>
      {'status' in state ? (
        <KnownNodes status={state.status} />
      ) : (
        <p className="px-4 py-3 text-ink-soft">
          {state.is === 'disconnected' ? appText.disconnected.title : text.none}
        </p>
      )}
    </>
  )
}

function KnownNodes({ status }: { status: TerminalStatus }) {
  const text = appText.nodes
  const timeZone = useTimeZone()
  const nodes = [...status.nodes].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <>
      <ul>
        {nodes.map(node => (
          <li key={node.endpoint} className="flex items-center gap-2.5 border-line border-b px-4 py-2">
            <Dot tone={node.answers ? 'ok' : 'danger'} />
            <div className="min-w-0 grow">
              <p className="flex items-center gap-2 text-label">
                {node.name}
                {node.leader && <Tag tone="accent">{text.leader}</Tag>}
              </p>
              <p className="truncate text-ink-faint text-meta" title={node.problem}>
                {node.endpoint}
                {node.version && ` · etcd ${node.version}`}
              </p>
            </div>
            <Tag tone={node.answers ? 'ok' : 'danger'}>{node.answers ? text.answers : text.silent}</Tag>
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 px-4 py-3 [&>dd]:text-right">
        <dt className="text-ink-soft">{text.confirmation}</dt>
        <dd>
          {status.confirmMs === undefined
            ? text.confirmationNone
            : appText.chip.confirmation(status.confirmMs)}
        </dd>
        {status.syncedAt && (
          <>
            <dt className="text-ink-soft">{text.revision}</dt>
            <dd>{count(status.revision)}</dd>
            <dt className="text-ink-soft">{text.synced}</dt>
            <dd>{clockTime(status.syncedAt, timeZone)}</dd>
          </>
        )}
      </dl>
      {status.warnings.length > 0 && (
        <section className="border-line border-t px-4 py-3">
          <h3 className="text-label text-warn">{text.warnings}</h3>
          <ul className="mt-1 list-disc pl-4 text-ink-soft">
            {status.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
