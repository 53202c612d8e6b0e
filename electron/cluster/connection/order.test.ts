import { describe, expect, it } from 'vitest'
import { inOrderOf } from './order'

const members = ['http://10.0.0.1:2379', 'http://10.0.0.2:2379', 'http://10.0.0.3:2379']
const terminals = Array.from({ length: 90 }, (_, n) => `T${String(n + 1).padStart(2, '0')}`)
const firstOf = (terminal: string, endpoints: string[]) => inOrderOf(terminal, endpoints)[0]

describe('the order of the endpoints', () => {
  it('is the same whenever a terminal starts, in whatever order the endpoints were given', () => {
    expect(inOrderOf('T03', members)).toEqual(inOrderOf('T03', [...members].reverse()))
  })

  it('contains every endpoint once', () => {
    expect(inOrderOf('T03', [...members, ...members]).sort()).toEqual(members)
  })

  it('gives each of three members about a third of ninety terminals to begin with', () => {
    for (const member of members) {
      const begin = terminals.filter(terminal => firstOf(terminal, members) === member)
      expect(begin.length).toBeGreaterThanOrEqual(20)
    }
  })

  it('moves only the terminals of a member that is taken away, and spreads them over the rest', () => {
    const [gone, ...left] = members
    const moved = terminals.filter(terminal => firstOf(terminal, members) === gone)
    const stayed = terminals.filter(terminal => firstOf(terminal, members) !== gone)
    for (const terminal of stayed) expect(firstOf(terminal, left)).toBe(firstOf(terminal, members))
    for (const member of left) {
      const taken = moved.filter(terminal => firstOf(terminal, left) === member)
      expect(taken.length).toBeGreaterThanOrEqual(moved.length / 4)
    }
  })
})
