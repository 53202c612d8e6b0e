import { classes } from './classes'

const tones = { calm: 'bg-ink-faint', accent: 'bg-accent-fill', warn: 'bg-warn-fill' }

/** A thin bar that shows a share of a whole. Decorative: the figure stands beside it. */
export function Meter({
  share,
  tone = 'calm',
  className,
}: {
  share: number
  tone?: keyof typeof tones
  className?: string
}) {
  return (
    <span aria-hidden className={classes('block h-1 overflow-hidden rounded-full bg-line', className)}>
      <span
        className={classes('block h-full rounded-full', tones[tone])}
        style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }}
      />
    </span>
  )
}
