import { z } from 'zod'

/**
 * Where a terminal's roll printer is: on the network, by its raw port (9100 unless it was changed), or at this computer,
 * by its device file. A device file is a printer's or a serial line's: settings never name another file.
 */
export const printerAddress = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('network'),
    host: z
      .string()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/),
    port: z.number().int().min(1).max(65_535),
  }),
  z.looseObject({
    kind: z.literal('device'),
    path: z.string().regex(/^\/dev\/((usb\/)?lp\d{1,3}|tty(USB|ACM|S)\d{1,3})$/),
  }),
])
export type PrinterAddress = z.infer<typeof printerAddress>

/** What a terminal prints on and what it prints by itself after a sale. */
export const printerSettings = z.looseObject({
  address: printerAddress,
  /** Of the paper. */
  widthMm: z.union([z.literal(58), z.literal(80)]),
  printsTickets: z.boolean(),
  printsReceipt: z.boolean(),
  /** The drawer hangs on the printer: it opens when cash is taken or given back. */
  opensDrawer: z.boolean(),
})
export type PrinterSettings = z.infer<typeof printerSettings>
