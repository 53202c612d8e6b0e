import { Field } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'

/** How a control that takes text looks: inputs, selects. */
export const controlLook = classes(
  'w-full rounded-control border border-line-control bg-surface px-2.5 text-ink placeholder:text-ink-faint',
  'hover:border-ink-faint disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off',
  'aria-invalid:border-danger-fill focus-visible:outline-offset-0',
)

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size' | 'defaultValue' | 'value'> {
  label: string
  value: string
  onValue(value: string): void
  /** What to type, where the label does not say it. */
  hint?: ReactNode
  /** Why what was typed cannot be taken; read out when it appears. */
  error?: string | undefined
  size?: 'medium' | 'touch'
}

/** A labelled line of text. */
export function TextField({ label, value, onValue, hint, error, size = 'medium', ...input }: TextFieldProps) {
  return (
    <Field.Root invalid={error !== undefined} className="grid gap-1">
      <Field.Label className="text-label">{label}</Field.Label>
      <Field.Control
        {...input}
        value={value}
        onValueChange={onValue}
        className={classes(controlLook, size === 'touch' ? 'h-11' : 'h-8', input.className)}
      />
      {hint && !error && <Field.Description className="text-meta text-ink-faint">{hint}</Field.Description>}
      <Field.Error match={error !== undefined} className="text-meta text-danger">
        {error}
      </Field.Error>
    </Field.Root>
  )
}
