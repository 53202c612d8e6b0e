/** A labelled box that is ticked or not. */
export function CheckBox(props: {
  label: string
  checked: boolean
  disabled?: boolean
  onChecked(checked: boolean): void
}) {
  const { label, checked, disabled, onChecked } = props
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={event => onChecked(event.target.checked)}
        className="size-4 shrink-0 accent-accent-fill"
      />
      {label}
    </label>
  )
}
