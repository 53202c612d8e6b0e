import { useEffect, useState } from 'react'
import type { TerminalStatus } from '#shared/contract/system'
import { useTimeZone } from '../stores/terminal'
import { Banner } from '../ui/banner'
import { clockTime } from '../ui/dates'
import { answering, majorityOf, useClusterState } from './cluster-state'
import { appText } from './text'

/** What is wrong now, under the top bar; nothing when all is well. The worst thing only: the rest follows from it. */
export function Banners() {
  const state = useClusterState()
  switch (state.is) {
    case 'disconnected':
      return <Disconnected since={state.since} />
    case 'no-quorum':
      return <NoQuorum status={state.status} />
    case 'stale':
      return <Stale status={state.status} />
    default:
      return null
  }
}

/** A reload of the terminal's window reconnects at once: a blink is not worth a banner that moves the screen. */
const blinkMs = 600

function Disconnected({ since }: { since: number }) {
  const timeZone = useTimeZone()
  const [isBlink, setIsBlink] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setIsBlink(false), Math.max(0, since + blinkMs - Date.now()))
    return () => clearTimeout(timer)
  }, [since])
  if (isBlink) return null
  const text = appText.disconnected
  return (
    <Banner tone="danger" title={text.title}>
      {text.body(clockTime(since, timeZone))} {text.hint}
    </Banner>
  )
}

function NoQuorum({ status }: { status: TerminalStatus }) {
  const timeZone = useTimeZone()
  const text = appText.noQuorum
  const { answering: up, all } = answering(status)
  // The nodes are asked how they are more seldom than whether they confirm: they may seem well when they are not.
  const isShort = up < Math.max(1, majorityOf(all))
  const missing = status.nodes
    .filter(node => !node.answers)
    .map(node => node.name)
    .sort()
  return (
    <Banner tone="danger" title={isShort ? text.title(up, all) : text.titleUnconfirmed}>
      {text.since(clockTime(status.since, timeZone))}{' '}
      {missing.length > 0 && (
        <>
          {text.missing}{' '}
          <strong className="font-semibold text-ink">{new Intl.ListFormat('en-GB').format(missing)}</strong>.{' '}
        </>
      )}
      {isShort && all > 0 && `${text.needed(majorityOf(all))} `}
      {text.promise}
    </Banner>
  )
}

function Stale({ status }: { status: TerminalStatus }) {
  const timeZone = useTimeZone()
  const text = appText.stale
  return (
    <Banner tone="warn" title={text.title}>
      {status.syncedAt ? text.body(clockTime(status.syncedAt, timeZone)) : text.bodyUnknown}
    </Banner>
  )
}
