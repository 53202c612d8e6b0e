/** What a printer does with the bytes it gets. */
export type Command =
  | { does: 'text'; bytes: number[] }
  | { does: 'feed' }
  | { does: 'style'; size?: number; bold?: boolean; invert?: boolean; align?: number }
  | { does: 'letters'; page: number }
  | { does: 'code'; text: string; module: number }
  | { does: 'picture'; columns: number; rows: number; dots: Uint8Array }
  | { does: 'cut' | 'kick' | 'reset' }
  | { does: 'tell'; status: number }
  | { does: 'tell-when-printed' }

/** Takes ESC/POS apart as it comes in. What it does not know is an error: a real printer would print rubbish. */
export function createDecoder(): { take(bytes: Uint8Array): Command[] } {
  let left: number[] = []
  let code = ''
  let module = 3

  /** The command at the head of `left` with its length; undefined while more of it has to come. */
  const next = (): { length: number; command?: Command } | undefined => {
    const [a = 0, b, c, d, e] = left
    const has = (count: number) => left.length >= count
    const style = (length: number, more: Omit<Extract<Command, { does: 'style' }>, 'does'>) =>
      has(length) ? { length, command: { does: 'style' as const, ...more } } : undefined
    if (a === 0x0a) return { length: 1, command: { does: 'feed' } }
    if (a === 0x10) return has(3) ? { length: 3, command: { does: 'tell', status: c ?? 0 } } : undefined
    if (a === 0x1c) return has(2) ? { length: 2 } : undefined
    if (a === 0x1b) {
      if (b === undefined) return undefined
      const letter = String.fromCharCode(b)
      if (letter === '@') return { length: 2, command: { does: 'reset' } }
      if (letter === 'p') return has(5) ? { length: 5, command: { does: 'kick' } } : undefined
      if (letter === 'E') return style(3, { bold: c === 1 })
      if (letter === 'a') return style(3, { align: c ?? 0 })
      if (letter === 't')
        return has(3) ? { length: 3, command: { does: 'letters', page: c ?? 0 } } : undefined
      if ('M-3'.includes(letter)) return has(3) ? { length: 3 } : undefined
      if (letter === '2') return { length: 2 }
    }
    if (a === 0x1d) {
      if (b === undefined) return undefined
      const letter = String.fromCharCode(b)
      if (letter === '!') return style(3, { size: ((c ?? 0) & 7) + 1 })
      if (letter === 'B') return style(3, { invert: c === 1 })
      if (letter === 'V') return has(3) ? { length: 3, command: { does: 'cut' } } : undefined
      if (letter === 'r') return has(3) ? { length: 3, command: { does: 'tell-when-printed' } } : undefined
      if (letter === '(' && c === 0x6b) return codePart(d, e)
      if (letter === 'v') return pictureAt()
    }
    if (a >= 0x20) {
      const end = left.findIndex(byte => byte < 0x20)
      const length = end < 0 ? left.length : end
      return { length, command: { does: 'text', bytes: left.slice(0, length) } }
    }
    throw new Error(`the printer does not know ${left.slice(0, 6).map(byte => byte.toString(16))}`)
  }

  const codePart = (low = 0, high = 0) => {
    const length = 5 + low + high * 256
    if (left.length < length) return undefined
    const does = left[6]
    if (does === 0x43) module = left[7] ?? module
    if (does === 0x50) code = String.fromCharCode(...left.slice(8, length))
    return does === 0x51 ? { length, command: { does: 'code' as const, text: code, module } } : { length }
  }

  const pictureAt = () => {
    const [columns, rows] = [(left[4] ?? 0) + (left[5] ?? 0) * 256, (left[6] ?? 0) + (left[7] ?? 0) * 256]
    const length = 8 + columns * rows
    if (left.length < 8 || left.length < length) return undefined
    const dots = Uint8Array.from(left.slice(8, length))
    return { length, command: { does: 'picture' as const, columns, rows, dots } }
  }

  return {
    take(bytes) {
      left = [...left, ...bytes]
      const commands: Command[] = []
      while (left.length > 0) {
        const found = next()
        if (!found) break
        if (found.command) commands.push(found.command)
        left = left.slice(found.length)
      }
      return commands
    },
  }
}
