import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { packTicket, readTicketCode, type TicketCode, textOf } from '#shared/domain/ticket-code'

/** A key that a terminal's tickets are signed with, as its permanent record has it. */
export interface TicketKey {
  /** The 32 bytes of RFC 8032, as base64url. */
  publicKey: string
  revokedAt?: string | undefined
}

export interface Signer {
  readonly publicKey: string
  /** The text of the ticket's QR code. */
  sign(ticket: Omit<TicketCode, 'terminalId'>): string
}

/** A fresh private key, as base64 of PKCS #8. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
}

/** Signs with a key that `newPrivateKey` drew. @throws Error when it is not such a key. */
export function createSigner(terminalId: string, privateKey: string): Signer {
  const der = Buffer.from(privateKey, 'base64')
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x, crv } = createPublicKey(key).export({ format: 'jwk' })
  if (crv !== 'Ed25519' || !x) throw new Error('not a key that signs tickets')
  return {
    publicKey: x,
    sign(ticket) {
      const packed = packTicket({ ...ticket, terminalId })
      return textOf(Buffer.concat([packed, sign(null, packed, key)]))
    },
  }
}

/** What a door knows of a scanned code without asking anybody. */
export type Verified =
  | { outcome: 'genuine'; ticket: TicketCode }
  | { outcome: 'not-a-ticket' | 'other-version' }
  /** Signed in the name of a terminal that this house does not have, or whose keys were all revoked. */
  | { outcome: 'unknown-terminal' | 'revoked'; terminalId: string }
  /** A byte of it is not what the terminal signed. */
  | { outcome: 'changed'; terminalId: string }

/** Looks at a code with nothing but the list of terminals' public keys: no network, no cluster. */
export function verifyTicket(text: string, keysOf: (terminalId: string) => readonly TicketKey[]): Verified {
  const read = readTicketCode(text)
  if (read.outcome !== 'ticket') return read
  const { ticket, signed, signature } = read
  const { terminalId } = ticket
  const keys = keysOf(terminalId)
  if (keys.length === 0) return { outcome: 'unknown-terminal', terminalId }
  const signer = keys.find(({ publicKey }) => verify(null, signed, publicKeyOf(publicKey), signature))
  if (!signer) return { outcome: 'changed', terminalId }
  return signer.revokedAt === undefined ? { outcome: 'genuine', ticket } : { outcome: 'revoked', terminalId }
}

const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
