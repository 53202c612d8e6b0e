import { expect, it } from 'vitest'
import { id } from '#shared/domain/ids'
import { drawCode } from './draw-code'

it('draws codes that differ, are codes, and have nothing in them that sounds like something else', () => {
  const codes = Array.from({ length: 500 }, () => drawCode(2))
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) {
    expect(code).toMatch(/^[A-Z34679]{4}-[A-Z34679]{4}$/)
    expect(code).not.toMatch(/[BILMNOSZ01258]/)
    expect(id.safeParse(code).success).toBe(true)
  }
})
