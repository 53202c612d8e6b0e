import type { VoucherSettings, VoucherView } from '#shared/contract/codes'
import { id } from '#shared/domain/ids'
import { amountText, typedMinor, typedPrice } from '#shared/domain/money'
import { instantAt, localAt } from '../../../ui/local-time'
import { typedCount } from '../../../ui/number-field'
import { codesText } from '../text/codes'
import { drawCode } from './draw-code'

/** A voucher's form: every value as it is typed, times as a clock in the venue shows them. */
export interface VoucherDraft {
  code: string
  name: string
  kind: VoucherSettings['discount']['kind']
  /** A share in per cent, or an amount. */
  figure: string
  maxUses: string
  from: string
  until: string
  eventIds: string[]
  isForAll: boolean
}

const problem = codesText.problems
/** Groups of four letters in the code that is offered: for something that costs the house a few tickets at most. */
const groups = 2

export const newVoucher = (): VoucherDraft => ({
  ...{ code: drawCode(groups), name: '', kind: 'percentage', figure: '', maxUses: '' },
  ...{ from: '', until: '', eventIds: [], isForAll: true },
})

export function voucherDraftOf(voucher: VoucherView, timeZone: string, currency: string): VoucherDraft {
  const { code, name, discount, maxUses, from, until, eventIds } = voucher
  const local = (instant: string | undefined) => (instant ? localAt(Date.parse(instant), timeZone) : '')
  const figure =
    discount.kind === 'percentage'
      ? String(discount.basisPoints / 100)
      : amountText(discount.kind === 'amount' ? discount.amountMinor : discount.priceMinor, currency)
  return {
    ...{ code, name, kind: discount.kind, figure, maxUses: maxUses === undefined ? '' : String(maxUses) },
    ...{ from: local(from), until: local(until), eventIds: eventIds ?? [], isForAll: eventIds === undefined },
  }
}

/** What is wrong with it, by the name of the field. */
export function voucherProblems(
  draft: VoucherDraft,
  timeZone: string,
  currency: string,
): Partial<Record<string, string>> {
  const { code, name, kind, figure, maxUses, from, until, eventIds, isForAll } = draft
  const uses = typedCount(maxUses)
  const [begins, ends] = [instantAt(from, timeZone), instantAt(until, timeZone)]
  const minor = typedMinor(figure.trim(), currency)
  const found = {
    code: code.trim() === '' ? problem.missing : id.safeParse(code.trim()).success ? undefined : problem.code,
    name: name.trim() === '' ? problem.missing : name.trim().length > 80 ? problem.tooLong : undefined,
    figure:
      kind === 'percentage'
        ? basisPointsOf(figure) === undefined && problem.share
        : kind === 'amount'
          ? !minor && problem.amount
          : typedPrice(figure.trim(), currency) === undefined && problem.price,
    maxUses: maxUses.trim() !== '' && (!uses || uses > 1_000_000) && problem.uses,
    until: begins !== undefined && ends !== undefined && ends <= begins && problem.window,
    events: !isForAll && eventIds.length === 0 && problem.events,
  }
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence)) as Record<
    string,
    string
  >
}

/** What the form says, where `voucherProblems` finds nothing wrong with it. */
export function voucherFrom(draft: VoucherDraft, timeZone: string, currency: string): VoucherSettings {
  const { code, name, kind, figure, maxUses, from, until, eventIds, isForAll } = draft
  const at = (local: string) => {
    const instant = instantAt(local, timeZone)
    return instant === undefined ? undefined : new Date(instant).toISOString()
  }
  const minor = typedMinor(figure.trim(), currency) ?? 0
  const discount: VoucherSettings['discount'] =
    kind === 'percentage'
      ? { kind, basisPoints: basisPointsOf(figure) ?? 0 }
      : kind === 'amount'
        ? { kind, amountMinor: minor }
        : { kind, priceMinor: minor }
  const [begins, ends, uses] = [at(from), at(until), typedCount(maxUses)]
  return {
    ...{ code: code.trim(), name: name.trim(), discount },
    ...(uses && { maxUses: uses }),
    ...(begins && { from: begins }),
    ...(ends && { until: ends }),
    ...(!isForAll && { eventIds }),
  }
}

/** `12.5` (per cent) as 1250; undefined for what is no share from 0.01 to 100. */
function basisPointsOf(typed: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim())
  if (!match) return undefined
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return points >= 1 && points <= 10_000 ? points : undefined
}
