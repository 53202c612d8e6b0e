import { useHouse } from '../../stores/house'
import { toggleOverlay } from '../../ui/overlay'
import { back, bestSeats, confirm, dropLine, erase, moveLine, moveOffer, pressPrice, typeKey } from './acts'
import { extendBasket } from './basket/basket-head'
import { toggleTool } from './basket/basket-tool'
import { useDesk } from './desk'
import { searchFieldId } from './events/search-field'
import { exchangeNow } from './exchange'
import { lastPapers, openLastDocument } from './paper/documents'
import { printAgain, unprinted } from './paper/print-again'
import { accountOf } from './rules/account'
import { type CommandName, type KeyRow, keyTable } from './rules/key-table'
import { type Command, rowOf } from './rules/keys'
import type { Situation } from './rules/situation'
import { zoomMap } from './seat-map/current-map'
import { seatMapId } from './seat-map/seat-map'
import { payByCard, togglePanel } from './tender/acts'
import { currentBasket, undoing, useTill } from './till'
import { sellingNow } from './use-selling'

/** What each command of the table does. */
const acts: Record<CommandName, (given: Command) => void> = {
  price: ({ at }) => pressPrice(at, false),
  takeAway: ({ at }) => pressPrice(at, true),
  type: ({ key }) => typeKey(key),
  erase,
  confirm,
  back,
  search: () => document.getElementById(searchFieldId)?.focus(),
  move: ({ key }) => move(key),
  offer: ({ key }) => moveOffer(key === 'PageDown' ? 1 : -1),
  best: () => bestSeats(0),
  accessible: () => bestSeats(1),
  zoom: ({ key }) => zoomMap(key),
  line: ({ key }) => moveLine(key === 'ArrowDown' ? 1 : -1),
  dropLine,
  palette: () => toggleOverlay('palette'),
  keys: () => toggleOverlay('keys'),
  extend: () => void extendBasket(),
  voucher: () => toggleTool('voucher'),
  reprice: () => toggleTool('price'),
  putAside: () => toggleTool('aside'),
  recall: () => toggleTool('recall'),
  card: payByCard,
  split: () => togglePanel('split'),
  gift: () => togglePanel('gift'),
  reserve: () => togglePanel('reserve'),
  invoice: () => togglePanel('invoice'),
  undo: undoing.ask,
  printAgain: () => void printAgain(),
  document: () => openLastDocument(),
  receipt: () => openLastDocument('receipt'),
}

/** Does what the table says of `command`, if that can be done now. */
export function carryOut(command: Command): void {
  if (rowOf(command.does).when(situationNow())) acts[command.does](command)
}

/** The commands of the palette that can be given now. */
export function possibleNow(): { row: KeyRow; run: () => void }[] {
  const situation = situationNow()
  const rows: readonly (KeyRow & { does: CommandName })[] = keyTable
  return rows.flatMap(row =>
    row.inPalette && row.when(situation)
      ? [{ row, run: () => carryOut({ does: row.does, key: '', at: 0 }) }]
      : [],
  )
}

/** What decides which commands can be given, as the stores are at this moment. */
export function situationNow(): Situation {
  const { sale, picks, lastSale } = useTill.getState()
  const house = useHouse.getState()
  const basket = currentBasket()
  return {
    canSell: sellingNow().is === 'possible',
    sale: sale.step,
    ticketCount: accountOf(basket, picks).ticketCount,
    hasBasket: basket !== undefined,
    hasLastSale: lastSale !== undefined,
    hasPapers: lastPapers() !== undefined,
    isUnprinted: unprinted() !== undefined,
    isExchanging: exchangeNow() !== undefined,
    lineIsChosen: useDesk.getState().line !== undefined,
    house:
      house.status !== 'shown'
        ? 'none'
        : house.house.areas.some(({ section }) => section)
          ? 'seated'
          : 'standing',
  }
}

/** Arrow keys that belong to nothing else: to another ticket type, or into the seat map. */
function move(key: string) {
  const map = document.getElementById(seatMapId)
  if (map) map.focus()
  else if (key === 'ArrowDown') moveOffer(1)
  else if (key === 'ArrowUp') moveOffer(-1)
}
