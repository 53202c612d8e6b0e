import { currencySymbol } from '#shared/domain/money'
import { TextField, type TextFieldProps } from './field'

/** An amount as it is typed; `typedMinor` reads it. A price cannot be scrolled away with a wheel, as a number field's can. */
export function MoneyField({ currency, ...field }: TextFieldProps & { currency: string }) {
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      {...field}
      unit={currencySymbol(currency)}
      className="figures text-right"
    />
  )
}
