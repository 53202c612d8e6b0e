import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { ordersText } from '../text'

/** The frame of an act's form. Enter confirms, Esc leaves; the first field has the focus, else the button. */
export function Form(props: {
  title: string
  confirm: string
  kind?: 'primary' | 'danger'
  disabled?: boolean
  busy: boolean
  onConfirm(): void
  onLeave(): void
  children?: ReactNode
}) {
  const { title, confirm, kind = 'primary', disabled = false, busy, onConfirm, onLeave, children } = props
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input:checked, input, button[type=submit]')
    first?.focus()
  }, [])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!disabled && !busy) onConfirm()
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      autoComplete="off"
      aria-label={title}
      className="grid gap-3"
    >
      <h2 className="text-panel">{title}</h2>
      {children}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5">
        <Button
          type="submit"
          kind={kind}
          size="touch"
          busy={busy}
          disabled={disabled}
          keys={ordersText.keys.enter}
          className="min-w-0 font-semibold"
        >
          <span className="truncate">{confirm}</span>
        </Button>
        <Button size="touch" keys={ordersText.keys.escape} onClick={onLeave}>
          {ordersText.leave}
        </Button>
      </div>
    </form>
  )
}

/** One of a few ways, as tiles that fingers can press; arrows walk between them. */
export function Choices<T extends string>(props: {
  label: string
  value: T | undefined
  options: readonly { value: T; label: string; hint?: string | undefined }[]
  columns?: 1 | 2
  onValue(value: T): void
}) {
  const { label, value, options, columns = 2, onValue } = props
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-label">{label}</legend>
      <div className={classes('grid gap-1.5', columns === 2 && 'grid-cols-2')}>
        {options.map(option => (
          <label
            key={option.value}
            className={classes(
              'flex min-h-11 cursor-pointer items-center gap-2.5 rounded-control border px-3 py-1 transition-colors',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent-fill has-focus-visible:outline-offset-2',
              option.value === value
                ? 'border-accent-fill bg-accent-soft text-accent'
                : 'border-line-strong bg-surface hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={label}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
              className="size-4 shrink-0 accent-accent-fill outline-none"
            />
            <span className="min-w-0">
              <span className="block text-label">{option.label}</span>
              {option.hint && <span className="block text-ink-soft text-meta">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A sum that an act moves, before it is done. */
export function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p className="flex items-baseline justify-between gap-3 rounded-control bg-sunken px-3 py-2">
      <span className="text-ink-soft">{name}</span>
      <span className="figures text-figure">{children}</span>
    </p>
  )
}
