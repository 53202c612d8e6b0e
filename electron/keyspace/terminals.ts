import { z } from 'zod'
import { cardDeviceKind } from '#shared/domain/card-device'
import { instant } from '#shared/domain/event'
import { id, nameId } from '#shared/domain/ids'
import { amountMinor } from '#shared/domain/money'
import { printerSettings } from '#shared/domain/printer'
import { aggregate } from './aggregate'

/** A till that was once enrolled; its id is never given again. `folder` tells a cloned data folder from the real one. */
export const terminal = aggregate(
  'terminal',
  ['terminalId'],
  z.looseObject({
    terminalId: id,
    name: z.string().max(80),
    enrolledAt: instant,
    folder: z.string(),
    /** The public keys its tickets were ever signed with: all that a door needs (services/paper/code/signature.ts). */
    ticketKeys: z
      .array(
        z.looseObject({
          publicKey: z.string().max(80),
          since: instant,
          revokedAt: instant.optional(),
          revokedBy: nameId.optional(),
          reason: z.string().max(300).optional(),
        }),
      )
      .optional(),
    /** `manual` unless said. */
    cardDevice: cardDeviceKind.optional(),
    printer: printerSettings.optional(),
  }),
)
export type StoredTerminal = ReturnType<typeof terminal.read>

/** A running till, on a lease. Rewritten every few seconds: its `clock`, and the heartbeat of everybody's watch. */
export const presence = aggregate(
  'presence',
  ['terminalId'],
  z.looseObject({ terminalId: id, folder: z.string(), clock: instant, beat: z.number().int().min(0) }),
)

export const shift = aggregate(
  'shift',
  ['terminalId', 'shiftId'],
  z.looseObject({
    shiftId: id,
    terminalId: id,
    seller: nameId,
    openedAt: instant,
    closedAt: instant.optional(),
    floatMinor: amountMinor,
    countedMinor: amountMinor.optional(),
  }),
)

/** Who did what to whom. `hash` covers the record and the hash before it, so that a missing one is seen. */
export const audit = aggregate(
  'audit',
  ['terminalId', 'n'],
  z.looseObject({
    n: z.number().int().min(1),
    terminalId: id,
    at: instant,
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    /** The last numbers that its terminal had given, this step's among them. */
    numbers: z
      .looseObject({ order: z.number(), receipt: z.number(), invoice: z.number().optional() })
      .optional(),
    previousHash: z.string(),
    hash: z.string(),
  }),
)
export type AuditRecord = ReturnType<typeof audit.read>

/**
 * An administrative step that was carried out: what tells it from its repetition, however long ago it was.
 * Written with what it did, and only where absent; `n` is its audit record.
 */
export const step = aggregate(
  'step',
  ['operationId'],
  z.looseObject({ terminalId: id, n: z.number().int().min(1) }),
)
