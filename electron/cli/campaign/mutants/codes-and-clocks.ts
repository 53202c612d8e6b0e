import type { Connection, KeyValue } from '../../../cluster/model'
import { contestedCodes, wrongClock } from './hunting'
import type { Mutant } from './mutant'

/** A clock that is past every end. */
const late = '9999-12-31T23:59:59.000Z'

/** A heartbeat that keeps nobody waiting; nothing else is read from its clock. */
const unheeded = (kv: KeyValue): KeyValue =>
  kv.key.startsWith('presence:')
    ? { ...kv, value: JSON.stringify({ ...JSON.parse(kv.value), clock: late }) }
    : kv

/** What a terminal sees, with every other clock past every end: it then decides by its own alone. */
function ownClockAlone(connection: Connection): Connection {
  return {
    ...connection,
    async *pages(prefix, options) {
      for await (const page of connection.pages(prefix, options))
        yield { ...page, kvs: page.kvs.map(unheeded) }
    },
    openWatch: request =>
      connection.openWatch({
        ...request,
        onResponse: response =>
          request.onResponse({
            ...response,
            changes: response.changes.map(change =>
              change.type === 'put' ? { ...change, kv: unheeded(change.kv) } : change,
            ),
          }),
      }),
  }
}

const isCode = (key: string) => key.startsWith('voucher:') || key.startsWith('gift:')

export const codeAndClockMutants: Record<string, Mutant> = {
  'one-wall-clock': {
    breaks: 'what has an end is let go when it is over on one terminal’s clock',
    hunting: wrongClock,
    wrap: ownClockAlone,
  },
  'code-without-compare': {
    breaks: 'a voucher or a gift card is spent without comparing what was read of it',
    hunting: contestedCodes,
    wrap: connection => ({
      ...connection,
      txn: (txn, options) =>
        connection.txn({ ...txn, compare: txn.compare.filter(({ key }) => !isCode(key)) }, options),
    }),
  },
}
