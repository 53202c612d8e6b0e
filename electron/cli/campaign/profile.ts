/** What a run has to be, for what it says to count. */
export const wholeRun = {
  ...{ leastMs: 60_000, leastFaults: 12, mostMs: 20 * 60_000, leastAmbiguous: 10, leastMet: 0.3 },
} as const

/** What a run of the full campaign has to be; each seed is one on three nodes and one on five. */
export const fullRun = {
  ...wholeRun,
  orders: 250,
  terminals: 8,
  mostMs: 3 * 60_000,
  mostMsPerOrder: 400,
} as const

/** What the full campaign has to be as a whole. */
export const fullCampaign = { seeds: 20, leastAmbiguous: 200 } as const
