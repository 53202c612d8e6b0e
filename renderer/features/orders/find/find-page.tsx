import { Inbox, ScanSearch } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Notice } from '../../../ui/banner'
import { Chip } from '../../../ui/chip'
import { Spinner } from '../../../ui/spinner'
import { failureSentence } from '../../../ui/text/failures'
import { ordersText } from '../text'
import { refresh, search, showRecent, useFinding } from './finding'
import { type ListHandle, OrderList } from './order-list'
import { SearchBar } from './search-bar'

/** What a customer says or shows, and the orders it leads to; without any, the last ones. */
export function FindPage({ asked }: { asked?: string }) {
  const { rows, next, shownFor, busy, failure, recent, text } = useFinding()
  const list = useRef<ListHandle>(null)

  useEffect(() => {
    if (asked === undefined) void refresh()
    else search(asked)
  }, [asked])

  const isRecent = text.trim() === ''
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-15 shrink-0 items-center gap-4 border-line border-b bg-surface px-4">
        <h1 className="text-title">{ordersText.title}</h1>
        <SearchBar autoFocus onDown={() => list.current?.focusFirst()} />
        <fieldset className="flex gap-1.5">
          <legend className="sr-only">{ordersText.lastOrders}</legend>
          <Chip pressed={isRecent && recent === 'this-terminal'} onClick={() => showRecent('this-terminal')}>
            {ordersText.thisTill}
          </Chip>
          <Chip pressed={isRecent && recent === 'all'} onClick={() => showRecent('all')}>
            {ordersText.allTills}
          </Chip>
        </fieldset>
        <p role="status" className="ml-auto flex items-center gap-2 text-ink-faint text-meta">
          {busy && <Spinner size={14} />}
          {shownFor !== undefined && !busy && ordersText.found(rows.length, next !== undefined)}
        </p>
      </header>
      {failure !== undefined && <Failure failure={failure} />}
      <NotSold />
      {rows.length > 0 ? (
        <div className="flex min-h-0 grow flex-col bg-surface">
          <OrderList ref={list} rows={rows} />
        </div>
      ) : (
        shownFor !== undefined && !busy && failure === undefined && <Nothing text={shownFor.trim()} />
      )}
    </div>
  )
}

function Failure({ failure }: { failure: unknown }) {
  const { what, next } = failureSentence(failure)
  return (
    <div className="p-4 pb-0">
      <Notice tone="danger" title={what}>
        {next}
      </Notice>
    </div>
  )
}

/** Seats of that name that nobody bought: asked for all the same, so it is said. */
function NotSold() {
  const notSold = useFinding(state => state.notSold)
  if (notSold.length === 0) return null
  return (
    <ul className="grid shrink-0 gap-0.5 border-line border-b bg-sunken px-4 py-2 text-ink-soft">
      {notSold.map(({ eventId, eventName, placeLabel, state }) => (
        <li key={`${eventId} ${placeLabel}`}>
          <span className="font-[550]">{eventName}</span>
          {': '}
          {ordersText.notSold[state](placeLabel)}
        </li>
      ))}
    </ul>
  )
}

/** A ticket's code is long and has no spaces: whoever scanned it typed nothing wrong. */
const scannedLength = 60

function Nothing({ text }: { text: string }) {
  if (text === '')
    return (
      <Empty icon={<Inbox size={28} strokeWidth={1.5} aria-hidden />} title={ordersText.nothingYet}>
        {ordersText.nothingYetHint}
      </Empty>
    )
  return (
    <Empty icon={<ScanSearch size={28} strokeWidth={1.5} aria-hidden />} title={ordersText.nothing(text)}>
      {text.length > scannedLength && !text.includes(' ')
        ? ordersText.nothingScanned
        : ordersText.nothingHint}
    </Empty>
  )
}

export function Empty({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="grid grow place-content-center justify-items-center gap-0.5 p-6 text-center"
    >
      <span className="mb-1.5 text-ink-off">{icon}</span>
      <p className="text-label">{title}</p>
      <p className="max-w-[420px] text-ink-faint text-meta">{children}</p>
    </div>
  )
}
