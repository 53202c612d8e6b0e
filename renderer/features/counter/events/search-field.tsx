import { Search, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { counterText } from '../text'
import { optionId } from './event-row'

/** Where `/` puts the focus. */
export const searchFieldId = 'counter-search'

export interface SearchFieldProps {
  text: string
  onText: (text: string) => void
  listId: string
  /** The event the arrow keys are on. */
  activeId: string | undefined
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
  onBlur: () => void
}

/** Finds events; the arrow keys and Enter work in the list below while the text is typed. */
export function SearchField({ text, onText, listId, activeId, ...on }: SearchFieldProps) {
  return (
    <div className="relative m-3 mb-2">
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        id={searchFieldId}
        type="text"
        role="combobox"
        aria-label={counterText.searchEvents}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={activeId && optionId(activeId)}
        placeholder={counterText.searchEvents}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={event => onText(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && text !== '') {
            onText('')
            event.preventDefault()
          } else on.onKeyDown(event)
        }}
        onFocus={event => {
          // The next search replaces the one before.
          event.target.select()
          on.onFocus()
        }}
        onBlur={on.onBlur}
        className="peer h-8 w-full rounded-control border border-line-control bg-surface pr-9 pl-8.5 placeholder:text-ink-faint hover:border-ink-faint focus-visible:outline-offset-0"
      />
      {text === '' ? (
        <span className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-1.5 peer-focus:hidden">
          <Kbd>{counterText.keys.slash}</Kbd>
        </span>
      ) : (
        <IconButton
          label={counterText.clearSearch}
          size="small"
          className="-translate-y-1/2 absolute top-1/2 right-0.5"
          onClick={() => onText('')}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
