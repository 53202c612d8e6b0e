import { z } from 'zod'
import { id } from '../domain/ids'
import { order } from '../domain/order'
import { printerAddress, printerSettings } from '../domain/printer'
import { refusing } from '../errors/refusals'
import { feedOf, reads, resume, writes } from './procedure'

/** What keeps a printer from printing. */
const problem = z.enum(['off', 'slow', 'out-of-paper', 'cover-open', 'fault', 'no-order', 'key-revoked'])

/**
 * Something to be printed of an order. Of its pieces of paper, tickets and then the receipt, `printed` are surely out
 * and up to `sent` may be. `unsure`: the terminal or the line broke in between, so that a person has to look; `failed`:
 * nothing of the rest was sent. Neither is printed again by itself.
 */
const job = z.looseObject({
  jobId: z.string(),
  orderId: z.string(),
  number: z.string(),
  at: z.string(),
  tickets: z.number(),
  receipt: z.boolean(),
  sent: z.number(),
  printed: z.number(),
  state: z.enum(['waiting', 'printing', 'printed', 'unsure', 'failed']),
  problem: problem.optional(),
})
export type PaperJob = z.infer<typeof job>

const printerView = z.looseObject({
  /** `none`: this terminal has no printer; `unknown`: it has not been asked since the terminal started. */
  state: z.enum([
    'none',
    'unknown',
    'ready',
    'off',
    'slow',
    'out-of-paper',
    'cover-open',
    'fault',
    'no-order',
    'key-revoked',
  ]),
  paperLow: z.boolean(),
  settings: printerSettings.optional(),
})
export type PrinterView = z.infer<typeof printerView>

const desk = z.looseObject({ printer: printerView, jobs: z.array(job) })
export type PaperDesk = z.infer<typeof desk>

const place = z.strictObject({ eventId: id, areaId: id, slot: z.number().int().min(0).max(999_999) })
const places = z.array(place).min(1).max(2_000)
const printer = z.strictObject({
  address: z.union(printerAddress.options.map(option => option.strict())),
  widthMm: printerSettings.shape.widthMm,
  printsTickets: z.boolean(),
  printsReceipt: z.boolean(),
  opensDrawer: z.boolean(),
})

const documentKind = z.enum(['tickets', 'sheets', 'receipt', 'invoice'])
export type DocumentKind = z.infer<typeof documentKind>

const cannotPrint = refusing('NO_PRINTER', 'NOT_FOUND', 'NOT_ITS_TICKETS', 'ORDER_IS', 'DISK_FAILED')

const ticketKeysOf = z.looseObject({
  terminalId: z.string(),
  name: z.string(),
  /** Of the terminal that is asked. */
  isOwn: z.boolean(),
  /** The newest first: the one it signs with, unless that was revoked. */
  keys: z.array(
    z.looseObject({
      publicKey: z.string(),
      since: z.string(),
      revokedAt: z.string().optional(),
      revokedBy: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
})
export type TicketKeysOf = z.infer<typeof ticketKeysOf>

/**
 * Tickets, receipts and invoices on paper: this terminal's roll printer, its drawer, and documents. What a sale or a step
 * on an order brings (a collected reservation's tickets, those of an exchange or a swap, a refund's receipt) prints by
 * itself at the terminal that carried it out: no page asks for it.
 */
export const paperContract = {
  /** The printer and what it prints, live. */
  jobs: reads('cashier').input(z.strictObject({ resume })).output(feedOf(desk, desk)),

  /**
   * Prints an order's tickets (all that it keeps, or those of `places`) or its receipt. What of its tickets this
   * terminal has printed already is refused: a second paper is a reprint.
   */
  print: reads('cashier')
    .input(
      z.strictObject({
        orderId: id,
        what: z.enum(['tickets', 'receipt', 'both']),
        places: places.optional(),
      }),
    )
    .output(z.looseObject({ jobId: z.string() }))
    .errors({ ...cannotPrint, ...refusing('ALREADY_PRINTED') }),
  /**
   * Raises the issue of these tickets, so that the door takes the new paper only, and prints them marked as a reprint
   * where this terminal has a printer. The page draws `operationId`, as for every step on an order.
   */
  reprint: writes('cashier')
    .input(z.strictObject({ orderId: id, operationId: id, places }))
    .output(z.looseObject({ order, jobId: z.string().optional() }))
    .errors(
      refusing(
        'NOT_FOUND',
        'ORDER_IS',
        'NOT_ITS_TICKETS',
        'EDITED_MEANWHILE',
        'DISK_FAILED',
        'LIMIT_EXCEEDED',
      ),
    ),
  /** Prints what of a job is not surely printed. */
  retry: reads('cashier')
    .input(z.strictObject({ jobId: z.string().max(300) }))
    .output(z.looseObject({}))
    .errors(refusing('NOT_FOUND')),
  /** Nobody wants the rest of a job. */
  dismiss: reads('cashier')
    .input(z.strictObject({ jobId: z.string().max(300) }))
    .output(z.looseObject({}))
    .errors(refusing('NOT_FOUND')),
  /**
   * A document, as base64, for the page to open or save: `tickets` has one on a page of its size, `sheets` has three on
   * an A4 page to be cut, which is how an office printer takes a group's.
   */
  pdf: reads('cashier')
    .input(
      z.strictObject({
        orderId: id,
        what: documentKind,
        places: places.optional(),
      }),
    )
    .output(z.looseObject({ fileName: z.string(), base64: z.string() }))
    .errors(refusing('NOT_FOUND', 'NOT_ITS_TICKETS', 'ORDER_IS', 'TICKET_KEY_REVOKED')),

  testPage: reads('cashier')
    .input(z.strictObject({}))
    .output(z.looseObject({}))
    .errors(refusing('NO_PRINTER')),
  /** Opens the drawer without a sale; that it was asked for is in the audit trail first. */
  openDrawer: writes('cashier')
    .input(z.strictObject({ operationId: id, reason: z.string().trim().min(1).max(300) }))
    .output(z.looseObject({ opened: z.boolean() }))
    .errors(refusing('NO_PRINTER')),
  /** What this terminal prints on, and what by itself; `null`: nothing any more. */
  setPrinter: writes('manager')
    .input(z.strictObject({ operationId: id, printer: printer.nullable() }))
    .output(printerView)
    .errors(refusing('EDITED_MEANWHILE')),

  /** What every terminal's tickets are signed with, and were. */
  ticketKeys: reads('admin')
    .input(z.strictObject({}))
    .output(z.looseObject({ terminals: z.array(ticketKeysOf) })),
  /** A computer was stolen: nothing that its key signs from now on lets anybody in. */
  revokeTicketKey: writes('admin')
    .input(
      z.strictObject({
        operationId: id,
        terminalId: id,
        publicKey: z.string().min(1).max(80),
        reason: z.string().trim().min(1).max(300),
      }),
    )
    .output(z.looseObject({}))
    .errors(refusing('NOT_FOUND', 'EDITED_MEANWHILE')),
  /** Draws this terminal another key, where an admin is signed in at it. */
  renewTicketKey: writes('admin')
    .input(z.strictObject({ operationId: id }))
    .output(z.looseObject({}))
    .errors(refusing('EDITED_MEANWHILE')),
}
