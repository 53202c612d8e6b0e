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
  /** Whether the label stands above the control, or is only read out. */
  labelShown?: boolean
  /** What the figure is in, at its right end: `%`, `minutes`. */
  unit?: string
}

/** A labelled line of text. */
export function TextField(props: TextFieldProps) {
  const { label, value, onValue, hint, error, size = 'medium', labelShown = true, unit, ...input } = props
  const control = (
    <Field.Control
      {...input}
      value={value}
      onValueChange={onValue}
      className={classes(controlLook, size === 'touch' ? 'h-11' : 'h-8', input.className)}
      style={unit ? { paddingRight: `${unit.length * 7 + 16}px` } : undefined}
    />
  )
  return (
    <Field.Root invalid={error !== undefined} className="grid content-start gap-1">
      <Field.Label className={labelShown ? 'text-label' : 'sr-only'}>{label}</Field.Label>
      {unit ? (
        <span className="relative">
          {control}
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-faint text-meta"
          >
            {unit}
          </span>
        </span>
      ) : (
        control
      )}
      {hint && !error && <Field.Description className="text-meta text-ink-faint">{hint}</Field.Description>}
      <Field.Error match={error !== undefined} className="text-meta text-danger">
        {error}
      </Field.Error>
    </Field.Root>
  )
}
