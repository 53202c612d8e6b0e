import { GraduationCap } from 'lucide-react'
import { useTerminal } from '../../../stores/terminal'
import { tenderText } from './text'

/** Says plainly that a card payment moves no money at this till, for as long as that is so. */
export function TrainingStrip() {
  const isTraining = useTerminal(state => state.welcome?.cardDevice === 'simulated')
  if (!isTraining) return null
  return (
    <p
      role="note"
      className="flex h-8 shrink-0 items-center gap-2 border-warn-line border-t bg-warn-soft px-4 font-semibold text-meta text-warn"
    >
      <GraduationCap size={16} aria-hidden className="shrink-0" />
      {tenderText.training}
    </p>
  )
}
