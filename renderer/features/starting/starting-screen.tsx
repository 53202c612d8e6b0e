import type { TerminalStatus } from '#shared/contract/system'
import { useTerminal } from '../../stores/terminal'
import { BrandMark } from '../../ui/brand'
import { Dot } from '../../ui/chip'
import { Spinner } from '../../ui/spinner'
import { commonText } from '../../ui/text/common'
import { useNow } from '../../ui/use-now'
import { startingText as text } from './text'

const slowAfterSeconds = 20

/** The terminal is coming up: what it is doing, and which nodes answer already. Nothing within the first 200 ms. */
export function StartingScreen() {
  const status = useTerminal(state => state.status)
  return (
    <main className="grid h-full animate-appear place-content-center bg-surface p-8">
      <div className="grid w-105 gap-5">
        <p className="flex items-center gap-2.5 text-panel">
          <BrandMark size={28} />
          {commonText.product} <span className="font-normal text-ink-faint">{commonText.productTail}</span>
        </p>
        <Doing status={status} />
        {status && status.nodes.length > 0 && <Nodes nodes={status.nodes} />}
      </div>
    </main>
  )
}

function Doing({ status }: { status: TerminalStatus | undefined }) {
  const now = useNow(1_000)
  const seconds = status ? Math.max(0, Math.floor((now - Date.parse(status.since)) / 1_000)) : 0
  const starting = status?.phase === 'starting'
  const doing = starting ? (status.starting ?? text.preparing) : text.reading
  return (
    <div>
      <h1 className="flex items-center gap-2 text-title">
        <Spinner size={18} />
        {text.title}
        <span className="font-normal text-base text-ink-faint">{starting && text.elapsed(seconds)}</span>
      </h1>
      <p role="status" className="mt-1 text-ink-soft">
        {doing}
      </p>
      {starting && seconds >= slowAfterSeconds && <p className="mt-2 text-ink-faint">{text.slow}</p>}
    </div>
  )
}

function Nodes({ nodes }: { nodes: TerminalStatus['nodes'] }) {
  return (
    <ul aria-label={text.nodes} className="rounded-card border border-line">
      {nodes.map(node => (
        <li
          key={node.endpoint}
          className="flex items-center gap-2.5 border-line border-b px-3 py-2 last:border-b-0"
        >
          <Dot tone={node.answers ? 'ok' : 'neutral'} />
          <span className="text-label">{node.name}</span>
          <span className="grow truncate text-ink-faint text-meta">{node.endpoint}</span>
          <span className="text-ink-soft text-meta">{node.answers ? text.answers : text.notYet}</span>
        </li>
      ))}
    </ul>
  )
}
