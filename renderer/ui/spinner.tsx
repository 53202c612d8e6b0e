import { LoaderCircle } from 'lucide-react'
import { classes } from './classes'

/** A sign of waiting that stays invisible for the first 200 ms. Decorative: say in words what is waited for. */
export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <span className="inline-flex animate-appear motion-reduce:animate-none" aria-hidden>
      <LoaderCircle size={size} className={classes('animate-turn motion-reduce:animate-none')} />
    </span>
  )
}
