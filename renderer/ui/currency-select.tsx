import { Select } from './select'

const names = new Intl.DisplayNames('en', { type: 'currency' })
const options = Intl.supportedValuesOf('currency').map(code => ({
  value: code,
  label: `${code} · ${names.of(code) ?? code}`,
}))

/** A currency of the world, by the code it has; typing its code finds it. */
export function CurrencySelect(props: {
  label: string
  value: string
  disabled?: boolean
  onValue(code: string): void
}) {
  return <Select {...props} options={options} />
}
