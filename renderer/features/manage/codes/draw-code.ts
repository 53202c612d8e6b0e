/** Without what is taken for another when it is read out or read off: 0 and O, 1 and I and L, 5 and S, 8 and B, 2 and Z, M and N. */
const alphabet = 'ACDEFGHJKPQRTUVWXY34679'
const groupOf = 4

/**
 * A code that nobody guesses, in groups that are easily read aloud: `K7QF-3HRT`.
 * @param groups each is worth 18 bits
 */
export function drawCode(groups: number): string {
  // Numbers past the last whole alphabet would make its first letters more frequent.
  const whole = 256 - (256 % alphabet.length)
  const letters: string[] = []
  while (letters.length < groups * groupOf) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < whole) letters.push(alphabet[byte % alphabet.length] ?? '')
  }
  return Array.from({ length: groups }, (_, n) =>
    letters.slice(n * groupOf, (n + 1) * groupOf).join(''),
  ).join('-')
}
