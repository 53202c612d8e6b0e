/**
 * A text as it is searched: small letters without marks, words parted by one space. What is neither letter, figure nor
 * part of an address parts words.
 */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@._+-]+/gu, ' ')
    .trim()
}

/** The words of `asked`, each as it stands at the beginning of a word in `" " + folded(text)`. */
export function wordStarts(asked: string): string[] {
  return folded(asked)
    .split(' ')
    .filter(Boolean)
    .map(word => ` ${word}`)
}
