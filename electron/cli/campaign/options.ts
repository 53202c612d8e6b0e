/** What a campaign is made of: how large, how long, under which faults, with which operations. */
export interface CampaignOptions {
  /** How many orders are made at least. */
  orders: number
  nodes: 3 | 5
  terminals: number
  seed: number
  mutant?: string | undefined
  /** It goes on for at least so long, and with so many faults. */
  leastMs: number
  leastFaults: number
  /** After this it ends, with however little was done. */
  mostMs: number
  leastAmbiguous: number
  /** The share of faults that must have met an operation under way. */
  leastMet: number
  /** Names of the only faults there are; all of them without. */
  faults?: readonly string[] | undefined
  /** Names of the only operations there are; all of them without. */
  operations?: readonly string[] | undefined
  /** The mean pause of a cashier between two operations; without, so long that `orders` fill `leastMs`. */
  thinkMs?: number | undefined
  /** Cashiers at each terminal. */
  windows?: number | undefined
  onProgress?(sentence: string): void
  signal?: AbortSignal | undefined
}
