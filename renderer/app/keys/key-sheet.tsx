import { X } from 'lucide-react'
import { type KeyGroup, type KeyRow, keyTable } from '../../features/counter/rules/key-table'
import { capsOf } from '../../features/counter/rules/keys'
import { counterText } from '../../features/counter/text'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Kbd } from '../../ui/kbd'
import { floatingLook } from '../../ui/menu'
import { closeOverlay } from '../../ui/overlay'
import { appText } from '../text'

const rows: readonly KeyRow[] = keyTable
const groups: readonly KeyGroup[] = ['sell', 'places', 'basket', 'tender', 'everywhere']

/**
 * Every key with what it does. It lies over the events and the house, and leaves the keys, the basket and the tender free: a sale goes
 * on under it, so that a key can be tried while one reads about it.
 */
export function KeySheet() {
  return (
    <section
      aria-label={appText.keySheet.title}
      className={classes(
        floatingLook,
        'fixed top-14 right-[calc(var(--basket-width)+8px)] bottom-[110px] left-2 z-10 mx-auto flex max-w-[1120px] flex-col',
      )}
    >
      <header className="flex h-11 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
        <h2 className="text-panel">{appText.keySheet.title}</h2>
        <span className="flex items-center gap-1.5 text-ink-faint text-meta">
          <Kbd>?</Kbd>
          <Kbd>Esc</Kbd>
          <IconButton label={appText.keySheet.close} size="small" onClick={closeOverlay}>
            <X size={16} aria-hidden />
          </IconButton>
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is too long, also by keys. */}
      <div tabIndex={0} className="min-h-0 grow overflow-y-auto px-4 py-2">
        <div className="columns-3 gap-6">
          {groups.map(group => (
            <Keys key={group} group={group} />
          ))}
          <p className="break-inside-avoid pt-2 text-ink-faint text-meta">{appText.keySheet.scanner}</p>
        </div>
      </div>
    </section>
  )
}

function Keys({ group }: { group: KeyGroup }) {
  const own = rows.filter(row => row.group === group)
  if (own.length === 0) return null
  return (
    <div className="break-inside-avoid pb-2">
      <h3 className="pt-2 pb-1 font-semibold text-ink-soft text-meta">{counterText.keyGroups[group]}</h3>
      <dl>
        {own.map(row => (
          <div key={row.does} className="flex min-h-[26px] items-center justify-between gap-3 py-0.5">
            <dt className="text-meta leading-4">{row.says}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {shownKeys(row).map((caps, n) => (
                <span key={caps.join('+')} className="flex items-center gap-1">
                  {n > 0 && <span className="text-ink-faint text-meta">{appText.keySheet.or}</span>}
                  {caps.map(cap => (cap === '…' ? <span key={cap}>…</span> : <Kbd key={cap}>{cap}</Kbd>))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The chords of a row, each as its keys; what the table shows instead is one. */
function shownKeys(row: KeyRow): string[][] {
  return row.shows ? [[...row.shows]] : row.keys.map(capsOf)
}
