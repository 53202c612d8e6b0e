import { Link, useRoute } from 'wouter'
import type { SessionUser } from '#shared/contract/session'
import { useTerminal } from '../stores/terminal'
import { BrandMark } from '../ui/brand'
import { classes } from '../ui/classes'
import { commonText } from '../ui/text/common'
import type { Screen } from './screens'
import { StatusChip } from './status-chip'
import { appText } from './text'
import { UserMenu } from './user-menu'

/** Where one is, where one can go, how the cluster is, and who is here. Its columns are those of the counter. */
export function TopBar({ user, screens }: { user: SessionUser; screens: readonly Screen[] }) {
  const welcome = useTerminal(state => state.welcome)
  return (
    <header className="grid h-12 shrink-0 grid-cols-[264px_1fr_352px] items-center border-line border-b bg-surface">
      <p className="flex min-w-0 items-center gap-2.5 pl-4">
        <BrandMark />
        <span className="text-panel">{commonText.product}</span>
        <span className="truncate text-ink-faint">{welcome?.venueName ?? commonText.productTail}</span>
      </p>
      <nav aria-label={appText.navigation} className="flex gap-0.5 pl-3">
        {screens.map(screen => (
          <ScreenLink key={screen.path} screen={screen} />
        ))}
      </nav>
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
