import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { IconButton } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { orderPath } from '../../../ui/paths'
import { ordersText } from '../text'
import { refresh, search, settled, useFinding } from './finding'

/** Where a till types or scans what a customer says or shows. `/` leads here from anywhere on the screen. */
export function SearchBar({ onDown, autoFocus = false }: { onDown?: () => void; autoFocus?: boolean }) {
  const text = useFinding(state => state.text)
  const [, navigate] = useLocation()
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
      const typing = document.activeElement instanceof HTMLInputElement
      if (event.key !== '/' || event.defaultPrevented || typing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown as (event: globalThis.KeyboardEvent) => void)
    return () => window.removeEventListener('keydown', onKeyDown as (event: globalThis.KeyboardEvent) => void)
  }, [])

  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])

  /** One order: its page. Several, or none: the list says so. */
  async function open() {
    if (text.trim() === '') return refresh()
    const { rows, next } = await settled()
    const [row, another] = rows
    navigate(row && !another && !next ? orderPath(row.orderId) : '/orders')
  }

  return (
    <search className="relative block w-full max-w-[520px]">
      <Search
        size={16}
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 text-ink-faint"
      />
      <input
        ref={input}
        aria-label={ordersText.search}
        placeholder={ordersText.searchHint}
        data-takes-scans
        autoComplete="off"
        spellCheck={false}
        value={text}
        maxLength={400}
        onChange={event => search(event.target.value)}
        onFocus={event => event.target.select()}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void open()
          else if (event.key === 'ArrowDown') onDown?.()
          else if (event.key === 'Escape' && text !== '') search('')
          else return
          event.preventDefault()
        }}
        className="peer h-9 w-full rounded-control border border-line-control bg-surface pr-10 pl-9 placeholder:text-ink-faint hover:border-ink-faint focus-visible:outline-offset-0"
      />
      {text === '' ? (
        <span className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 peer-focus:hidden">
          <Kbd>{ordersText.keys.slash}</Kbd>
        </span>
      ) : (
        <IconButton
          label={ordersText.clearSearch}
          size="small"
          className="-translate-y-1/2 absolute top-1/2 right-1"
          onClick={() => {
            search('')
            input.current?.focus()
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}
