import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id with 19 MiB, two passes, one lane: OWASP's minimum for interactive sign-in ("Password Storage Cheat
 * Sheet"). About 30 ms on a till. The text holds its own parameters, so they can be raised later.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** @param salt 16 bytes, for generated data that must come out the same again; else a random one. */
export function hashPassword(password: string, salt?: Uint8Array): Promise<string> {
  return hash(password.normalize('NFC'), { ...parameters, ...(salt && { salt }) })
}

let nobody: Promise<string> | undefined

/** Whether the password fits. Takes as long when there is nobody to compare with, so that it tells nothing of who exists. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const fits = await verify(passwordHash ?? (await nobody), password.normalize('NFC'))
  return fits && passwordHash !== undefined
}
