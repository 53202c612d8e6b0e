import { describe, expect, it } from 'vitest'
import { commandOf } from './keys'

const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
})

describe('commandOf', () => {
  it('takes F1 to F8 as prices wherever the focus is; Shift takes one away', () => {
    expect(commandOf(press('F1'), 'text')).toEqual({ does: 'price', index: 0, away: false })
    expect(commandOf(press('F8', { shiftKey: true }), 'page')).toEqual({
      does: 'price',
      index: 7,
      away: true,
    })
    expect(commandOf(press('F9'), 'page')).toBeUndefined()
  })

  it('adds one ticket a press, not one for every repeat of a key that is kept down', () => {
    expect(commandOf(press('F1', { repeat: true }), 'page')).toBeUndefined()
  })

  it('never sells by a key that is kept down, or that a control wants for itself', () => {
    expect(commandOf(press('Enter'), 'page')).toEqual({ does: 'confirm' })
    expect(commandOf(press('Enter', { repeat: true }), 'page')).toBeUndefined()
    expect(commandOf(press('Enter'), 'control')).toBeUndefined()
    expect(commandOf(press('Enter'), 'text')).toBeUndefined()
  })

  it('takes digits as cash anywhere but in a text field', () => {
    expect(commandOf(press('5'), 'page')).toEqual({ does: 'type', text: '5' })
    expect(commandOf(press(','), 'control')).toEqual({ does: 'type', text: ',' })
    expect(commandOf(press('5'), 'text')).toBeUndefined()
  })

  it('leaves shortcuts of the system and of other parts alone', () => {
    expect(commandOf(press('k', { ctrlKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('F5', { ctrlKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('F4', { altKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('q'), 'page')).toBeUndefined()
  })

  it('finds the search box, and goes back from anywhere', () => {
    expect(commandOf(press('/'), 'control')).toEqual({ does: 'search' })
    expect(commandOf(press('/'), 'text')).toBeUndefined()
    expect(commandOf(press('Escape'), 'text')).toEqual({ does: 'back' })
  })
})
