import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { possibleNow } from '../../features/counter/commands'
import { capsOf } from '../../features/counter/rules/keys'
import { classes } from '../../ui/classes'
import { Kbd } from '../../ui/kbd'
import { floatingLook } from '../../ui/menu'
import { closeOverlay, useOverlay } from '../../ui/overlay'
import type { Screen } from '../screens'
import { finders } from './finders'
import { paletteText } from './text'
import { useFound } from './use-found'

interface Entry {
  id: string
  title: string
  detail?: string | undefined
  keys?: readonly string[] | undefined
  run: () => void
}

interface Group {
  heading: string
  entries: readonly Entry[]
}

/** Finds any event, order or customer, and does any action that is possible now. The keys are its own while it is open. */
export function Palette({ screens }: { screens: readonly Screen[] }) {
  return (
    <Dialog.Root open onOpenChange={open => open || closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-black/35" />
        <Dialog.Popup
          aria-label={paletteText.title}
          data-own-keys
          className={classes(
            floatingLook,
            '-translate-x-1/2 fixed top-20 left-1/2 z-30 flex max-h-[480px] w-[600px] max-w-[calc(100vw-32px)] flex-col overflow-hidden',
          )}
        >
          <Content screens={screens} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Content({ screens }: { screens: readonly Screen[] }) {
  const text = useOverlay(state => state.text)
  const [activeId, setActiveId] = useState<string>()
  const { groups, isSettled } = useGroups(screens, text)
  const entries = groups.flatMap(own => own.entries)
  const active = entries.find(({ id }) => id === activeId) ?? entries[0]
  const listId = useId()
  const listRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) listRef.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && entries.length > 0) {
      const at = active ? entries.indexOf(active) : -1
      setActiveId(entries[(at + by + entries.length) % entries.length]?.id)
    } else if (event.key === 'Enter') active?.run()
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) closeOverlay()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search size={18} aria-hidden className="shrink-0 text-ink-faint" />
        <input
          type="text"
          role="combobox"
          aria-label={paletteText.field}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${active.id}`}
          aria-autocomplete="list"
          placeholder={paletteText.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            useOverlay.setState({ text: event.target.value })
            setActiveId(undefined)
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 grow bg-transparent text-panel outline-none placeholder:text-ink-faint"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div
        ref={listRef}
        id={listId}
        role="listbox"
        aria-label={paletteText.results}
        tabIndex={-1}
        className="min-h-0 grow overflow-y-auto p-1.5"
      >
        {groups.map(({ heading, entries: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a list box.
          <div key={heading} role="group" aria-label={heading}>
            <p aria-hidden className="px-2.5 pt-2 pb-1 text-ink-faint text-meta">
              {heading}
            </p>
            {own.map(entry => (
              <Option
                key={entry.id}
                id={`${listId}-${entry.id}`}
                entry={entry}
                isActive={entry === active}
                onPoint={() => setActiveId(entry.id)}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={classes('shrink-0 px-4', entries.length === 0 && 'py-8 text-center')}>
        {entries.length === 0 &&
          (isSettled ? (
            <>
              <strong className="block text-label">{paletteText.nothing(text.trim())}</strong>
              <span className="text-ink-faint text-meta">{paletteText.nothingHint}</span>
            </>
          ) : (
            <span className="text-ink-faint text-meta">{paletteText.looking}</span>
          ))}
      </p>
      <p className="flex shrink-0 items-center gap-1.5 border-line border-t bg-sunken px-4 py-2 text-ink-soft text-meta">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        {paletteText.choose}
        <span className="w-2" />
        <Kbd>Enter</Kbd>
        {paletteText.open}
        <span className="w-2" />
        <Kbd>Esc</Kbd>
        {paletteText.close}
      </p>
    </>
  )
}

function Option(props: { id: string; entry: Entry; isActive: boolean; onPoint: () => void }) {
  const { id, entry, isActive, onPoint } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field, which has the focus, takes the keys for its options.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      data-active={isActive || undefined}
      onPointerMove={onPoint}
      onClick={entry.run}
      className={classes(
        'flex h-9 cursor-pointer items-center gap-3 rounded-control px-2.5',
        isActive && 'bg-accent-soft text-ink',
      )}
    >
      <span className="min-w-0 truncate text-label">{entry.title}</span>
      {entry.detail && (
        <span className="min-w-0 shrink-0 truncate text-ink-soft text-meta">{entry.detail}</span>
      )}
      {entry.keys && (
        <span className="ml-auto flex shrink-0 gap-1">
          {entry.keys.map(key => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </div>
  )
}

function useGroups(screens: readonly Screen[], text: string): { groups: Group[]; isSettled: boolean } {
  const [location, navigate] = useLocation()
  const asked = useMemo(
    () => finders.filter(({ screen }) => screens.some(({ path }) => path === screen)),
    [screens],
  )
  const { groups: found, isSettled } = useFound(asked, text)
  const then = (act: () => void) => () => {
    closeOverlay()
    // Behind the focus, which goes back to where it was first.
    setTimeout(act)
  }
  const matches = (title: string) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .every(word => title.toLowerCase().includes(word))
  const actions = location.startsWith('/counter')
    ? possibleNow().map(
        ({ row, run }): Entry => ({
          ...{ id: row.does, title: row.says, run: then(run) },
          keys: capsOf(row.keys[0] ?? ''),
        }),
      )
    : []
  const places = screens.map(
    ({ path, name }): Entry => ({
      ...{ id: path, title: paletteText.openScreen(name), run: then(() => navigate(path)) },
    }),
  )
  const things = found.map(
    ({ heading, found: own }): Group => ({
      heading,
      entries: own.map(({ id, title, detail, path }) => ({
        ...{ id: `${heading} ${id}`.replaceAll(/\W+/g, '-'), title, detail, run: then(() => navigate(path)) },
      })),
    }),
  )
  const all: Group[] = [
    ...things,
    { heading: paletteText.actions, entries: actions.filter(({ title }) => matches(title)) },
    { heading: paletteText.screens, entries: places.filter(({ title }) => matches(title)) },
  ]
  return { groups: all.filter(({ entries }) => entries.length > 0), isSettled }
}
