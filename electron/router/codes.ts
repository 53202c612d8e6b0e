import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const codesRoutes = (base: Base, options: RouterOptions): Routes<'codes'> => {
  const codes = () => running(options).codes
  return base.codes.router({
    gift: base.codes.gift.handler(({ input }) => codes().gift(input.code)),
    voucher: base.codes.voucher.handler(({ input }) => codes().voucher(input.code)),
    vouchers: base.codes.vouchers.handler(({ input }) => codes().vouchers(input)),
    gifts: base.codes.gifts.handler(({ input }) => codes().gifts(input)),
    issueGift: base.codes.issueGift.handler(({ input, context }) =>
      codes().issueGift(signedIn(context), input),
    ),
    setVoucher: base.codes.setVoucher.handler(({ input, context }) =>
      codes().setVoucher(signedIn(context), input),
    ),
  })
}
