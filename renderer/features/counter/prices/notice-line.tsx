import { CircleAlert, X } from 'lucide-react'
import { Button, IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { remedy } from '../acts'
import { notify } from '../desk'
import type { Notice } from '../rules/notices'
import { counterText } from '../text'

const looks = {
  warn: { box: 'border-warn-line bg-warn-soft', words: 'text-warn' },
  danger: { box: 'border-danger-line bg-danger-soft', words: 'text-danger' },
}

/** What went wrong and what can be done next, in the place of the key line and in its size. */
export function NoticeLine({
  notice: { tone, what, next, remedy: offered, others = [] },
}: {
  notice: Notice
}) {
  const { box, words } = looks[tone]
  return (
    <div
      role="alert"
      aria-label={counterText.notice}
      className={classes('flex h-9 shrink-0 items-center gap-2 border-t px-3 text-meta', box)}
    >
      <CircleAlert size={16} aria-hidden className={classes('shrink-0', words)} />
      <p className="line-clamp-2 min-w-0 grow text-ink" title={`${what} ${next}`}>
        <strong className={classes('font-semibold', words)}>{what}</strong> {next}
      </p>
      {offered && (
        <Button size="small" keys={counterText.keys.enter} onClick={() => remedy(offered)}>
          {offered.label}
        </Button>
      )}
      {others.map(other => (
        <Button key={other.label} size="small" onClick={() => remedy(other)}>
          {other.label}
        </Button>
      ))}
      <IconButton label={counterText.dismiss} size="small" onClick={() => notify(undefined)}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
