import { useCallback, useEffect, useState } from 'react'
import type { TicketKeysOf } from '#shared/contract/paper'
import { newId } from '#shared/domain/ids'
import { useTerminal, useTimeZone } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Tag } from '../../../ui/chip'
import { dayAndTime } from '../../../ui/dates'
import { FailureNotice } from '../../../ui/failure-notice'
import { TextField } from '../../../ui/field'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'

const text = settingsText.ticketKeys

type Key = TicketKeysOf['keys'][number]

/** The keys that tills sign their tickets with, for an admin: that of a stolen computer is revoked here. */
export function TicketKeysCard() {
  const [terminals, setTerminals] = useState<TicketKeysOf[]>([])
  const changedAt = useTerminal(state => state.status?.welcomeRevision)
  const read = useAction(
    useCallback(async () => setTerminals((await terminal.paper.ticketKeys({})).terminals), []),
  )
  const renew = useAction(
    useCallback(async () => void (await terminal.paper.renewTicketKey({ operationId: newId() })), []),
  )
  const { run } = read
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => void run(), [run, changedAt])
  const isStopped = terminals.some(({ isOwn, keys: [newest] }) => isOwn && newest?.revokedAt)
  return (
    <Card title={text.title} className="overflow-hidden">
      <p className="px-4 pt-3 pb-1 text-ink-soft text-meta">{text.intro}</p>
      <ul>
        {terminals.flatMap(of =>
          of.keys.map((key, n) => <KeyRow key={key.publicKey} of={of} ticketKey={key} isNewest={n === 0} />),
        )}
      </ul>
      <FailureNotice state={read.state} />
      {isStopped && (
        <div className="flex min-h-12 items-center gap-2 border-warn-line border-t bg-warn-soft px-4">
          <p className="min-w-0 grow">{text.renewWhy}</p>
          <Button kind="primary" busy={renew.busy} onClick={() => void renew.run()}>
            {text.renew}
          </Button>
        </div>
      )}
      <FailureNotice state={renew.state} />
    </Card>
  )
}

function KeyRow({ of, ticketKey, isNewest }: { of: TicketKeysOf; ticketKey: Key; isNewest: boolean }) {
  const { terminalId, isOwn } = of
  const { publicKey, since, revokedAt, revokedBy = '', reason = '' } = ticketKey
  const [isAsking, setAsking] = useState(false)
  const timeZone = useTimeZone()
  const when = (instant: string) => dayAndTime(instant, Date.now(), timeZone)
  const state = revokedAt ? 'revoked' : isNewest ? 'inUse' : 'earlier'
  return (
    <li className="border-line border-t first:border-t-0">
      <div className="flex min-h-12 items-center gap-3 px-4 py-1.5">
        <span className="w-10 shrink-0 text-label">{terminalId}</span>
        <span className="w-20 shrink-0 font-mono text-meta">{text.fingerprint(publicKey)}</span>
        <span className="min-w-0 grow text-ink-soft text-meta">
          <span className="block truncate">
            {text.since(when(since))}
            {isOwn && ` · ${text.ownTill}`}
          </span>
          {revokedAt && (
            <span dir="auto" className="block truncate">
              {text.revokedBy(when(revokedAt), revokedBy, reason)}
            </span>
          )}
        </span>
        <Tag tone={state === 'revoked' ? 'danger' : state === 'inUse' ? 'ok' : 'neutral'}>{text[state]}</Tag>
        {!revokedAt && !isAsking && (
          <Button
            size="small"
            aria-label={text.revokeKey(terminalId, text.fingerprint(publicKey))}
            onClick={() => setAsking(true)}
          >
            {text.revoke}
          </Button>
        )}
      </div>
      {isAsking && !revokedAt && (
        <RevokeForm terminalId={terminalId} publicKey={publicKey} onEnd={() => setAsking(false)} />
      )}
    </li>
  )
}

function RevokeForm({
  terminalId,
  publicKey,
  onEnd,
}: {
  terminalId: string
  publicKey: string
  onEnd(): void
}) {
  const [reason, setReason] = useState('')
  const [operationId] = useState(newId)
  const [checked, setChecked] = useState(false)
  const revoke = useAction(
    useCallback(
      async (why: string) =>
        void (await terminal.paper.revokeTicketKey({ operationId, terminalId, publicKey, reason: why })),
      [operationId, terminalId, publicKey],
    ),
  )
  const why = reason.trim()
  const problem =
    why === '' ? settingsText.problems.missing : why.length > 300 && settingsText.problems.tooLong(300)
  return (
    <form
      className="grid gap-3 bg-sunken px-4 py-3"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setChecked(true)
        if (!problem) void revoke.run(why)
      }}
    >
      <p className="text-ink-soft">{text.warning}</p>
      <TextField
        label={text.reason}
        name="reason"
        value={reason}
        onValue={setReason}
        hint={text.reasonHint}
        error={(checked && problem) || undefined}
        autoComplete="off"
        autoFocus
        dir="auto"
      />
      <FailureNotice state={revoke.state} />
      <div className="flex gap-2">
        <Button type="submit" kind="danger" busy={revoke.busy}>
          {text.confirm(terminalId)}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {text.keep}
        </Button>
      </div>
    </form>
  )
}
