import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { placesOf } from '../rules/refund'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Form } from './form'
import { leaveWhenDone, steps } from './steps'

/** Prints chosen tickets once more, for a customer who lost them; the paper from before is no ticket then. */
export function ReprintForm({ view: { order }, chosen, busy, onLeave }: ActFormProps) {
  const { orderId } = order
  let printed = false
  const next = () => (printed ? ordersText.printing : ordersText.noPrinter)
  const confirm = () =>
    void steps
      .run({ orderId, act: 'reprint', did: ordersText.did.reprint(chosen.length), next }, async ids => {
        const reissued = await terminal.paper.reprint({ ...ids, places: placesOf(chosen) })
        printed = reissued.jobId !== undefined
        return reissued.order
      })
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={ordersText.acts.reprint}
      confirm={ordersText.confirm.reprint(chosen.length)}
      disabled={chosen.length === 0}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      {chosen.length === 0 && <Notice tone="warn" title={ordersText.noneChosen} />}
      <p className="text-ink-soft">{ordersText.reprintWhy}</p>
    </Form>
  )
}
