import { useEffect, useState } from 'react'
import type { OrderView } from '#shared/contract/find-orders'
import { followFeed } from '../../../stores/follow-feed'
import { feedRefused } from '../../../stores/session'
import { terminal } from '../../../transport'

/** One order as it is shown: live, wherever it is changed. */
export type OrderState = { is: 'loading' } | { is: 'shown'; view: OrderView } | { is: 'not-found' }

export function useOrder(orderId: string): OrderState {
  const [state, setState] = useState<OrderState>({ is: 'loading' })
  useEffect(() => {
    const show = (view: OrderView) => setState({ is: 'shown', view })
    return followFeed({
      open: (_resume, signal) => terminal.orders.view({ orderId }, { signal }),
      onSnapshot: show,
      onChange: show,
      onRefused: refusal => {
        if (refusal.code === 'NOT_FOUND' || refusal.code === 'BAD_REQUEST') setState({ is: 'not-found' })
        else feedRefused(refusal)
      },
    })
  }, [orderId])
  return state
}
