import { TextField, type TextFieldProps } from './field'

/** A whole number as it is typed; `typedCount` reads it. */
export function NumberField(field: TextFieldProps) {
  return <TextField inputMode="numeric" autoComplete="off" {...field} className="figures text-right" />
}

/** @returns undefined for what is no whole number from 0 on */
export function typedCount(typed: string): number | undefined {
  const digits = typed.trim().replaceAll(',', '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
