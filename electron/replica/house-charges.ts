import type { Charges } from '#shared/domain/charges'
import { keyspace } from '../keyspace'
import type { ReplicaState } from './state'

/** The fee and the tax of this house, as its settings are now. */
export function houseCharges({ settings }: Pick<ReplicaState, 'settings'>): Charges {
  const setting = settings.get(keyspace.config.selling.key()) as
    | ReturnType<typeof keyspace.config.selling.read>
    | undefined
  const { tax, fee } = setting ?? {}
  return { ...(tax && { tax }), ...(fee && { fee }) }
}
