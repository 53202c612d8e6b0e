import type { SessionUser } from '#shared/contract/session'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import { put, unchanged } from '../../../cluster/txn'
import { keyspace, type StoredTerminal } from '../../../keyspace'
import type { Log } from '../../../logging/log'
import type { Replica } from '../../../replica'
import type { Book } from '../../book'
import { type Clock, instantOf } from '../../clock'
import { createSigner, newPrivateKey, type Signer } from './signature'

/** Where a terminal keeps its private key: its own data folder. */
export interface KeyStore {
  read(): Promise<string | undefined>
  write(privateKey: string): Promise<void>
}

/** The key that this terminal's tickets are signed with. */
export interface TerminalKey {
  /** @throws Refusal `TICKET_KEY_REVOKED` */
  signer(): Signer
  /**
   * Draws another key, for an admin who is signed in at this terminal. A stolen computer gets none by itself, however
   * often it is started or its key file thrown away.
   * @throws Refusal `EDITED_MEANWHILE`
   */
  renew(by: Pick<SessionUser, 'username'>, step: { operationId: string }): Promise<void>
}

interface Options {
  connection: Connection
  replica: Replica
  terminalId: string
  keys: KeyStore
  clock: Clock
  book: Book
  log: Log
}

/** How often the terminal's record is looked at anew because somebody wrote it at the same moment. */
const tries = 8

/**
 * This terminal's key. At its first start the terminal draws a key pair; its permanent record lists the public key,
 * after those of earlier key files, so that what they signed stays good at the door.
 */
export async function openTerminalKey(options: Options): Promise<TerminalKey> {
  const { connection, replica, terminalId, clock, keys, book } = options
  const key = keyspace.terminal.key(terminalId)
  const stored = async () => {
    const kv = await connection.get(key)
    if (!kv) throw new Error(`terminal ${terminalId} is not enrolled`)
    return { modRevision: kv.modRevision, terminal: keyspace.terminal.edit(kv) }
  }
  let signer = await ownSigner(options)
  await enrolled()

  return {
    signer() {
      if (isRevoked(replica.state.terminals.get(terminalId), signer.publicKey))
        throw new Refusal('TICKET_KEY_REVOKED', {})
      return signer
    },
    async renew(by, { operationId }) {
      const privateKey = newPrivateKey()
      const next = createSigner(terminalId, privateKey, clock)
      for (let n = 0; n < tries; n++) {
        const { modRevision, terminal } = await stored()
        const { succeeded, repeated, revision } = await book.administer({
          operationId,
          compare: [unchanged(key, modRevision)],
          success: [put(key, withKey(terminal, next, clock))],
          entry: {
            ...{ actor: by.username, action: 'ticket-key-drawn', subject: key },
            detail: { publicKey: next.publicKey },
          },
        })
        if (!succeeded) continue
        // Asked again after a lost answer: the key of the first try is in use.
        if (repeated) return
        signer = next
        await keys.write(privateKey)
        await replica.reached(revision)
        return
      }
      throw new Refusal('EDITED_MEANWHILE', { what: terminalId })
    },
  }

  /** Lists the public key, unless the one before it was revoked. */
  async function enrolled(): Promise<void> {
    for (let n = 0; n < tries; n++) {
      const { modRevision, terminal } = await stored()
      if (isListed(terminal, signer.publicKey) || isRevoked(terminal, signer.publicKey)) return
      const { succeeded } = await connection.txn({
        compare: [unchanged(key, modRevision)],
        success: [put(key, withKey(terminal, signer, clock))],
      })
      if (succeeded) return
    }
    throw new Error(`the record of terminal ${terminalId} is written by somebody else`)
  }
}

const isListed = ({ ticketKeys = [] }: StoredTerminal, publicKey: string) =>
  ticketKeys.some(each => each.publicKey === publicKey)

/** Whether a key was revoked; or is none that was given out, after one that was. */
function isRevoked(terminal: StoredTerminal | undefined, publicKey: string): boolean {
  const listed = terminal?.ticketKeys ?? []
  const own = listed.find(each => each.publicKey === publicKey) ?? listed.at(-1)
  return own?.revokedAt !== undefined
}

const withKey = (terminal: StoredTerminal, { publicKey }: Signer, clock: Clock): string =>
  keyspace.terminal.encode({
    ...terminal,
    ticketKeys: [...(terminal.ticketKeys ?? []), { publicKey, since: instantOf(clock) }],
  })

async function ownSigner({ terminalId, keys, clock, log }: Options): Promise<Signer> {
  try {
    const kept = await keys.read()
    if (kept) return createSigner(terminalId, kept, clock)
  } catch (error) {
    // What it signed stays good: its public key stays in the list.
    log.warn({ 'event.action': 'ticket-key-unreadable', err: error }, 'drawing another key for tickets')
  }
  const drawn = newPrivateKey()
  await keys.write(drawn)
  return createSigner(terminalId, drawn, clock)
}
