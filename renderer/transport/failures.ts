import { ORPCError } from '@orpc/client'
import { Refusal, type RefusalCode, refusals } from '#shared/errors/refusals'

/**
 * There is no connection to the terminal. `sent` says whether the call had left: then it may have been carried out,
 * or may still be, and its outcome is unknown.
 */
export class Disconnected extends Error {
  override readonly name = 'Disconnected'
  constructor(
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(sent ? 'The connection broke before the answer came' : 'Not connected to the terminal', options)
  }
}

/** The terminal answered with something that is no refusal of the contract: a bug, which its log describes. */
export class TerminalFault extends Error {
  override readonly name = 'TerminalFault'
}

/** Everything a call to the terminal rejects with. */
export type CallFailure = Refusal | Disconnected | TerminalFault

export function isCallFailure(error: unknown): error is CallFailure {
  return error instanceof Refusal || error instanceof Disconnected || error instanceof TerminalFault
}

/** `error`, caught from a call on a line, as one of the three failures a screen knows. */
export function callFailure(error: unknown, lineBroken: boolean): CallFailure {
  if (isCallFailure(error)) return error
  if (error instanceof ORPCError)
    return refusalOf(error) ?? new TerminalFault(error.message, { cause: error })
  if (lineBroken) return new Disconnected(true, { cause: error })
  return new TerminalFault(error instanceof Error ? error.message : String(error), { cause: error })
}

function refusalOf(error: ORPCError<string, unknown>): Refusal | undefined {
  if (!isRefusalCode(error.code)) return undefined
  const data = refusals[error.code].data.safeParse(error.data ?? {})
  return data.success ? new Refusal(error.code, data.data, { cause: error }) : undefined
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}
