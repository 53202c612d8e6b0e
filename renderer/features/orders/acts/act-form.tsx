import type { ActName } from '../rules/acts'
import type { ActFormProps } from './act-form-props'
import { CollectForm } from './collect-form'
import { CorrectForm } from './correct-form'
import { ExtendForm } from './extend-form'
import { CancelInvoiceForm, PaidBackForm, ReleaseForm, VoidForm } from './plain-forms'
import { RefundForm } from './refund-form'
import { ReprintForm } from './reprint-form'
import { SettleForm } from './settle-form'
import { SwapForm } from './swap-form'
import { TenderedForm } from './tendered-form'

/** Those that have a form: an exchange is carried out at the counter. */
const forms: Record<Exclude<ActName, 'exchange'>, (props: ActFormProps) => React.ReactNode> = {
  collect: CollectForm,
  settle: SettleForm,
  'paid-back': PaidBackForm,
  reprint: ReprintForm,
  refund: RefundForm,
  void: VoidForm,
  correct: CorrectForm,
  tendered: TenderedForm,
  swap: SwapForm,
  extend: ExtendForm,
  release: ReleaseForm,
  'cancel-invoice': CancelInvoiceForm,
}

/** The form of one act: what it needs to know, what it will do, and the button that does it. */
export function ActForm({ name, ...props }: ActFormProps & { name: keyof typeof forms }) {
  const Form = forms[name]
  return <Form {...props} />
}
