import { Field } from '@base-ui/react/field'
import { classes } from './classes'
import { controlLook, type TextFieldProps } from './field'

type TextAreaProps = Pick<TextFieldProps, 'label' | 'value' | 'onValue' | 'hint' | 'error' | 'name'> & {
  rows?: number
}

/** Labelled lines of text. */
export function TextArea({ label, value, onValue, hint, error, name, rows = 3 }: TextAreaProps) {
  return (
    <Field.Root invalid={error !== undefined} className="grid gap-1">
      <Field.Label className="text-label">{label}</Field.Label>
      <Field.Control
        render={<textarea rows={rows} />}
        name={name}
        value={value}
        onValueChange={onValue}
        className={classes(controlLook, 'resize-none py-1.5')}
      />
      {hint && !error && <Field.Description className="text-ink-faint text-meta">{hint}</Field.Description>}
      <Field.Error match={error !== undefined} className="text-danger text-meta">
        {error}
      </Field.Error>
    </Field.Root>
  )
}
