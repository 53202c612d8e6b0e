import { describe, expect, it } from 'vitest'
import { directionOf, fitted, plain, wrapped } from './words'

const family = '👨‍👩‍👧‍👦'
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** As a printer counts that takes one column for each letter. */
const columns = (text: string) => [...graphemes.segment(text)].length

describe('a name that does not fit', () => {
  it('is shortened with an ellipsis, and stays whole where it fits', () => {
    expect(fitted('Hamlet', 6, columns)).toBe('Hamlet')
    expect(fitted('Hamlet, Prince', 7, columns)).toBe('Hamlet…')
  })

  it('is never cut through a letter', () => {
    expect(fitted(family.repeat(5), 3, columns)).toBe(`${family}${family}…`)
    expect(fitted('é'.normalize('NFD').repeat(5), 3, columns)).toBe(`${'é'.normalize('NFD').repeat(2)}…`)
  })

  it('of ten thousand letters is shortened like any other', () => {
    for (const letter of ['x', 'ש', 'م', family, '🎭'])
      expect(fitted(letter.repeat(10_000), 20, columns)).toBe(`${letter.repeat(19)}…`)
    const lines = wrapped('wörd '.repeat(2_000), 20, 3, columns)
    expect(lines).toEqual(['wörd wörd wörd wörd', 'wörd wörd wörd wörd', 'wörd wörd wörd wörd…'])
  })

  it('goes into lines between words, and through a word only where no line is long enough', () => {
    expect(wrapped('The Marriage of Figaro', 12, 3, columns)).toEqual(['The Marriage', 'of Figaro'])
    expect(wrapped('Donaudampfschifffahrt', 8, 3, columns)).toEqual(['Donaudam', 'pfschiff', 'fahrt'])
    expect(wrapped('', 8, 3, columns)).toEqual([])
  })
})

it('lets nothing of a name steer a printer', () => {
  expect(plain('Eve\u001bp0\n\u001d\u0000 “Mallory”')).toBe('Eve p0 “Mallory”')
})

it('says which way a name runs by its first letter', () => {
  expect(directionOf('2 × ליל הקונצרט')).toBe('rtl')
  expect(directionOf('ليلة')).toBe('rtl')
  expect(directionOf('🎭 Gala ליל')).toBe('ltr')
  expect(directionOf('12:30')).toBe('ltr')
})
