import { Archive, ArchiveRestore, BadgePercent, Tag, X } from 'lucide-react'
import { useState } from 'react'
import { isRefusal } from '#shared/errors/refusals'
import { useAside } from '../../../stores/aside'
import { Button, IconButton } from '../../../ui/button'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import { useExchangeNow } from '../exchange'
import { quoting, standing, useTill } from '../till'
import { closeTool, toggleTool, useBasketTool } from './basket-tool'
import { LineForm } from './line-form'
import { PriceForm } from './price-form'
import { basketText } from './text'

/** What can be done with the basket besides paying it. */
export function BasketTools({ currency }: { currency: string }) {
  const tool = useBasketTool(state => state.tool)
  const vouchers = useTill(state => state.vouchers)
  // The price of a better seat may be set to that of the old one; the discounts are the order's.
  const isExchanging = useExchangeNow() !== undefined
  if (tool === 'voucher') return <VoucherForm />
  if (tool === 'aside') return <AsideForm />
  if (tool === 'price') return <PriceForm currency={currency} />
  return (
    <div className="grid gap-1 border-line border-t p-1.5">
      {vouchers.length > 0 && (
        <ul className="flex flex-wrap gap-1.5 px-1">
          {vouchers.map(code => (
            <li
              key={code}
              className="flex h-7 max-w-full items-center rounded-control border border-ok-line bg-ok-soft pl-2 text-meta text-ok"
            >
              <span className="truncate">{code}</span>
              <IconButton
                label={basketText.removeVoucher(code)}
                size="small"
                onClick={() => void quoting.remove(code)}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <fieldset aria-label={basketText.tools} className="flex justify-between px-1">
        {!isExchanging && (
          <Button
            kind="quiet"
            size="tight"
            icon={<Tag size={16} aria-hidden />}
            keys={basketText.voucherKey}
            onClick={() => toggleTool('voucher')}
          >
            {basketText.voucher}
          </Button>
        )}
        <Button
          kind="quiet"
          size="tight"
          icon={<BadgePercent size={16} aria-hidden />}
          keys={basketText.price.key}
          onClick={() => toggleTool('price')}
        >
          {basketText.price.tool}
        </Button>
        {!isExchanging && (
          <Button
            kind="quiet"
            size="tight"
            icon={<Archive size={16} aria-hidden />}
            keys={basketText.putAsideKey}
            onClick={() => toggleTool('aside')}
          >
            {basketText.putAside}
          </Button>
        )}
      </fieldset>
    </div>
  )
}

function VoucherForm() {
  const [problem, setProblem] = useState<string>()
  const { state, busy, run } = useAction(async (code: string) => {
    try {
      const basketId = await standing.hold()
      if (basketId === undefined) return
      await quoting.add(basketId, code)
      closeTool()
    } catch (failure) {
      if (!isRefusal(failure, 'BAD_REQUEST')) throw failure
      setProblem(basketText.noSuchVoucher(shortened(code)))
    }
  })
  return (
    <LineForm
      label={basketText.voucherCode}
      hint={basketText.voucherHint}
      action={basketText.apply}
      busy={busy}
      problem={problem ?? (state.status === 'failed' ? failureSentence(state.failure).what : undefined)}
      onType={() => setProblem(undefined)}
      onSubmit={code => {
        if (code !== '') void run(code)
      }}
    />
  )
}

/** A code as it fits into a sentence. */
function shortened(code: string): string {
  return code.length > 40 ? `${code.slice(0, 40)}…` : code
}

const mostName = 80

function AsideForm() {
  const [problem, setProblem] = useState<string>()
  const { state, busy, run } = useAction(async (name: string) => {
    await standing.putAside(name)
    closeTool()
  })
  return (
    <LineForm
      label={basketText.forWhom}
      action={basketText.putAside}
      busy={busy}
      problem={problem ?? (state.status === 'failed' ? failureSentence(state.failure).what : undefined)}
      onType={() => setProblem(undefined)}
      onSubmit={name => {
        if (name === '') setProblem(basketText.forWhomMissing)
        else if (name.length > mostName) setProblem(basketText.nameTooLong(mostName))
        else void run(name)
      }}
    />
  )
}

/** How many baskets wait for their customers, at any till, and the way to them. */
export function RecallButton() {
  const waiting = useAside(state => state.baskets.length)
  return (
    <Button
      size="touch"
      icon={<ArchiveRestore size={16} aria-hidden />}
      keys={basketText.recallKey}
      onClick={() => toggleTool('recall')}
    >
      {waiting === 0 ? basketText.recall : basketText.waiting(waiting)}
    </Button>
  )
}
