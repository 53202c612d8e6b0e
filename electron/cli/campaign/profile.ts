/** What a run has to be, for what it says to count. */
export const wholeRun = {
  ...{ leastMs: 60_000, leastFaults: 12, mostMs: 20 * 60_000, leastAmbiguous: 10, leastMet: 0.3 },
} as const

/** What a run of the full campaign has to be. */
export const fullRun = {
  ...wholeRun,
  orders: 10_000,
  terminals: 8,
  mostMs: 60 * 60_000,
  leastAmbiguous: 200,
} as const
