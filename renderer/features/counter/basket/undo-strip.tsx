import { LoaderCircle, Undo2 } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { formatMoney } from '#shared/domain/money'
import { Button } from '../../../ui/button'
import { tenderText } from '../tender/text'
import { useOwnKeys } from '../tender/use-own-keys'
import { counterText } from '../text'
import { undoing } from '../till'
import type { Undo } from '../till/undo'

/** The sale before, being taken back: one question, and then what goes back to the customer. */
export function UndoStrip({ undo }: { undo: Undo }) {
  if (undo.is === 'asking') return <Ask number={undo.number} />
  if (undo.is === 'sending')
    return (
      <Strip title={tenderText.undoing(undo.number)}>
        <LoaderCircle
          size={18}
          aria-hidden
          className="animate-turn text-warn-fill motion-reduce:animate-none"
        />
      </Strip>
    )
  return <Done undo={undo} />
}

function Ask({ number }: { number: string }) {
  const root = useOwnKeys({ Enter: () => void undoing.confirm(), Escape: undoing.dismiss })
  return (
    <Strip root={root} title={tenderText.undoAsk(number)} detail={tenderText.undoAskWhy}>
      <div className="flex gap-1.5">
        <Button size="touch" className="px-2.5" keys={counterText.keys.escape} onClick={undoing.dismiss}>
          {tenderText.undoKeep}
        </Button>
        <Button
          kind="danger"
          size="touch"
          className="px-2.5"
          keys={counterText.keys.enter}
          onClick={() => void undoing.confirm()}
        >
          {tenderText.undoDo}
        </Button>
      </div>
    </Strip>
  )
}

function Done({ undo: { number, back, currency } }: { undo: Undo }) {
  return (
    <Strip title={tenderText.undone(number)}>
      <Button kind="quiet" size="touch" onClick={undoing.dismiss}>
        {tenderText.done}
      </Button>
      <ul className="w-full basis-full">
        {back.map(({ method, amountMinor }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one step have no names and keep their order.
          <li key={`${at} ${method}`} className="text-title">
            {tenderText.giveBack(formatMoney(amountMinor, currency), tenderText.method[method])}
          </li>
        ))}
        {back.length === 0 && <li className="text-ink-soft">{tenderText.nothingBack}</li>}
      </ul>
    </Strip>
  )
}

function Strip(props: {
  root?: RefObject<HTMLElement | null>
  title: string
  detail?: string
  children: ReactNode
}) {
  const { root, title, detail, children } = props
  return (
    <section
      ref={root}
      role="status"
      aria-label={title}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-warn-line border-b bg-warn-soft px-4 py-2"
    >
      <Undo2 size={16} aria-hidden className="shrink-0 text-warn" />
      <p className="min-w-0 grow basis-40">
        <span className="block font-semibold text-meta text-warn">{title}</span>
        {detail && <span className="block text-ink-soft text-meta">{detail}</span>}
      </p>
      {children}
    </section>
  )
}
