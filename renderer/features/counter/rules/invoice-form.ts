/** What the cashier types of an invoice. */
export interface InvoiceForm {
  name: string
  street: string
  postalCode: string
  city: string
  country: string
  taxId: string
  reference: string
}

export const emptyInvoice: InvoiceForm = {
  ...{ name: '', street: '', postalCode: '', city: '', country: '', taxId: '', reference: '' },
}

/** How many characters each field takes: as the contract has it. */
export const invoiceLimits: Record<keyof InvoiceForm, number> = {
  ...{ name: 120, street: 120, postalCode: 20, city: 80, country: 2, taxId: 40, reference: 80 },
}

const optional: ReadonlySet<keyof InvoiceForm> = new Set(['taxId', 'reference'])

/** What is wrong with each field; none when the invoice can be issued. */
export function invoiceProblems(
  form: InvoiceForm,
): Partial<Record<keyof InvoiceForm, 'missing' | 'too-long' | 'bad-country'>> {
  const problems: ReturnType<typeof invoiceProblems> = {}
  for (const field of Object.keys(invoiceLimits) as (keyof InvoiceForm)[]) {
    const value = form[field].trim()
    if (value === '') {
      if (!optional.has(field)) problems[field] = 'missing'
    } else if (field === 'country') {
      if (!/^[A-Za-z]{2}$/.test(value)) problems.country = 'bad-country'
    } else if (value.length > invoiceLimits[field]) problems[field] = 'too-long'
  }
  return problems
}

/** The form as the terminal takes it. */
export function invoiceTo(form: InvoiceForm) {
  const { name, street, postalCode, city, country, taxId, reference } = form
  return {
    ...{ name: name.trim(), street: street.trim(), postalCode: postalCode.trim(), city: city.trim() },
    country: country.trim().toUpperCase(),
    ...(taxId.trim() && { taxId: taxId.trim() }),
    ...(reference.trim() && { reference: reference.trim() }),
  }
}
