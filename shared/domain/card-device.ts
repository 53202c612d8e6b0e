import { z } from 'zod'

/**
 * What a till's card payments ask: `manual`, a terminal on the counter that the cashier reads; `simulated`, buttons that
 * stand for one, to learn with. A simulated device moves no money.
 */
export const cardDeviceKind = z.enum(['manual', 'simulated'])
export type CardDeviceKind = z.infer<typeof cardDeviceKind>
