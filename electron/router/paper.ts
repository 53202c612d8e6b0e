import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const paperRoutes = (base: Base, options: RouterOptions): Routes<'paper'> => {
  const paper = () => running(options).paper
  const routes = base.paper
  return routes.router({
    // A page that comes back starts from a snapshot: only how it is now is of use.
    jobs: routes.jobs.handler(({ signal }) => paper().desk.follow(undefined, signal)),
    print: routes.print.handler(({ input }) => paper().print(input)),
    reprint: routes.reprint.handler(async ({ input, context }) => {
      const order = await running(options).selling.reissue(signedIn(context), input)
      return { order, ...(await paper().reprinted(order, input.places)) }
    }),
    retry: routes.retry.handler(async ({ input }) => {
      await paper().retry(input.jobId)
      return {}
    }),
    dismiss: routes.dismiss.handler(async ({ input }) => {
      await paper().dismiss(input.jobId)
      return {}
    }),
    pdf: routes.pdf.handler(({ input }) => paper().pdf(input)),
    testPage: routes.testPage.handler(() => {
      paper().testPage()
      return {}
    }),
    ticketKeys: routes.ticketKeys.handler(() => ({ terminals: paper().ticketKeys() })),
    revokeTicketKey: routes.revokeTicketKey.handler(async ({ input, context }) => {
      await paper().revokeTicketKey(signedIn(context), input)
      return {}
    }),
    renewTicketKey: routes.renewTicketKey.handler(async ({ input, context }) => {
      await paper().renewTicketKey(signedIn(context), input)
      return {}
    }),
    openDrawer: routes.openDrawer.handler(({ input, context }) =>
      paper().openDrawer(signedIn(context), input),
    ),
    setPrinter: routes.setPrinter.handler(({ input, context }) =>
      paper().setPrinter(signedIn(context), input),
    ),
  })
}
