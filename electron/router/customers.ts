import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const customersRoutes = (base: Base, options: RouterOptions): Routes<'customers'> => {
  const customers = () => running(options).customers
  return base.customers.router({
    find: base.customers.find.handler(async ({ input }) => ({
      customers: await customers().find(input.text, input.limit),
    })),
    create: base.customers.create.handler(({ input, context }) =>
      customers().create(signedIn(context), input),
    ),
  })
}
