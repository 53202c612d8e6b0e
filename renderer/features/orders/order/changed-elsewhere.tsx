import { useEffect, useRef, useState } from 'react'
import type { OrderView } from '#shared/contract/find-orders'
import type { OrderStep } from '#shared/domain/order'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { steps } from '../acts/steps'
import { ordersText } from '../text'

/** Says that somebody else changed the order while it was on the screen; what is shown is as it is now. */
export function ChangedElsewhere({ view: { order, people } }: { view: OrderView }) {
  const known = useRef(order.steps?.length ?? 0)
  const [news, setNews] = useState<OrderStep>()
  const own = steps.store(state => ('step' in state ? state.step.operationId : undefined))

  useEffect(() => {
    const all = order.steps ?? []
    const last = all.length > known.current ? all.at(-1) : undefined
    known.current = all.length
    if (last && last.operationId !== own) setNews(last)
  }, [order, own])

  if (!news) return null
  const { action, by, terminalId } = news
  const what = ordersText.what[action] ?? ordersText.otherStep
  return (
    <Notice tone="warn" title={ordersText.changedElsewhere(what, people[by] ?? by, terminalId)}>
      <Button kind="quiet" size="small" className="-ml-2.5" onClick={() => setNews(undefined)}>
        {ordersText.tidy}
      </Button>
    </Notice>
  )
}
