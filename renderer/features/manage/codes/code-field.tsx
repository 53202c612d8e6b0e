import { RefreshCw } from 'lucide-react'
import { IconButton } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { codesText } from '../text/codes'

/** A code that is offered, and may be typed over. */
export function CodeField(props: {
  value: string
  error: string | undefined
  disabled?: boolean
  onValue(code: string): void
  onAnother(): void
}) {
  const { onAnother, disabled = false, ...field } = props
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_32px] items-start gap-2">
      <TextField
        {...field}
        disabled={disabled}
        name="code"
        label={codesText.code}
        hint={disabled ? undefined : codesText.codeHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={120}
        className="font-mono"
      />
      <IconButton label={codesText.another} disabled={disabled} onClick={onAnother} className="mt-5.5">
        <RefreshCw size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
