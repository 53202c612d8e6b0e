import { classes } from '../../../ui/classes'
import { useExchangeNow } from '../exchange'
import { useTill } from '../till'
import { payByCard, togglePanel } from './acts'
import { useTender } from './tender-store'
import { tenderText } from './text'

const others = ['split', 'gift', 'reserve', 'invoice'] as const

/** What is due for an exchange is paid now. */
const ofAnExchange = ['split', 'gift'] as const

/** The ways to pay beside cash, each with its key. */
export function Ways({ disabled }: { disabled: boolean }) {
  const panel = useTender(state => state.panel)
  const isExchanging = useExchangeNow() !== undefined
  const isPaying = useTill(state => state.sale.step !== 'open')
  const isOff = disabled || isPaying
  return (
    <fieldset aria-label={tenderText.ways} className="flex gap-1.5">
      <WayButton way="card" disabled={isOff} onPress={payByCard} />
      {(isExchanging ? ofAnExchange : others).map(way => (
        <WayButton
          key={way}
          way={way}
          disabled={isOff}
          isOn={panel === way}
          onPress={() => togglePanel(way)}
        />
      ))}
    </fieldset>
  )
}

/** As assistive technology is told them. */
const shortcuts = { card: 'F9', split: 'F10', gift: 'G', reserve: 'Control+Enter', invoice: 'I' }

function WayButton(props: {
  way: keyof typeof shortcuts
  disabled: boolean
  isOn?: boolean
  onPress: () => void
}) {
  const { way, disabled, isOn, onPress } = props
  const { name, key } = tenderText.way[way]
  return (
    <button
      type="button"
      disabled={disabled}
      aria-keyshortcuts={shortcuts[way]}
      aria-pressed={isOn}
      onClick={onPress}
      className={classes(
        'grid h-11 min-w-11 grow place-content-center rounded-control border text-center transition-colors disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off',
        isOn
          ? 'border-accent-fill bg-accent-soft text-accent'
          : 'border-line-strong bg-surface enabled:hover:bg-hover',
      )}
    >
      <span className="whitespace-nowrap font-[550] text-base leading-[17px]">{name}</span>
      <kbd className="font-sans text-key leading-[14px] opacity-80">{key}</kbd>
    </button>
  )
}
