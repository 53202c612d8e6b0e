import { Search } from 'lucide-react'
import { Link, useRoute } from 'wouter'
import type { SessionUser } from '#shared/contract/session'
import { useTerminal } from '../stores/terminal'
import { BrandMark } from '../ui/brand'
import { classes } from '../ui/classes'
import { Kbd } from '../ui/kbd'
import { toggleOverlay } from '../ui/overlay'
import { commonText } from '../ui/text/common'
import type { Screen } from './screens'
import { StatusChip } from './status-chip'
import { appText } from './text'
import { UserMenu } from './user-menu'

/** Where one is, where one can go, how the cluster is, and who is here. Its columns are those of the counter. */
export function TopBar({ user, screens }: { user: SessionUser; screens: readonly Screen[] }) {
  const welcome = useTerminal(state => state.welcome)
  return (
    <header className="grid h-12 shrink-0 grid-cols-[var(--list-width)_1fr_var(--basket-width)] items-center border-line border-b bg-surface">
      <p className="flex min-w-0 items-center gap-2.5 pl-4">
        <BrandMark />
        <span className="text-panel">{commonText.product}</span>
        <span className="truncate text-ink-faint">{welcome?.venueName ?? commonText.productTail}</span>
      </p>
      <div className="flex items-center justify-between gap-3 px-3">
        <nav aria-label={appText.navigation} className="flex gap-0.5">
          {screens.map(screen => (
            <ScreenLink key={screen.path} screen={screen} />
          ))}
        </nav>
        <FindOrDo />
      </div>
      <div className="flex items-center justify-end gap-3 pr-4">
        <StatusChip />
        {welcome && (
          <span
            title={appText.terminal}
            className="flex h-8 items-center rounded-control bg-ink px-2.5 font-[650] text-surface tracking-[0.02em]"
          >
            {welcome.terminalId}
          </span>
        )}
        <UserMenu user={user} />
      </div>
    </header>
  )
}

/** Opens the command palette; the key that does the same stands in it. */
function FindOrDo() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K"
      onClick={() => toggleOverlay('palette')}
      className="flex h-8 w-60 items-center gap-2 rounded-control border border-line-strong px-2.5 text-ink-faint transition-colors hover:bg-hover"
    >
      <Search size={15} aria-hidden className="shrink-0" />
      <span className="grow truncate text-left text-label">{appText.findOrDo}</span>
      <span className="flex gap-1">
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </span>
    </button>
  )
}

function ScreenLink({ screen }: { screen: Screen }) {
  const [isHere] = useRoute(`${screen.path}/*?`)
  return (
    <Link
      href={screen.path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'flex h-8 items-center rounded-control px-2.5 text-label transition-colors',
        isHere ? 'bg-hover text-ink' : 'text-ink-soft hover:bg-hover/60 hover:text-ink',
      )}
    >
      {screen.name}
    </Link>
  )
}
