import type { SessionUser } from '#shared/contract/session'
import type { PrinterSettings } from '#shared/domain/printer'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Book } from '../book'

/** A terminal's printer, as its permanent record has it. */
export interface Settings {
  /** The key of that record. */
  readonly key: string
  readonly current: PrinterSettings | undefined
  /** `null`: nothing is printed here any more. @throws Refusal `EDITED_MEANWHILE` */
  set(by: SessionUser, step: { operationId: string; printer: PrinterSettings | null }): Promise<void>
}

/** How often the record is looked at anew because somebody wrote it at the same moment. */
const tries = 5

export async function createSettings(options: {
  connection: Connection
  terminalId: string
  book: Book
}): Promise<Settings> {
  const { connection, terminalId, book } = options
  const key = keyspace.terminal.key(terminalId)
  const stored = async () => {
    const kv = await connection.get(key)
    if (!kv) throw new Error(`terminal ${terminalId} is not enrolled`)
    return { modRevision: kv.modRevision, terminal: keyspace.terminal.edit(kv) }
  }
  let current = (await stored()).terminal.printer
  return {
    key,
    get current() {
      return current
    },
    async set(by, { operationId, printer }) {
      for (let n = 0; n < tries; n++) {
        const { modRevision, terminal } = await stored()
        const { printer: _before, ...rest } = terminal
        const next = { ...rest, ...(printer && { printer }) }
        const { succeeded } = await book.administer({
          operationId,
          compare: [unchanged(key, modRevision)],
          success: [put(key, keyspace.terminal.encode(next))],
          entry: { actor: by.username, action: 'printer-set', subject: key, detail: { printer } },
        })
        if (!succeeded) continue
        current = (await stored()).terminal.printer
        return
      }
      throw new Refusal('EDITED_MEANWHILE', { what: terminalId })
    },
  }
}
