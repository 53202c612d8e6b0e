/*
 * Preloaded into a till (`node --import`): its clock begins at TICKETCD_E2E_NOW and runs on from there, so that the
 * demonstration's dates, and with them its screens, are the same on every day. Only the wall clock: what the application
 * measures, it measures on the monotonic one.
 */
const beginning = Date.parse(process.env.TICKETCD_E2E_NOW ?? '')
const startedAt = Date.now()
const Real = Date
const now = () => beginning + (Real.now() - startedAt)

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(now())
    else super(...given)
  }

  static now() {
    return now()
  }
}
