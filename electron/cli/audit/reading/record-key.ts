import { keyspace } from '../../../keyspace'

/** The key of a terminal's audit record: its number has ten digits. */
export const recordKeyOf = (terminalId: string, n: number) =>
  keyspace.audit.key(terminalId, String(n).padStart(10, '0'))
