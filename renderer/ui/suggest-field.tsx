import { useId } from 'react'
import { TextField, type TextFieldProps } from './field'

/** A line of text that offers what was said before, and takes anything else. */
export function SuggestField({ offers, ...field }: TextFieldProps & { offers: readonly string[] }) {
  const listId = useId()
  return (
    <>
      <TextField {...field} list={listId} />
      <datalist id={listId}>
        {offers.map(offer => (
          <option key={offer} value={offer} />
        ))}
      </datalist>
    </>
  )
}
