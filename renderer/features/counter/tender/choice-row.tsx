import { classes } from '../../../ui/classes'

/** One of a few choices, of the size fingers press. */
export function ChoiceRow(props: {
  label: string
  choices: readonly { value: number; name: string }[]
  chosen: number | undefined
  onChoose(value: number): void
}) {
  const { label, choices, chosen, onChoose } = props
  return (
    <fieldset aria-label={label} className="grid auto-cols-fr grid-flow-col gap-1.5">
      {choices.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
          className={classes(
            'h-11 rounded-control border px-1 text-label transition-colors',
            value === chosen
              ? 'border-ink bg-ink text-surface'
              : 'border-line-strong bg-surface hover:bg-hover',
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
