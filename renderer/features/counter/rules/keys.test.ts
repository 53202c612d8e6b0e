import { describe, expect, it } from 'vitest'
import { type KeyRow, keyTable } from './key-table'
import { capsOf, chordOf, commandOf, isKeptFromBrowser } from './keys'

const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
})
const rows: readonly KeyRow[] = keyTable

describe('the table of keys', () => {
  it('gives each key one meaning, and each command its words', () => {
    const keys = rows.flatMap(row => row.keys)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    expect(rows.filter(row => row.says === '' || row.keys.length === 0)).toEqual([])
  })

  it('leaves F11 to the system, as what switches the full screen', () => {
    expect(rows.flatMap(row => row.keys).filter(key => key.includes('F11'))).toEqual([])
    expect(isKeptFromBrowser(press('F11'))).toBe(false)
  })
})

describe('commandOf', () => {
  it('takes F1 to F8 as prices wherever the focus is; Shift takes one away', () => {
    expect(commandOf(press('F1'), 'text')).toEqual({ does: 'price', key: 'F1', at: 0 })
    expect(commandOf(press('F8', { shiftKey: true }), 'page')).toMatchObject({ does: 'takeAway', at: 7 })
  })

  it('adds one ticket a press, not one for every repeat of a key that is kept down', () => {
    expect(commandOf(press('F1', { repeat: true }), 'page')).toBeUndefined()
    expect(commandOf(press('5', { repeat: true }), 'page')).toMatchObject({ does: 'type' })
  })

  it('never sells by a key that is kept down, or that a control wants for itself', () => {
    expect(commandOf(press('Enter'), 'page')).toMatchObject({ does: 'confirm' })
    expect(commandOf(press('Enter', { repeat: true }), 'page')).toBeUndefined()
    expect(commandOf(press('Enter'), 'control')).toBeUndefined()
    expect(commandOf(press('Enter'), 'text')).toBeUndefined()
  })

  it('takes digits as a count or as cash anywhere but in a text field', () => {
    expect(commandOf(press('5'), 'page')).toMatchObject({ does: 'type', key: '5' })
    expect(commandOf(press(','), 'control')).toMatchObject({ does: 'type', key: ',' })
    expect(commandOf(press('5'), 'text')).toBeUndefined()
  })

  it('leaves shortcuts of the system and of other parts alone', () => {
    expect(commandOf(press('j', { ctrlKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('F5', { ctrlKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('F4', { altKey: true }), 'page')).toBeUndefined()
    expect(commandOf(press('q'), 'page')).toBeUndefined()
  })

  it('finds the search box, and goes back from anywhere', () => {
    expect(commandOf(press('/'), 'control')).toMatchObject({ does: 'search' })
    expect(commandOf(press('/', { shiftKey: true }), 'page')).toMatchObject({ does: 'search' })
    expect(commandOf(press('/'), 'text')).toBeUndefined()
    expect(commandOf(press('Escape'), 'text')).toMatchObject({ does: 'back' })
  })

  it('does nothing in a dialog or a menu, which has the keys to itself', () => {
    expect(commandOf(press('F1'), 'apart')).toBeUndefined()
    expect(commandOf(press('Escape'), 'apart')).toBeUndefined()
  })
})

describe('isKeptFromBrowser', () => {
  it.each(['F1', 'F3', 'F5', 'F6', 'F7', 'F10'])('keeps %s from the browser', key => {
    expect(isKeptFromBrowser(press(key))).toBe(true)
  })

  it('leaves the keys that close windows and open tools alone', () => {
    expect(isKeptFromBrowser(press('F4', { ctrlKey: true }))).toBe(false)
    expect(isKeptFromBrowser(press('F4', { altKey: true }))).toBe(false)
    expect(isKeptFromBrowser(press('F12'))).toBe(false)
  })
})

it('names a key as it is typed, and prints it as it stands on keyboards', () => {
  expect(chordOf(press('k', { ctrlKey: true }))).toBe('Ctrl+K')
  expect(chordOf(press('?', { shiftKey: true }))).toBe('?')
  expect(chordOf(press('B', { shiftKey: true }))).toBe('Shift+B')
  expect(chordOf(press('л', { code: 'KeyK', ctrlKey: true }))).toBe('Ctrl+K')
  expect(chordOf(press('ö', { code: 'Semicolon' }))).toBe('ö')
  expect(capsOf('Ctrl+ArrowDown')).toEqual(['Ctrl', '↓'])
})
