import { UserRound, X } from 'lucide-react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { BuyerName } from '#shared/contract/find-orders'
import { useCustomers } from '../../../../stores/customers'
import { Button, IconButton } from '../../../../ui/button'
import { classes } from '../../../../ui/classes'
import { controlLook } from '../../../../ui/field'
import { failureSentence } from '../../../../ui/text/failures'
import { useAction } from '../../../../ui/use-action'
import { useOwnKeys } from '../../tender/use-own-keys'
import { standing, useTill } from '../../till'
import { NewCustomerForm } from './new-customer-form'
import { buyerText } from './text'

/** Under whose name this basket will stand: looked up as somebody types, or made. A walk-up needs none. */
export function BuyerField() {
  const buyer = useTill(state => state.buyer)
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  if (open) return <BuyerSearch onClose={close} />
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-t pr-2 pl-4">
      <UserRound size={16} aria-hidden className="shrink-0 text-ink-faint" />
      {buyer ? (
        <>
          <span className="sr-only">{buyerText.buyer}</span>
          <button
            type="button"
            dir="auto"
            onClick={() => setOpen(true)}
            className="min-w-0 grow truncate rounded-key text-left text-label hover:underline"
          >
            {buyer.name}
          </button>
          <IconButton
            label={buyerText.remove(buyer.name)}
            size="small"
            onClick={() => useTill.setState({ buyer: undefined })}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </>
      ) : (
        <button
          type="button"
          title={buyerText.walkUp}
          onClick={() => setOpen(true)}
          className="rounded-key text-ink-soft text-label hover:text-ink hover:underline"
        >
          {buyerText.add}
        </button>
      )}
    </div>
  )
}

function BuyerSearch({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [isNew, setNew] = useState(false)
  /** Enter came before the answer: it counts once that is there, unless somebody types on. */
  const [enteredFor, setEnteredFor] = useState<string>()
  const { found, failure } = useCustomers(text)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  // The order needs a basket to stand in before it can have a name.
  const { state, busy, run } = useAction(
    useCallback(
      async ({ username, name }: BuyerName) => {
        if ((await standing.hold()) === undefined) return
        useTill.setState({ buyer: { username, name } })
        onClose()
      },
      [onClose],
    ),
  )
  useEffect(() => {
    if (!isNew) input.current?.focus()
  }, [isNew])

  useEffect(() => {
    if (enteredFor === undefined || found?.text !== enteredFor) return
    setEnteredFor(undefined)
    const [first] = found.customers
    if (first) void run(first)
    else setNew(true)
  }, [enteredFor, found, run])

  const typed = text.trim()
  const customers = found?.customers ?? []
  /** One more than there are customers: making a new one. */
  const last = customers.length
  const chosen = Math.min(at, last)

  function choose(n: number) {
    const customer = customers[n]
    if (customer) void run(customer)
    else setNew(true)
  }

  function enter() {
    if (typed === '') input.current?.focus()
    else if (found?.text === typed) choose(chosen)
    else setEnteredFor(typed)
  }

  const root = useOwnKeys({
    Escape: onClose,
    Enter: enter,
    ArrowDown: () => setAt(Math.min(last, chosen + 1)),
    ArrowUp: () => setAt(Math.max(0, chosen - 1)),
  })
  if (isNew)
    return (
      <NewCustomerForm name={typed} onMade={customer => void run(customer)} onBack={() => setNew(false)} />
    )
  const problem = failure ?? (state.status === 'failed' ? state.failure : undefined)
  return (
    <section
      ref={root}
      aria-label={buyerText.buyer}
      className="shrink-0 border-line border-t bg-sunken px-4 py-2"
    >
      <div className="flex gap-1.5">
        <input
          ref={input}
          role="combobox"
          aria-label={buyerText.search}
          aria-expanded={typed !== ''}
          aria-controls={listId}
          aria-activedescendant={typed === '' ? undefined : `${listId}-${chosen}`}
          placeholder={buyerText.search}
          autoComplete="off"
          maxLength={120}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setEnteredFor(undefined)
            setAt(0)
          }}
          className={classes(controlLook, 'h-11')}
        />
        <Button size="touch" keys={buyerText.keys.escape} onClick={onClose}>
          {buyerText.cancel}
        </Button>
      </div>
      {problem !== undefined && (
        <p role="alert" className="mt-1 text-danger text-meta">
          {failureSentence(problem).what}
        </p>
      )}
      {typed !== '' && (
        <div id={listId} role="listbox" aria-label={buyerText.found} className="mt-1 grid">
          {[...customers, undefined].map((customer, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={customer?.username ?? ''}
              id={`${listId}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === chosen}
              onClick={() => !busy && choose(n)}
              onPointerMove={() => setAt(n)}
              className={classes(
                'flex h-11 cursor-pointer items-center gap-2 rounded-control px-2',
                n === chosen && 'bg-accent-soft',
              )}
            >
              {customer ? (
                <span className="min-w-0">
                  <span dir="auto" className="block truncate text-label leading-[17px]">
                    {customer.name}
                  </span>
                  <span className="block truncate text-ink-faint text-meta leading-[15px]">
                    {customer.email ?? customer.phone ?? customer.username}
                  </span>
                </span>
              ) : (
                <span className="truncate text-accent text-label">{buyerText.make(typed)}</span>
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  )
}
