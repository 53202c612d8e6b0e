import { expect, it } from 'vitest'
import { folded, wordStarts } from './folded'

it('knows a name by any spelling of it', () => {
  expect(folded('  María-José  O’Ñeill ')).toBe('maria-jose o neill')
  expect(folded('Ａlice')).toBe('ａlice')
  expect(folded('mira.okafor@Example.com')).toBe('mira.okafor@example.com')
})

it('finds words by how they begin', () => {
  const text = ` ${folded('María Okafor')}`
  const fits = (asked: string) => wordStarts(asked).every(word => text.includes(word))
  expect(['mar', 'oka ma', 'OKAFOR'].map(fits)).toEqual([true, true, true])
  expect(['ria', 'okaforx'].map(fits)).toEqual([false, false])
  expect(wordStarts(' ,; ')).toEqual([])
})
