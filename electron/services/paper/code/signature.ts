import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { packTicket, readTicketCode, type TicketCode, textOf } from '#shared/domain/ticket-code'
import { type Clock, instantOf, systemClock } from '../../clock'

/** A key that a terminal's tickets are signed with, as its permanent record has it. */
export interface TicketKey {
  /** The 32 bytes of RFC 8032, as base64url. */
  publicKey: string
  revokedAt?: string | undefined
}

export interface Signer {
  readonly publicKey: string
  /** The text of the ticket's QR code. */
  sign(ticket: Omit<TicketCode, 'terminalId' | 'issuedAt'>): string
}

/** A fresh private key, as base64 of PKCS #8. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
}

/** Signs with a key that `newPrivateKey` drew. @throws Error when it is not such a key. */
export function createSigner(
  terminalId: string,
  privateKey: string,
  clock: Pick<Clock, 'now'> = systemClock,
): Signer {
  const der = Buffer.from(privateKey, 'base64')
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x, crv } = createPublicKey(key).export({ format: 'jwk' })
  if (crv !== 'Ed25519' || !x) throw new Error('not a key that signs tickets')
  return {
    publicKey: x,
    sign(ticket) {
      const packed = packTicket({ ...ticket, issuedAt: instantOf(clock), terminalId })
      return textOf(Buffer.concat([packed, sign(null, packed, key)]))
    },
  }
}

/** What a door knows of a scanned code without asking anybody. */
export type Verified =
  | { outcome: 'genuine'; ticket: TicketCode }
  | { outcome: 'not-a-ticket' | 'other-version' }
  /** Signed in the name of a terminal that this house does not have. */
  | { outcome: 'unknown-terminal'; terminalId: string }
  /** Signed after its key was revoked. */
  | { outcome: 'revoked'; terminalId: string }
  /** Its key was revoked, and it says that it was signed before: ask the order whether it has this ticket. */
  | { outcome: 'ask'; ticket: TicketCode; revokedAt: string }
  /** A byte of it is not what the terminal signed. */
  | { outcome: 'changed'; terminalId: string }

/**
 * Looks at a code with nothing but the list of terminals' public keys: no network, no cluster.
 *
 * What that can know when a key was revoked, because its computer was stolen: a code that says it was signed after that
 * moment was signed by nobody who should have. One that says it was signed before may be a customer's, or the thief's:
 * the time in it is the signer's word, and who has the key can sign any. So neither is called genuine. A door that can
 * ask looks whether the order has this place at this issue, which a thief cannot make true; one that cannot ask leaves
 * it to a person. Another terminal makes such a ticket good again by a reprint. A list of keys that is older than the
 * revocation does not know of it: doors renew it before they open.
 */
export function verifyTicket(text: string, keysOf: (terminalId: string) => readonly TicketKey[]): Verified {
  const read = readTicketCode(text)
  if (read.outcome !== 'ticket') return read
  const { ticket, signed, signature } = read
  const { terminalId } = ticket
  const keys = keysOf(terminalId)
  if (keys.length === 0) return { outcome: 'unknown-terminal', terminalId }
  const signer = keys.find(({ publicKey }) => verify(null, signed, publicKeyOf(publicKey), signature))
  if (!signer) return { outcome: 'changed', terminalId }
  const { revokedAt } = signer
  if (revokedAt === undefined) return { outcome: 'genuine', ticket }
  // A code knows seconds: what was signed in the very second of it was signed before, or is asked about.
  return Math.floor(Date.parse(revokedAt) / 1_000) < Date.parse(ticket.issuedAt) / 1_000
    ? { outcome: 'revoked', terminalId }
    : { outcome: 'ask', ticket, revokedAt }
}

const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
