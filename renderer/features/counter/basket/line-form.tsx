import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/button'
import { controlLook } from '../../../ui/field'
import { useOwnKeys } from '../tender/use-own-keys'
import { counterText } from '../text'
import { closeTool } from './basket-tool'
import { basketText } from './text'

/**
 * One line to type or scan into, with its button; Esc closes it, and Enter is its own wherever the focus is. What was
 * refused stays to be corrected.
 */
export function LineForm(props: {
  label: string
  hint?: string
  action: ReactNode
  busy: boolean
  problem: string | undefined
  onType?(): void
  onSubmit(text: string): void
}) {
  const { label, hint, action, busy, problem, onType, onSubmit } = props
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const root = useOwnKeys<HTMLFormElement>({ Escape: closeTool, Enter: () => root.current?.requestSubmit() })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit(text.trim())
  }
  return (
    <form ref={root} onSubmit={submit} className="grid gap-1 border-line border-t bg-sunken px-4 py-2">
      <label className="grid gap-1 text-label">
        {label}
        <span className="flex gap-1.5">
          <input
            ref={field}
            value={text}
            data-takes-scans
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== undefined || undefined}
            onChange={event => {
              setText(event.target.value)
              onType?.()
            }}
            className={`${controlLook} h-11`}
          />
          <Button type="submit" kind="primary" size="touch" keys={counterText.keys.enter} busy={busy}>
            {action}
          </Button>
        </span>
      </label>
      <div className="flex items-center justify-between gap-2">
        {problem ? (
          <p role="alert" className="line-clamp-3 text-danger text-meta [overflow-wrap:anywhere]">
            {problem}
          </p>
        ) : (
          <p className="text-ink-faint text-meta">{hint}</p>
        )}
        <Button kind="quiet" size="small" keys={counterText.keys.escape} onClick={closeTool}>
          {basketText.cancel}
        </Button>
      </div>
    </form>
  )
}
