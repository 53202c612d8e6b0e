import { ChevronDown } from 'lucide-react'
import { classes } from './classes'
import { controlLook } from './field'

export interface SelectProps<T extends string> {
  label: string
  /** Whether the label stands above the control, or is only read out. */
  labelShown?: boolean
  value: T
  options: readonly { value: T; label: string }[]
  onValue(value: T): void
  disabled?: boolean
  size?: 'small' | 'medium' | 'touch'
}

/** One of a few: the system's own list, which every keyboard and screen reader knows. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, labelShown = true, value, options, onValue, disabled, size = 'medium' } = props
  return (
    <label className="grid content-start gap-1">
      <span className={labelShown ? 'text-label' : 'sr-only'}>{label}</span>
      <span className="relative">
        <select
          value={value}
          disabled={disabled}
          onChange={event => {
            const chosen = options.find(option => option.value === event.target.value)
            if (chosen) onValue(chosen.value)
          }}
          className={classes(
            controlLook,
            'appearance-none pr-7',
            { small: 'h-7', medium: 'h-8', touch: 'h-11' }[size],
          )}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          size={14}
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-faint"
        />
      </span>
    </label>
  )
}
