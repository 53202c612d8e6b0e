import type { Connection } from '../../../cluster/model'
import { put, unchanged } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { Log } from '../../../logging/log'
import { type Clock, instantOf } from '../../clock'
import { createSigner, newPrivateKey, type Signer } from './signature'

/** Where a terminal keeps its private key: its own data folder. */
export interface KeyStore {
  read(): Promise<string | undefined>
  write(privateKey: string): Promise<void>
}

/** How often the terminal's record is looked at anew because somebody wrote it at the same moment. */
const tries = 8

/**
 * This terminal's signer. At its first start the terminal draws a key pair; its permanent record lists the public key,
 * after those of earlier key files, so that what they signed stays good at the door.
 */
export async function enrolTicketKey(options: {
  connection: Connection
  terminalId: string
  keys: KeyStore
  clock: Clock
  log: Log
}): Promise<Signer> {
  const { connection, terminalId, clock } = options
  const signer = await ownSigner(options)
  const key = keyspace.terminal.key(terminalId)
  for (let n = 0; n < tries; n++) {
    const kv = await connection.get(key)
    if (!kv) throw new Error(`terminal ${terminalId} is not enrolled`)
    const terminal = keyspace.terminal.edit(kv)
    const known = terminal.ticketKeys ?? []
    if (known.some(({ publicKey }) => publicKey === signer.publicKey)) return signer
    const ticketKeys = [...known, { publicKey: signer.publicKey, since: instantOf(clock) }]
    const { succeeded } = await connection.txn({
      compare: [unchanged(key, kv.modRevision)],
      success: [put(key, keyspace.terminal.encode({ ...terminal, ticketKeys }))],
    })
    if (succeeded) return signer
  }
  throw new Error(`the record of terminal ${terminalId} is written by somebody else`)
}

async function ownSigner({
  terminalId,
  keys,
  log,
}: {
  terminalId: string
  keys: KeyStore
  log: Log
}): Promise<Signer> {
  try {
    const kept = await keys.read()
    if (kept) return createSigner(terminalId, kept)
  } catch (error) {
    // What it signed stays good: its public key stays in the list.
    log.warn({ 'event.action': 'ticket-key-unreadable', err: error }, 'drawing another key for tickets')
  }
  const drawn = newPrivateKey()
  await keys.write(drawn)
  return createSigner(terminalId, drawn)
}
