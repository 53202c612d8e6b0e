import { expect, it } from 'vitest'
import { emptyInvoice, invoiceProblems, invoiceTo } from './invoice-form'

const filled = {
  ...emptyInvoice,
  ...{ name: ' Scoil Bhríde ', street: 'Main St 1', postalCode: 'D02', city: 'Dublin', country: 'ie' },
}

it('names every field that is missing, and none that may be', () => {
  expect(invoiceProblems(emptyInvoice)).toEqual({
    ...{ name: 'missing', street: 'missing', postalCode: 'missing', city: 'missing', country: 'missing' },
  })
  expect(invoiceProblems(filled)).toEqual({})
})

it('refuses what is too long, and a country that is no code', () => {
  const form = { ...filled, name: 'x'.repeat(10_000), country: 'Ireland' }
  expect(invoiceProblems(form)).toEqual({ name: 'too-long', country: 'bad-country' })
})

it('gives the terminal what was typed, trimmed, and nothing that is empty', () => {
  expect(invoiceTo(filled)).toEqual({
    ...{ name: 'Scoil Bhríde', street: 'Main St 1', postalCode: 'D02', city: 'Dublin', country: 'IE' },
  })
})
