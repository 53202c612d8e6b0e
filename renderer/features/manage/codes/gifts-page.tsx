import type { GiftCard } from '#shared/contract/codes'
import { terminal } from '../../../transport'
import { Tag } from '../../../ui/chip'
import { Money } from '../../../ui/money'
import { Page } from '../../../ui/page'
import { Table } from '../../../ui/table'
import { codesText } from '../text/codes'
import { useHouseCurrency } from '../use-house-currency'
import { GiftForm } from './gift-form'
import { ListCard } from './list-card'
import { useCodeList } from './use-code-list'

const text = codesText.gifts

const askGifts = async (part: { startsWith: string; after?: string; limit: number }) => {
  const { gifts, more } = await terminal.codes.gifts(part)
  return { found: gifts, more }
}

/** The gift cards with what is left on them, and a form for one more. */
export function GiftsPage() {
  const { list, state, startsWith, find, showMore, reload } = useCodeList<GiftCard>(askGifts)
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
            <Table<GiftCard>
              caption={text.title}
              rows={list.found}
              rowKey={({ code }) => code}
              empty={startsWith === '' ? text.none : text.noneFound(startsWith)}
              columns={[
                {
                  id: 'code',
                  title: text.columns.code,
                  cell: ({ code }) => code,
                  className: 'font-mono whitespace-nowrap',
                },
                {
                  ...{ id: 'left', title: text.columns.left, align: 'end' },
                  cell: ({ balanceMinor, currency }) =>
                    balanceMinor === 0 ? (
                      <Tag>{text.usedUp}</Tag>
                    ) : (
                      <Money minor={balanceMinor} currency={currency} />
                    ),
                },
                {
                  ...{ id: 'issued', title: text.columns.issued, align: 'end', className: 'text-ink-soft' },
                  cell: ({ issuedMinor, currency }) => <Money minor={issuedMinor} currency={currency} />,
                },
              ]}
            />
          )}
        </ListCard>
        <GiftForm key={currency} currency={currency} onDone={() => void reload()} />
      </div>
    </Page>
  )
}
