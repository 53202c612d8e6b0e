import { useState } from 'react'
import type { VoucherView } from '#shared/contract/codes'
import { formatMoney } from '#shared/domain/money'
import { useTimeZone } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { shortDay } from '../../../ui/dates'
import { Page } from '../../../ui/page'
import { Table } from '../../../ui/table'
import { codesText } from '../text/codes'
import { useHouseCurrency } from '../use-house-currency'
import { ListCard } from './list-card'
import { useCodeList } from './use-code-list'
import { VoucherForm } from './voucher-form'

const text = codesText.vouchers

const askVouchers = async (part: { startsWith: string; after?: string; limit: number }) => {
  const { vouchers, more } = await terminal.codes.vouchers(part)
  return { found: vouchers, more }
}

/** The vouchers, and a form for one more, or for one of them. */
export function VouchersPage() {
  const { list, state, startsWith, find, showMore, reload } = useCodeList<VoucherView>(askVouchers)
  const [changed, setChanged] = useState<VoucherView>()
  const currency = useHouseCurrency()
  return (
    <Page title={text.title} intro={text.intro}>
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_320px] items-start gap-3">
        <ListCard
          {...{ title: text.listTitle, startsWith, state }}
          more={list?.more ?? false}
          onFind={find}
          onMore={showMore}
        >
          {list && (
            <VoucherTable
              vouchers={list.found}
              currency={currency}
              empty={startsWith === '' ? text.none : text.noneFound(startsWith)}
              onChange={setChanged}
            />
          )}
        </ListCard>
        <VoucherForm
          key={changed?.code ?? ''}
          {...{ changed, currency }}
          onDone={() => {
            setChanged(undefined)
            void reload()
          }}
          onKeep={() => setChanged(undefined)}
        />
      </div>
    </Page>
  )
}

function VoucherTable(props: {
  vouchers: VoucherView[]
  currency: string
  empty: string
  onChange(voucher: VoucherView): void
}) {
  const { vouchers, currency, empty, onChange } = props
  const zone = useTimeZone()
  return (
    <Table<VoucherView>
      caption={text.title}
      rows={vouchers}
      rowKey={({ code }) => code}
      empty={empty}
      columns={[
        {
          id: 'code',
          title: text.columns.code,
          cell: ({ code }) => code,
          className: 'font-mono whitespace-nowrap',
        },
        {
          ...{ id: 'name', title: text.columns.name, className: 'w-1/3 max-w-0' },
          cell: ({ name }) => (
            <span dir="auto" title={name} className="block truncate">
              {name}
            </span>
          ),
        },
        {
          ...{ id: 'discount', title: text.columns.discount, className: 'whitespace-nowrap' },
          cell: ({ discount }) => discountText(discount, currency),
        },
        {
          ...{ id: 'uses', title: text.columns.uses, align: 'end', className: 'whitespace-nowrap' },
          cell: ({ uses, maxUses }) => text.used(uses, maxUses),
        },
        {
          ...{ id: 'window', title: text.columns.window, className: 'text-ink-soft whitespace-nowrap' },
          cell: ({ from, until }) =>
            [from && text.fromDay(shortDay(from, zone)), until && text.untilDay(shortDay(until, zone))]
              .filter(Boolean)
              .join(' ') || text.always,
        },
        {
          ...{ id: 'events', title: text.columns.events, className: 'text-ink-soft whitespace-nowrap' },
          cell: ({ eventIds }) => (eventIds ? text.eventCount(eventIds.length) : text.all),
        },
        {
          ...{ id: 'change', title: text.columns.change, align: 'end' },
          cell: voucher => (
            <Button
              size="small"
              kind="quiet"
              aria-label={text.changeNamed(voucher.code)}
              onClick={() => onChange(voucher)}
            >
              {text.change}
            </Button>
          ),
        },
      ]}
    />
  )
}

function discountText(discount: VoucherView['discount'], currency: string): string {
  switch (discount.kind) {
    case 'percentage':
      return text.percentage(discount.basisPoints)
    case 'amount':
      return formatMoney(discount.amountMinor, currency)
    case 'set-price':
      return text.eachFor(formatMoney(discount.priceMinor, currency))
  }
}
