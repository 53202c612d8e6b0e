/** Fields that are never shown, printed or exported, in whatever kind of value they stand. */
const secret = new Set(['passwordHash', 'pinHash'])

/**
 * A stored value as a person may see it: parsed, and without secrets. Text that is no JSON comes back as it is, unless
 * it stands where a secret could be in it.
 */
export function printable(key: string, text: string): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) => (secret.has(name) ? '(hidden)' : value))
  } catch {
    return key.startsWith('user:') ? '(hidden: not JSON)' : text
  }
}
