import { useCallback } from 'react'
import type { SellingSettings } from '#shared/contract/settings'
import { amountText, typedMinor, typedPrice } from '#shared/domain/money'
import { terminal } from '../../../transport'
import { CheckBox } from '../../../ui/check-box'
import { TextField } from '../../../ui/field'
import { MoneyField } from '../../../ui/money-field'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { typedBasisPoints } from './numbers'
import { type Problems, SettingsCard } from './settings-card'
import { useDraft } from './use-draft'

const text = settingsText.charges
const { problems: say } = settingsText

interface ChargesDraft {
  hasFee: boolean
  feeName: string
  fee: string
  hasTax: boolean
  taxName: string
  rate: string
}

const chargesOf = ({ fee, tax }: SellingSettings): ChargesDraft => ({
  hasFee: fee !== null,
  feeName: fee?.name ?? '',
  fee: fee ? amountText(fee.perTicketMinor, fee.currency) : '',
  hasTax: tax !== null,
  taxName: tax?.name ?? '',
  rate: tax ? String(tax.basisPoints / 100) : '',
})

const withCharges = (selling: SellingSettings, draft: ChargesDraft, currency: string): SellingSettings => ({
  ...selling,
  fee: draft.hasFee
    ? {
        name: draft.feeName.trim(),
        perTicketMinor: typedMinor(draft.fee.trim(), currency) ?? 0,
        currency,
      }
    : null,
  tax: draft.hasTax ? { name: draft.taxName.trim(), basisPoints: typedBasisPoints(draft.rate) ?? 0 } : null,
})

/** What comes on top of every ticket, and what of every price is tax. */
export function ChargesCard({
  now,
  currency: ofHouse,
  onSaved,
}: {
  now: SellingSettings
  currency: string
  onSaved(selling: SellingSettings): void
}) {
  const currency = now.fee?.currency ?? ofHouse
  const { draft, seen, isDirty, set, forget } = useDraft(chargesOf(now))
  const save = useAction(
    useCallback(
      async (before: SellingSettings, wanted: SellingSettings) => {
        onSaved(await terminal.settings.setSelling({ seen: before, wanted }))
        forget()
      },
      [onSaved, forget],
    ),
  )
  return (
    <SettingsCard
      title={text.title}
      isDirty={isDirty}
      state={save.state}
      findProblems={() => problemsOf(draft, currency)}
      onSave={() => save.run(withCharges(now, seen, currency), withCharges(now, draft, currency))}
    >
      {problems => (
        <>
          <div className="col-span-2">
            <CheckBox label={text.hasFee} checked={draft.hasFee} onChecked={hasFee => set({ hasFee })} />
          </div>
          {draft.hasFee && (
            <>
              <TextField
                label={text.feeName}
                name="feeName"
                value={draft.feeName}
                onValue={feeName => set({ feeName })}
                error={problems.feeName}
                hint={text.feeNameHint}
                dir="auto"
              />
              <MoneyField
                label={text.fee}
                name="fee"
                currency={currency}
                value={draft.fee}
                onValue={fee => set({ fee })}
                error={problems.fee}
                hint={text.feeHint(currency)}
              />
            </>
          )}
          <div className="col-span-2 border-line border-t pt-2">
            <CheckBox label={text.hasTax} checked={draft.hasTax} onChecked={hasTax => set({ hasTax })} />
          </div>
          {draft.hasTax && (
            <>
              <TextField
                label={text.taxName}
                name="taxName"
                value={draft.taxName}
                onValue={taxName => set({ taxName })}
                error={problems.taxName}
                hint={text.taxNameHint}
                dir="auto"
              />
              <TextField
                label={text.rate}
                name="rate"
                unit="%"
                inputMode="decimal"
                value={draft.rate}
                onValue={rate => set({ rate })}
                error={problems.rate}
                hint={text.rateHint}
                className="figures text-right"
              />
            </>
          )}
        </>
      )}
    </SettingsCard>
  )
}

function problemsOf(draft: ChargesDraft, currency: string): Problems {
  const named = (name: string) =>
    name.trim() === '' ? say.missing : name.trim().length > 80 && say.tooLong(80)
  const found = {
    feeName: draft.hasFee && named(draft.feeName),
    fee: draft.hasFee && !typedPrice(draft.fee.trim(), currency) && say.amount(currency),
    taxName: draft.hasTax && named(draft.taxName),
    rate: draft.hasTax && typedBasisPoints(draft.rate) === undefined && say.rate,
  }
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence)) as Problems
}
