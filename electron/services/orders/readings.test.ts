import { describe, expect, it } from 'vitest'
import { readingsOf, terminalForm } from './readings'

const first = (text: string) => readingsOf(text)[0]

describe('what a cashier types to find an order', () => {
  it.each([
    ['T03-000123', { kind: 'order', terminal: 'T03', n: 123 }],
    ['t3-123', { kind: 'order', terminal: 't3', n: 123 }],
    ['t3 123', { kind: 'order', terminal: 't3', n: 123 }],
    ['123', { kind: 'order', terminal: undefined, n: 123 }],
    ['#000123', { kind: 'order', terminal: undefined, n: 123 }],
    ['T03-R000045', { kind: 'receipt', terminal: 'T03', n: 45 }],
    ['r45', { kind: 'receipt', terminal: undefined, n: 45 }],
    ['T03-I000012', { kind: 'invoice', terminal: 'T03', n: 12 }],
  ])('%s is a number', (text, number) => {
    expect(first(text)).toEqual({ by: 'number', ...number })
  })

  it.each([
    ['Row F 9', { row: 'F', seat: '9', words: [] }],
    ['f9', { row: 'f', seat: '9', words: [] }],
    ['Row F, seat 9', { row: 'F', seat: '9', words: [] }],
    ['row 12 seat 4', { row: '12', seat: '4', words: [] }],
    ['12/4', { row: '12', seat: '4', words: [] }],
    ['F 9 Schubert dark', { row: 'F', seat: '9', words: ['schubert', 'dark'] }],
  ])('%s is a seat', (text, seat) => {
    expect(readingsOf(text)).toContainEqual({ by: 'seat', ...seat })
  })

  it('leaves open whether R12 is a receipt or a seat', () => {
    expect(readingsOf('R12').map(({ by }) => by)).toEqual(['number', 'seat', 'buyer'])
  })

  it('takes a number for nothing else', () => {
    expect(readingsOf('123')).toHaveLength(1)
    expect(readingsOf('T03-000123')).toHaveLength(1)
    // Somebody's username may look a little like one.
    expect(readingsOf('c-1').map(({ by }) => by)).toContain('buyer')
  })

  it('looks for a buyer by letters, or by a telephone number', () => {
    expect(readingsOf('maria')).toEqual([{ by: 'buyer', text: 'maria' }])
    expect(readingsOf('0664 1234567')).toContainEqual({ by: 'buyer', text: '0664 1234567' })
    expect(readingsOf('maria@example.com')).toEqual([{ by: 'buyer', text: 'maria@example.com' }])
  })

  it('knows an order’s id', () => {
    const id = '01938f5e-7b1c-7000-8000-000000000001'
    expect(readingsOf(id.toUpperCase())).toEqual([{ by: 'id', orderId: id }])
  })

  it('asks for nothing where nothing can be meant', () => {
    expect(readingsOf('!!')).toEqual([])
  })
})

it('knows a terminal by any spelling of its id', () => {
  expect(terminalForm('t3')).toBe(terminalForm('T03'))
  expect(terminalForm('T30')).not.toBe(terminalForm('T03'))
  expect(terminalForm('F01')).toBe('F1')
})
