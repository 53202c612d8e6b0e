import { count } from '../../../ui/text/common'

/** The strings of what is done with a basket before it is paid. */
export const basketText = {
  tools: 'Basket tools',
  extend: 'Extend',
  extendKey: 'E',

  voucher: 'Discount',
  voucherKey: 'V',
  voucherCode: 'Voucher or discount code',
  voucherHint: 'Scan it, or type it and press Enter',
  apply: 'Apply',
  removeVoucher: (code: string) => `Take off ${code}`,
  noSuchVoucher: (code: string) => `There is no voucher “${code}”. Check the code.`,

  price: {
    tool: 'Price',
    key: 'P',
    title: 'Another price',
    of: (seat: string) => `Another price for ${seat}`,
    ofAll: 'Another price for each ticket',
    each: 'Each',
    reason: 'Reason',
    noAmount: 'An amount, or 0',
    noReason: 'Say why: it stands on the order.',
    comp: 'Give free',
    set: 'Set price',
    listed: 'Listed price',
    why: (reason: string) => `Comp · ${reason}`,
    whyReduced: (listed: string, reason: string) => `Listed ${listed} · ${reason}`,
  },

  putAside: 'Put aside',
  putAsideKey: 'Ctrl ↓',
  forWhom: 'For whom',
  forWhomMissing: 'Say who comes back for it.',
  nameTooLong: (most: number) => `At most ${most} characters.`,

  recall: 'Recall',
  recallKey: 'Ctrl ↑',
  recallTitle: 'Put aside',
  recallNone: 'Nothing is put aside.',
  recallOne: (name: string) => `Recall the basket of ${name}`,
  at: (terminalId: string, until: string) => `${terminalId} · until ${until}`,
  waiting: (n: number) => (n === 1 ? '1 basket is put aside' : `${count(n)} baskets are put aside`),
  cancel: 'Cancel',
}
