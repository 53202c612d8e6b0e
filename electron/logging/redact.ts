const CENSORED = '[redacted]'

/** A field whose name holds one of these words never reaches the disk, however deep it stands. */
const SECRET_WORDS = new Set([
  'authorization',
  'cookie',
  'credential',
  'credentials',
  'hash',
  'passphrase',
  'password',
  'pin',
  'secret',
  'token',
])

/** Secrets that stand inside a text: a token in an address, a password hash, a user's password in an address. */
const SECRET_TEXTS: readonly [pattern: RegExp, replacement: string][] = [
  [/\b(token|password|secret)=[^&\s"'#]+/gi, `$1=${CENSORED}`],
  [/\$argon2(?:id|i|d)\$[^\s"']+/g, CENSORED],
  [/\b(https?|wss?):\/\/[^/\s:@]+:[^/\s@]+@/gi, `$1://${CENSORED}@`],
]

/** The words of a field's name: `passwordHash`, `password_hash` and `user.password-hash` all hold `password`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}

const isSecret = (name: string) => wordsOf(name).some(word => SECRET_WORDS.has(word))

/** `text` without the secrets that can be told by their form. */
export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
}

/** One finished JSON line without its secrets: whatever way a value came into the line, it passes here. */
export function redactLine(line: string): string {
  const redacted: unknown = JSON.parse(line, (name, value: unknown) => {
    if (isSecret(name)) return CENSORED
    return typeof value === 'string' ? redactText(value) : value
  })
  return `${JSON.stringify(redacted)}\n`
}
