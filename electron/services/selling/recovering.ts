import { isRefusal } from '#shared/errors/refusals'
import type { Log } from '../../logging/log'

/**
 * Settles one order of an earlier life. One that this build cannot read, because a newer one wrote it or because it is
 * damaged, stays open for the next start: the till sells, and the screens of the admin name the key.
 */
export async function unlessIllegible(log: Log, orderId: string, settle: () => Promise<void>): Promise<void> {
  try {
    await settle()
  } catch (error) {
    if (!isRefusal(error, 'UNREADABLE') && !isRefusal(error, 'UPDATE_NEEDED')) throw error
    log.error(
      { 'event.action': 'order-illegible', 'order.id': orderId, err: error },
      'left to the next start',
    )
  }
}
